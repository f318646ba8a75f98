"""Reading what people write in cells: dates, amounts, counts, yes and no."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

_EPOCH: Final = date(1899, 12, 30)  # day 0 of a spreadsheet's serial numbers
_SERIALS: Final = range(10_000, 80_000)  # 1927 to 2119
_DATE: Final = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[ T].*)?$"
)
_IN_WORDS: Final = re.compile(
    r"^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$"
)
_DIGITS: Final = {sign: at for at, sign in enumerate("〇一二三四五六七八九")}
_DIGITS.update({"零": 0, "○": 0})
_MONTH_WHERE: Final = re.compile(r"^\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{1,2})$")
# What a formula that went wrong shows, in the programs that write workbooks.
_ERROR_CELL: Final = re.compile(
    r"^(?:#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3})$"
)
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_AMOUNT: Final = re.compile(
    r"^([+-]?[\d,]*\.?\d+)(亿|千万|百万|万|千|百)?(元|圆|人民币)?(整)?$"
)
_TIMES: Final = {
    "亿": 100_000_000,
    "千万": 10_000_000,
    "百万": 1_000_000,
    "万": 10_000,
    "千": 1_000,
    "百": 100,
}
_YES: Final = {"是", "有", "√", "y", "yes", "true", "1", "重点", "重点企业"}
_NO: Final = {"否", "无", "×", "x", "n", "no", "false", "0", "非重点", "-"}
_BREAKS: Final = re.compile(r"[、,，;；/|\n]+")


class Unreadable(ValueError):
    """A cell that cannot be right; the sentence says what would be."""


def require_no_error(text: str) -> None:
    """Raises Unreadable for the error a formula shows instead of a value."""
    if _ERROR_CELL.match(text):
        told = _("The formula of this cell shows the error %(error)s. Write the value itself.")
        raise Unreadable(told % {"error": text})


def read_text(text: str) -> str:
    return text


def read_date(text: str) -> date:
    """A day, written in any of the ways offices write one.

    2026-1-5, 2026/01/05, 2026.1.5, 2026年1月5日, 二〇二六年一月五日, 20260105, or a
    spreadsheet's serial number. 5/1/2026 may be January or May, and is asked about.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _MONTH_WHERE.match(plain):
        told = _("“%(text)s” can be more than one day. Write it as 2026-01-05, the year first.")
        raise Unreadable(told % {"text": text})
    try:
        if words := _IN_WORDS.match(plain):
            year = int("".join(str(_DIGITS[sign]) for sign in words[1]))
            return date(year, _small_number(words[2]), _small_number(words[3]))
        if found := _DATE.match(plain) or _COMPACT.match(plain):
            return date(*(int(part) for part in found.groups()[:3]))
    except ValueError as error:
        raise Unreadable(_("There is no such day. Write it as 2026-01-05.")) from error
    if plain.isdecimal() and int(plain) in _SERIALS:
        return _EPOCH + timedelta(days=int(plain))
    raise Unreadable(_("Write the day as 2026-01-05."))


def is_bare_number(text: str) -> bool:
    """Whether an amount stands there without a unit of its own."""
    found = _AMOUNT.match(unicodedata.normalize("NFKC", text).replace(" ", "").lstrip("¥￥"))
    return found is not None and not (found[2] or found[3])


def _small_number(words: str) -> int:
    """十 is 10, 二十一 is 21; what is no number becomes one no month or day has."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS[words] if len(words) == 1 else 99
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 99
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def read_amount(text: str) -> Decimal:
    """Yuan, with a unit if the cell has one: 1.2万元 is 12,000 yuan."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lstrip("¥￥")
    found = _AMOUNT.match(plain)
    if found is None:
        raise Unreadable(_("Write an amount in yuan, such as 12000 or 1.2万元."))
    try:
        number = Decimal(found[1].replace(",", ""))
    except InvalidOperation as error:
        raise Unreadable(_("Write an amount in yuan, such as 12000 or 1.2万元.")) from error
    amount = number * _TIMES.get(found[2] or "", 1)
    if amount < 0:
        raise Unreadable(_("An amount cannot be negative."))
    if amount != amount.quantize(Decimal("0.01")):
        raise Unreadable(_("An amount in yuan has at most two decimals."))
    if amount >= Decimal(10) ** 14:
        raise Unreadable(_("This amount is too large. Check the unit."))
    return amount.quantize(Decimal("0.01"))


def read_yes_no(text: str) -> bool:
    plain = text.strip().casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise Unreadable(_("Write 是 or 否."))


def words_of(text: str) -> list[str]:
    """Several values in one cell: parted by 、, commas, semicolons or slashes."""
    return [part.strip() for part in _BREAKS.split(text) if part.strip()]


class Choices:
    """A vocabulary as people write it: by code, or by its words in either language."""

    def __init__(self, choices: Iterable[tuple[str, object]]) -> None:
        self.choices = tuple(choices)

    @cached_property
    def _codes(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for language in ("zh-hans", "en"):
            with override(language):
                for code, label in self.choices:
                    known.setdefault(_folded(str(label)), str(code))
        return {**known, **{_folded(str(code)): str(code) for code, _label in self.choices}}

    def read(self, text: str) -> str:
        """The code. Raises Unreadable, naming the choices there are."""
        found = self._codes.get(text) or self._codes.get(_folded(text))
        if found is not None:
            return found
        offered = "、".join(str(label) for _code, label in self.choices[:15])
        more = " …" if len(self.choices) > 15 else ""
        raise Unreadable(_("Write one of: %(choices)s") % {"choices": offered + more})


def _folded(text: str) -> str:
    return re.sub(r"[\s()（）]", "", unicodedata.normalize("NFKC", text)).casefold()
