"""A text as it reads whatever way it is written: one plain sign for every sign of it.

Full-width and other digits, Chinese numerals, dashes, dots and signs without width are told
apart by nobody who reads them; what looks for a number must not tell them apart either.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

NUMERALS: Final = dict(
    zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True)
)
SPELT_OUT: Final = re.compile(rf"(?:[{''.join(NUMERALS)}][ \-_·\u200b]*){{3}}")
# What stands for the last sign of an identity number.
CROSSES: Final = frozenset("×✕✖ХхⅩⅹΧχ")
DOTS: Final = frozenset("·•・‧∙･⋅")
NO_WIDTH: Final = "\u200b"


def folded(text: str) -> str:
    """The same text in plain signs; each sign keeps its place."""
    return "".join(map(_plain, text))


def numerals_folded(plain: str) -> str:
    """A folded text with its Chinese numerals as digits, where a number may hide in them.

    Apart from ``folded``: behind 张三 a number begins, and does not go on.
    """
    if not SPELT_OUT.search(plain):
        return ""
    return "".join(NUMERALS.get(sign, sign) for sign in plain)


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign
    if sign in NUMERALS:
        return sign
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    if sign in CROSSES:
        return "X"
    if sign in DOTS:
        return "·"
    return _by_category(sign)


def _by_category(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn") or sign == "\u3164":
        return NO_WIDTH
    if category == "Pd" or sign == "−":
        return "-"
    if sign.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign
