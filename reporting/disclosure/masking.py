"""What must not be read outside: natural persons' names, numbers, accounts and dwellings.

Legal source: 市场监督管理行政处罚信息公示规定第六条; 个人信息保护法.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reporting.disclosure.traces import dwelling_in, is_identity, numbers_in
from reporting.disclosure.written import folded, numerals_folded

STAR: Final = "*"
SHORTEST: Final = 7
LONG_NUMBER: Final = 15
IDENTITY_LENGTH: Final = 18
BETWEEN: Final = r"[ \-_·\u200b]{0,3}"
# A shorter piece of an address says nothing by itself.
SHORTEST_ADDRESS: Final = 4


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is known of the persons of a case, beyond what any text shows by its form.

    Args:
        names: natural persons that must not be named.
        addresses: where they live.
        open: names that are published as they are: of a business called after its owner.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


NOTHING: Final = Secrets()


def masked_name(name: str) -> str:
    """The first sign of a person's name, stars for the rest."""
    bare = name.strip()
    return bare[:1] + STAR * max(1, len(bare) - 1) if bare else ""


def masked_number(number: str) -> str:
    """A number of which only the ends can be read, however much of it was hidden before."""
    bare = "".join(sign for sign in folded(number) if sign.isalnum() or sign == STAR)
    if len(bare) < SHORTEST:
        return STAR * len(bare)
    head, tail = (6, 4) if len(bare) >= LONG_NUMBER else (2, 2)
    return bare[:head] + STAR * (len(bare) - head - tail) + bare[-tail:]


def masked_code(code: str) -> str:
    """A registration number as it is; an identity number in its place is masked.

    The tax number of a household was its owner's identity number with two digits more.
    """
    plain = folded(code)
    for start in range(len(plain) - IDENTITY_LENGTH + 1):
        if is_identity(plain[start : start + IDENTITY_LENGTH]):
            return code[: start + 6] + STAR * 8 + code[start + 14 :]
    return code


def masked_text(text: str, secrets: Secrets = NOTHING) -> str:
    """A text in which no person's number, dwelling or name can be read; its length stays."""
    plain = folded(text)
    hidden = numbers_in(plain) | numbers_in(numerals_folded(plain))
    hidden |= _named(plain, secrets) | _housed(plain, secrets.addresses)
    if not hidden:
        return text
    return "".join(STAR if at in hidden else sign for at, sign in enumerate(text))


def shows_a_secret(text: str, secrets: Secrets = NOTHING) -> bool:
    """Whether anything can still be read that must not be."""
    return masked_text(text, secrets) != text


def _named(plain: str, secrets: Secrets) -> set[int]:
    spared = {
        at for name in secrets.open for span in _found(plain, name) for at in range(*span)
    }
    places: set[int] = set()
    for name in secrets.names:
        for start, end in _found(plain, re.split(r"[（(]", name)[0]):
            signs = [at for at in range(start, end) if plain[at].isalnum()]
            if not spared.issuperset(signs):
                places.update(signs[1:])
    return places


def _housed(plain: str, addresses: Iterable[str]) -> set[int]:
    places: set[int] = set()
    for address in addresses:
        whole = folded(address.strip())
        behind = whole[min(dwelling_in(whole), default=len(whole)) :]
        if len(behind) >= SHORTEST_ADDRESS:
            places |= {at for span in _found(plain, behind) for at in range(*span)}
    return places


def _found(plain: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand, also with spaces or dots put between their signs."""
    signs = [sign for sign in folded(words) if sign.isalnum()]
    if len(signs) < 2:
        return
    pattern = BETWEEN.join(map(re.escape, signs))
    yield from (match.span() for match in re.finditer(pattern, plain, re.IGNORECASE))
