"""The columns of a list: what a cell shows, how it is aligned, whether it can be sorted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models.base import ModelBase
from django.db.models.constants import LOOKUP_SEP
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.money import in_wan
from core.pages.keyset import field_at, value_at
from core.pages.parts import pill

Text = str | Promise


class Kind(StrEnum):
    """How a value is written and aligned."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    WAN = "wan"
    DATE = "date"
    DATETIME = "datetime"
    STATUS = "status"
    FLAG = "flag"


RIGHT = frozenset({Kind.NUMBER, Kind.MONEY, Kind.WAN})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    Args:
        name: its name in the address, and the attribute shown unless ``value`` says else.
        value: ``a.b`` path of the row, or a function of the row.
        kind: how the value is written; money is yuan, ``WAN`` prints it in 万元.
        sort: queryset path to sort by; empty: cannot be sorted.
        shown: part of the columns a person sees who chose none.
        cell: writes the whole cell from the row, in place of value and kind.
        tones: for ``STATUS``: value → tone of the pill.
        css: extra classes of head and cells, e.g. ``wide`` or ``narrow``.
        personal: it tells of a person; a file that holds it leaves protected.
        heading: its heading in a file, where another than on the page: as the import of the
            same records calls it, so that the file can be taken in again.
    """

    name: str
    title: Text
    value: str | Callable[[Any], Any] = ""
    kind: Kind = Kind.TEXT
    sort: str = ""
    shown: bool = True
    cell: Callable[[Any], str | SafeString] | None = None
    tones: Mapping[str, str] = field(default_factory=dict)
    css: str = ""
    personal: bool = False
    heading: Text = ""

    @property
    def classes(self) -> str:
        parts = [f"k-{self.kind}", "text-end" if self.kind in RIGHT else "", self.css]
        return " ".join(part for part in parts if part)

    @property
    def path(self) -> str:
        return self.name if callable(self.value) or not self.value else self.value

    def html(self, row: Any) -> str | SafeString:
        """The content of this column's cell."""
        return self.writer(type(row))(row)

    def writer(self, model: type[Any]) -> Callable[[Any], str | SafeString]:
        """What writes this column's cells of ``model``, made once for many rows."""
        if self.cell is not None:
            return self.cell
        read = self.value if callable(self.value) else partial(value_at, path=self.path)
        words = {} if callable(self.value) else choice_words(model, self.path)

        def write(row: Any) -> str | SafeString:
            value = read(row)
            if self.kind is Kind.STATUS:
                return pill(words.get(value, value), self.tones.get(str(value), "neutral"))
            if value is None or value == "":
                return ""
            return written(words.get(value, value) if words else value, self.kind)

        return write


def choice_words(model: type[Any], path: str) -> dict[Any, str]:
    """Value → label of the field a path ends at; empty where it offers no choices."""
    if not isinstance(model, ModelBase):
        return {}
    field = field_at(model, path.replace(".", LOOKUP_SEP))
    return {value: str(label) for value, label in field.flatchoices} if field else {}


def written(value: Any, kind: Kind) -> str | SafeString:
    """A value as lists and facts print it."""
    if kind is Kind.TEXT and not isinstance(value, (bool, date)):
        return str(value)
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case Decimal() if kind is Kind.MONEY:
            return f"{value:,.2f}"
        case Decimal() if kind is Kind.WAN:
            return f"{in_wan(value):,.2f}"
        case int() | Decimal():
            return f"{value:,}"
        case datetime():
            here = timezone.localtime(value)
            return _time(here.isoformat(), here.strftime("%Y-%m-%d %H:%M"))
        case date():
            return _time(value.isoformat(), value.isoformat())
    return str(value)


def _time(machine: str, person: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, person)
