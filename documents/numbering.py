"""Document numbers such as 西市监罚〔2026〕12号.

The bureau's word, the type word, the year in its brackets, the serial, 号.
"""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from core.errors import Invalid

PATTERN: Final = re.compile(
    r"(?P<head>(?:（[一-龥]{1,4}）)?[一-龥]{2,16}?)"
    r"〔(?P<year>(?:19|20)\d{2})〕(?P<letter>[一-龥]{0,2})(?P<serial>\d{1,6})号"
)
_BRACKETS: Final = str.maketrans(
    {"[": "〔", "]": "〕", "【": "〔", "】": "〕", "(": "（", ")": "）"}
)
_MORE: Final = str.maketrans({"［": "〔", "］": "〕"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parts of a number. ``letter`` is the word some bureaus put before the serial."""

    head: str
    year: int
    letter: str
    serial: int


def normalised(text: str) -> str:
    """The number with the official brackets and without spaces."""
    bare = "".join(text.split())
    return bare.translate(_BRACKETS).translate(_MORE)


def parse(number: str) -> Parsed | None:
    """The parts of a normalised number; None where it has another shape."""
    found = PATTERN.fullmatch(number)
    if found is None:
        return None
    return Parsed(
        head=found["head"],
        year=int(found["year"]),
        letter=found["letter"],
        serial=int(found["serial"]),
    )


def require_number(text: str, *, field: str = "number") -> str:
    """The number in its official form.

    Raises:
        Invalid: it has another shape.
    """
    number = normalised(text)
    if parse(number) is None:
        raise Invalid(
            fields={
                field: _(
                    "“%(number)s” is not a document number. Write the bureau's word, the "
                    "year and the serial, for example 陕药监药罚〔2022〕1号."
                )
                % {"number": text[:60]}
            }
        )
    return number


def written(head: str, year: int, serial: int) -> str:
    return f"{head}〔{year}〕{serial}号"
