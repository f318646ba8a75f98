"""A list's columns as plain values: what an export writes, read from the database in a stream.

Columns that name a path of the row are read without making model objects; only a list with
a column that is computed in Python pays for them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from itertools import islice
from typing import Any, Final

from django.db.models import ForeignKey
from django.db.models.constants import LOOKUP_SEP
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.codes import CodesField
from core.money import in_wan
from core.pages.columns import Column, Kind, choice_words
from core.pages.keyset import field_at, value_at

Change = Callable[[Any], Any]
CHUNK: Final = 2000


def plain_rows(page: Any, columns: Sequence[Column]) -> Iterator[Sequence[Any]]:
    """The rows of exactly this list, filtered and sorted, as text, numbers and days.

    Args:
        page: a ``ListPage`` that was set up.
    """
    rows = page.filtered()
    rows = rows.order_by(*page.sort().order(backwards=False))
    paths = [_path_in_database(rows.model, column) for column in columns]
    if all(paths):
        changes = _changes(rows.model, columns)
        return _changed(rows.values_list(*paths).iterator(chunk_size=CHUNK), changes)
    return _from_objects(page, rows, columns)


def _path_in_database(model: Any, column: Column) -> str:
    """The path a column reads, where the database can; empty where Python must."""
    if column.cell is not None or callable(column.value):
        return ""
    path = column.path.replace(".", LOOKUP_SEP)
    field = field_at(model, path)
    if field is None or isinstance(field, (ForeignKey, CodesField)):
        return ""
    return path


def _changes(model: Any, columns: Sequence[Column]) -> list[tuple[int, Change]]:
    """Only the places whose values are not written as they are."""
    found: list[tuple[int, Change]] = []
    for at, column in enumerate(columns):
        path = column.path.replace(".", LOOKUP_SEP)
        words = choice_words(model, path)
        if words:
            found.append((at, _worded(words)))
        elif column.kind is Kind.WAN:
            found.append((at, _in_wan))
        elif (field := field_at(model, path)) is not None:
            make = _BY_FIELD.get(field.get_internal_type())
            if make is not None:
                found.append((at, make()))
    return found


def _changed(
    rows: Iterator[Any], changes: Sequence[tuple[int, Change]]
) -> Iterator[Sequence[Any]]:
    if not changes:
        yield from rows
        return
    for found in rows:
        row = list(found)
        for at, change in changes:
            row[at] = change(row[at])
        yield row


def _from_objects(page: Any, rows: Any, columns: Sequence[Column]) -> Iterator[Sequence[Any]]:
    writers = [_writer(rows.model, column) for column in columns]
    stream = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(stream, CHUNK)):
        page.prepare(chunk)
        for row in chunk:
            yield [write(row) for write in writers]


def _writer(model: Any, column: Column) -> Change:
    if column.cell is not None:
        cell = column.cell
        return lambda row: plain(cell(row))
    if callable(column.value):
        value, kind = column.value, column.kind
        return lambda row: plain(value(row), kind)
    words, path, kind = choice_words(model, column.path), column.path, column.kind

    def write(row: Any) -> Any:
        found = value_at(row, path)
        if words and not isinstance(found, (tuple, list)):
            return words.get(found, found)
        return plain(found, kind)

    return write


def plain(value: Any, kind: Kind = Kind.TEXT) -> Any:
    """A value as a file holds it: text, a number, a day, or nothing."""
    match value:
        case None:
            return None
        case bool():
            return _("Yes") if value else _("No")
        case Decimal() if kind is Kind.WAN:
            return _in_wan(value)
        case int() | float() | Decimal():
            return value
        case datetime():
            return timezone.localtime(value).replace(tzinfo=None)
        case date():
            return value
        case tuple() | list():
            return "、".join(str(one) for one in value)
    text = str(value)
    if "<" in text and hasattr(value, "__html__"):
        text = " ".join(unescape(strip_tags(text)).split())
    return text


def _worded(words: dict[Any, str]) -> Change:
    return lambda value: words.get(value, value)


def _in_wan(value: Decimal | None) -> Decimal | None:
    return None if value is None else in_wan(value)


def _localiser() -> Change:
    here = timezone.get_current_timezone()
    return lambda value: None if value is None else value.astimezone(here).replace(tzinfo=None)


def _in_words() -> Change:
    words = {True: _("Yes"), False: _("No")}
    return words.get


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


_BY_FIELD: Final[dict[str, Callable[[], Change]]] = {
    "DateTimeField": _localiser,
    "BooleanField": _in_words,
    "UUIDField": lambda: _text,
    "JSONField": lambda: _text,
    "TimeField": lambda: _text,
}
