"""Finding the row of headings, and which column is which field."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.imports.base import ImportKind
from reporting.imports.files import refused
from reporting.imports.sheet import HEAD_AMONG, Sheet, column_letters

PROBLEM = "问题"
YUAN = "元"
_TOTAL = re.compile(r"^(?:合计|总计|共计|小计|总数|total)(?:[:：]|$)", re.IGNORECASE)
_NOTE = re.compile(r"^(?:注|备注|说明|填表|制表|填报|审核|复核|报送|联系)[^:：]{0,8}[:：]")
_UNIT = re.compile(r"[（(]?(?:单位[:：])?((?:亿|千万|百万|万|千|百)?元)[)）]?$")
_MARKS = re.compile(r"[\s*＊（）()：:_\-]|必填|选填")


def folded(heading: str) -> str:
    """A heading without stars, brackets, spaces and notes such as 必填."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def names_of(kind: ImportKind) -> dict[str, str]:
    """Every heading a field goes by, in both languages → the field."""
    found: dict[str, str] = {}
    for one in kind.fields:
        titles = [one.name, *one.aliases]
        for language in ("zh-hans", "en"):
            with override(language):
                titles.append(str(one.title))
        for title in titles:
            found.setdefault(folded(title), one.name)
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's parts.

    Args:
        above: the cells of every row above the headings, empty ones too.
        rows: the rows below, without what stands under the table.
        under: numbers of rows under it that are totals or notes, and are not taken.
    """

    head_row: int
    headings: list[str]
    above: list[list[str]]
    rows: list[tuple[int, list[str]]]
    under: list[int]


def take_head(sheet: Sheet, kind: ImportKind, remembered: Mapping[str, str]) -> Table:
    """Find the row of headings.

    Raises:
        Invalid: no rows below, a heading twice, merged cells where rows should be.
    """
    known = {**names_of(kind), **{folded(heading): "" for heading in remembered}}
    scored = [
        (sum(folded(_bare(text)) in known for text in texts if text), -at)
        for at, (_number, texts) in enumerate(sheet.rows[:HEAD_AMONG])
    ]
    score, at = max(scored)
    at = -at if score else 0
    number, headings = sheet.rows[at]
    below = sheet.rows[at + 1 :]
    under = _under(below)
    last = below[-len(under) - 1][0] if len(under) < len(below) else number
    _require_unmerged(sheet, number, last)
    _require_different(headings, number)
    if len(under) == len(below):
        raise refused(_("There is a row of headings and nothing below it."))
    return Table(
        number, headings, _above(sheet, number), below[: len(below) - len(under)], under
    )


def _under(rows: Sequence[tuple[int, list[str]]]) -> list[int]:
    """Rows at the end that are a total, or a note with nothing beside it."""
    found: list[int] = []
    for number, texts in reversed(rows):
        filled = [text for text in texts if text]
        is_note = len(filled) <= 3 and all(_NOTE.match(text) for text in filled)
        if not is_note and not _TOTAL.match(filled[0].replace(" ", "")):
            break
        found.append(number)
    return found[::-1]


def _above(sheet: Sheet, number: int) -> list[list[str]]:
    rows = dict(sheet.rows)
    return [rows.get(one, []) for one in range(1, number)]


def _require_unmerged(sheet: Sheet, head: int, last: int) -> None:
    for (top, left), (bottom, right) in sheet.merged:
        # Merged titles above the headings, and notes under the table, do no harm.
        if bottom + 1 >= head and top + 1 <= last:
            cells = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            text = _(
                "The cells %(cells)s are merged. Take the merging away, so that each row "
                "stands alone and each column has one heading."
            )
            raise refused(text % {"cells": cells})


def _require_different(headings: Sequence[str], number: int) -> None:
    counted = Counter(folded(one) for one in headings if one)
    for one, times in counted.items():
        if times > 1:
            places = [
                column_letters(at) for at, text in enumerate(headings) if folded(text) == one
            ]
            text = _("Columns %(columns)s have the same heading in row %(row)s. Rename one.")
            raise refused(text % {"columns": "、".join(places), "row": number})


def suggest(
    kind: ImportKind, headings: Sequence[str], remembered: Mapping[str, str]
) -> dict[int, str]:
    """Place of a column → field: as the bureau named it before, else by its heading."""
    known = names_of(kind)
    taken: dict[int, str] = {}
    for at, heading in enumerate(headings):
        field = remembered.get(heading) or known.get(folded(heading), "")
        if not field and unit_of(heading):
            field = known.get(folded(_bare(heading)), "")
            field = field if field and kind.by_name[field].takes_unit else ""
        if field in kind.by_name and field not in taken.values():
            taken[at] = field
    return taken


def unit_of(heading: str) -> str:
    """The unit a heading ends with: 罚款金额（万元） → 万元."""
    found = _UNIT.search(unicodedata.normalize("NFKC", heading).rstrip("* "))
    return found[1] if found else ""


def _bare(heading: str) -> str:
    return _UNIT.sub("", unicodedata.normalize("NFKC", heading).rstrip("* "))


def units_of(
    kind: ImportKind,
    mapping: Mapping[int, str],
    headings: Sequence[str],
    above: Sequence[Sequence[str]],
) -> dict[str, str]:
    """Amount → the unit its column is in: of its heading, else of a line such as 单位：万元."""
    lines = [unit_of(text) for row in above for text in row if "单位" in text]
    over = next(filter(None, lines), "")
    units = {
        field: unit_of(headings[at]) or over
        for at, field in mapping.items()
        if kind.by_name[field].takes_unit
    }
    return {field: unit for field, unit in units.items() if unit}


def unit_notes(
    kind: ImportKind,
    mapping: Mapping[int, str],
    headings: Sequence[str],
    above: Sequence[Sequence[str]],
) -> list[str]:
    """What the numbers of each column were taken for, where that is not yuan."""
    text = _("Numbers under “%(title)s” were read in %(unit)s.")
    units = units_of(kind, mapping, headings, above)
    return [
        text % {"title": kind.by_name[field].title, "unit": unit}
        for field, unit in units.items()
        if unit != YUAN
    ]


def lacking(kind: ImportKind, mapping: Mapping[int, str]) -> list[str]:
    """The required fields no column stands for."""
    there = set(mapping.values())
    return [str(one.title) for one in kind.fields if one.required and one.name not in there]


def left_aside(headings: Sequence[str], mapping: Mapping[int, str]) -> list[str]:
    """Headings of columns that are not taken; our own column of problems is no surprise."""
    return [
        heading
        for at, heading in enumerate(headings)
        if heading and at not in mapping and heading != PROBLEM
    ]
