"""Finding the row of headings, and which column is which field."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.imports.base import ImportKind
from reporting.imports.files import refused
from reporting.imports.sheet import HEAD_AMONG, Sheet, column_letters

PROBLEM = "问题"
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


def take_head(
    sheet: Sheet, kind: ImportKind, remembered: Mapping[str, str]
) -> tuple[int, list[str], list[list[str]], list[tuple[int, list[str]]]]:
    """The row of headings, the headings, the rows above and the rows below it.

    Raises:
        Invalid: no rows below, a heading twice, merged cells where rows should be.
    """
    known = {**names_of(kind), **{folded(heading): "" for heading in remembered}}
    scored = [
        (sum(folded(text) in known for text in texts if text), -at)
        for at, (_number, texts) in enumerate(sheet.rows[:HEAD_AMONG])
    ]
    score, at = max(scored)
    at = -at if score else 0
    number, headings = sheet.rows[at]
    _require_unmerged(sheet, number)
    _require_different(headings, number)
    below = sheet.rows[at + 1 :]
    if not below:
        raise refused(_("There is a row of headings and nothing below it."))
    return number, headings, _above(sheet, number), below


def _above(sheet: Sheet, number: int) -> list[list[str]]:
    rows = dict(sheet.rows)
    return [rows.get(one, []) for one in range(1, number)]


def _require_unmerged(sheet: Sheet, head: int) -> None:
    for (top, left), (bottom, right) in sheet.merged:
        if bottom + 1 >= head:  # merged titles above the headings do no harm
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
        if field in kind.by_name and field not in taken.values():
            taken[at] = field
    return taken


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
