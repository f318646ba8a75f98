"""What must not be read outside: names of natural persons, identity and phone numbers.

Legal source: 市场监督管理行政处罚信息公示规定第六条; 个人信息保护法.
"""

import re
from collections.abc import Iterable
from typing import Final

IDENTITY: Final = re.compile(
    r"(?<![0-9A-Za-z])([0-9]{6})[0-9]{8}([0-9]{3}[0-9Xx])(?![0-9A-Za-z])"
)
OLD_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])([0-9]{6})[0-9]{6}([0-9]{3})(?![0-9A-Za-z])")
PHONE: Final = re.compile(r"(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])")
STAR: Final = "*"
SHORTEST: Final = 7


def masked_name(name: str) -> str:
    """The first sign of a person's name, stars for the rest."""
    bare = name.strip()
    return bare[:1] + STAR * max(1, len(bare) - 1) if bare else ""


def masked_number(number: str) -> str:
    """An identity number of which only the ends can be read; one masked already stays."""
    bare = "".join(number.split())
    if not bare or STAR in bare:
        return bare
    if len(bare) < SHORTEST:
        return STAR * len(bare)
    head = 6 if len(bare) >= 15 else 2
    tail = 4 if len(bare) >= 15 else 2
    return bare[:head] + STAR * (len(bare) - head - tail) + bare[-tail:]


def masked_text(text: str, names: Iterable[str] = ()) -> str:
    """A text without identity numbers, mobile numbers and these persons' names."""
    for name in sorted({one.strip() for one in names}, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, masked_name(name))
    text = IDENTITY.sub(lambda found: f"{found[1]}{STAR * 8}{found[2]}", text)
    text = OLD_IDENTITY.sub(lambda found: f"{found[1]}{STAR * 6}{found[2]}", text)
    return PHONE.sub(lambda found: f"{found[1]}{STAR * 4}{found[2]}", text)


def shows_a_number(text: str) -> bool:
    """Whether an identity or mobile number can still be read in a text."""
    return any(one.search(text) for one in (IDENTITY, OLD_IDENTITY, PHONE))
