"""Cells as text: one way of writing each value, whatever the file held."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

# Signs without a shape that come along when text is copied from web pages and chats.
_UNSEEN: Final = frozenset("\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e")
_SPACE: Final = re.compile(r"[ \t\u3000\xa0]+")
# What a spreadsheet program would take for a formula; exports put a mark before it.
GUARD: Final = "'"
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


def cell_text(value: Any) -> str:
    """A cell as a person would type it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case datetime():
            whole = not (value.hour or value.minute or value.second)
            return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            return str(value)
        case float():
            return f"{value:.0f}" if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


def tidy(text: str) -> tuple[str, bool]:
    """The text without control characters, and whether there were any.

    Line breaks stay as spaces; rare characters and middle dots stay as they are.
    """
    if text.isascii() and text.isprintable():
        found = False
        kept = text
    else:
        kept = "".join(
            " " if sign in "\r\n\t" else sign
            for sign in text
            if sign in "\r\n\t"
            or not (sign in _UNSEEN or unicodedata.category(sign) in {"Cc", "Cs"})
        )
        found = len(kept) != len(text)
    kept = _SPACE.sub(" ", kept).strip()
    if kept[:1] == GUARD and kept[1:2] in RISKY:
        kept = kept[1:]
    return kept, found


def guarded(text: str) -> str:
    """A text as CSV may carry it: no spreadsheet program takes it for a formula."""
    return GUARD + text if text.startswith(RISKY) else text
