"""The unified social credit code (GB 32100): read as people write it, checked, explained."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _
from stdnum.cn import uscc

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WELL_FORMED: Final = re.compile(rf"^[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}\Z")
_PREFIX: Final = re.compile(r"^统一社会信用代码(?:\([^)]*\))?[:]?")
_COPY_MARK: Final = re.compile(r"\(\s*\d+\s*[/-]\s*\d+\s*\)")
_NOISE: Final = re.compile(r"[\s\-_.·\u200b-\u200f\ufeff]+")
# Letters the standard leaves out, and what a reader most likely saw.
_TAKEN_FOR: Final = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"}


def clean_credit_code(text: str) -> str:
    """The code alone: half-width capitals without label, spaces and copy marks."""
    wide = unicodedata.normalize("NFKC", text).strip()
    bare = _NOISE.sub("", _COPY_MARK.sub("", wide))
    return _PREFIX.sub("", bare).upper()


def credit_code_fault(code: str) -> str:
    """What is wrong with a cleaned code, in a sentence that helps; empty when nothing is."""
    if _is_right(code):
        return ""
    if len(code) != LENGTH:
        return _(
            "A unified social credit code has 18 characters; this one has %(count)s. "
            "Compare it with the business licence."
        ) % {"count": len(code)}
    for place, character in enumerate(code, start=1):
        if fault := _character_fault(place, character):
            return fault
    expected = uscc.calc_check_digit(code[:-1])
    if code[-1] == expected:
        return ""
    return _(
        "The last character checks the others: after %(first)s it would be “%(expected)s”, "
        "not “%(found)s”. One character is wrong; compare with the business licence."
    ) % {"first": code[:-1], "expected": expected, "found": code[-1]}


@lru_cache(maxsize=4096)
def _is_right(code: str) -> bool:
    """Remembered: a list of thousands is asked twice for each code."""
    plain = _WELL_FORMED.match(code)
    return plain is not None and code[-1] == str(uscc.calc_check_digit(code[:-1]))


def _character_fault(place: int, character: str) -> str:
    values = {"place": place, "found": character}
    if meant := _TAKEN_FOR.get(character):
        return _(
            "Character %(place)s is “%(found)s”, a letter these codes do not use. "
            "Is it “%(meant)s”?"
        ) % {**values, "meant": meant}
    if character not in ALPHABET:
        return (
            _("Character %(place)s is “%(found)s”. Only digits and capital letters are used.")
            % values
        )
    if 3 <= place <= 8 and not character.isdigit():
        return (
            _(
                "Character %(place)s is “%(found)s”. Characters 3 to 8 are the region and are "
                "digits."
            )
            % values
        )
    return ""
