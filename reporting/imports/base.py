"""What can be imported: a kind names its fields and the act that enters a row.

Adding a kind is a module under ``reporting/imports/kinds/`` with one instance, and a line
in ``reporting/imports/registry.py``.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from accounts.policies import may
from core.errors import DomainError
from core.models import Record
from core.protocols import Actor
from reporting.imports.desk import Desk
from reporting.imports.values import Unreadable, require_no_error

Text = str | Promise
Values = dict[str, Any]
Outcome = Record | DomainError


@dataclass(frozen=True, slots=True)
class ImportField:
    """One column of a kind.

    Args:
        name: as the act that enters a row calls it; its refusals name it the same.
        read: text of a cell → value; raises Unreadable with what would be right.
        choices: (code, words) where only these are right; their values can be mapped.
        load: looks up what a chunk of cells names, at once.
        takes_unit: an amount; where the heading says 万元, its numbers are of 10,000 yuan.
        aliases: other headings the column goes by.
    """

    name: str
    title: Text
    read: Callable[[str, Desk], Any]
    required: bool = False
    example: str = ""
    hint: Text = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, Any], ...] = ()
    load: Callable[[Desk, Iterable[str]], None] | None = None
    takes_unit: bool = False


@dataclass(slots=True)
class ReadRow:
    """A row whose cells could be read as far as they could.

    Args:
        values: field → value; what could not be read, or is empty, is not there.
        issues: [field, what would be right] for each cell that is wrong.
    """

    number: int
    values: Values
    issues: list[tuple[str, str]] = field(default_factory=list)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Existing:
    """A record that may be the same as a row's; ``may_enter``: it can still be entered."""

    title: str
    why: str
    kind: str = ""
    uuid: str = ""
    may_enter: bool = True

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "why": self.why,
            "kind": self.kind,
            "uuid": self.uuid,
            "may_enter": self.may_enter,
        }


class ImportKind:
    """Base of every kind. ``enter`` calls the single act; a bulk act may replace it."""

    name: ClassVar[str]
    title: ClassVar[Text]
    about: ClassVar[Text] = ""
    perm: ClassVar[Perm]
    # Where the single act asks for one of several duties: all of them.
    perms: ClassVar[tuple[Perm, ...]] = ()
    model: ClassVar[type[Record]]
    fields: ClassVar[tuple[ImportField, ...]]
    # Rows of one transaction: as many as the single act does in well under two seconds.
    chunk: ClassVar[int] = 100
    needs_person: ClassVar[bool] = False
    # Models whose rows the act makes beside the record, in the order they are taken out.
    made_beside: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self.by_name = {one.name: one for one in self.fields}

    # Undone by giving back what was before, not by taking the record out.
    gives_back: ClassVar[bool] = False

    # -- what a subclass says ---------------------------------------------------------
    def is_open_to(self, by: Any) -> bool:
        """Whether this person may import the kind at all; each row is checked by its act."""
        return any(may(by, perm) for perm in self.perms or (self.perm,))

    def key(self, values: Values) -> tuple[Any, ...]:
        """What makes two rows of a file the same thing."""
        raise NotImplementedError

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        """The single act."""
        raise NotImplementedError

    def duplicates(self, rows: Sequence[ReadRow], desk: Desk) -> dict[int, list[Existing]]:
        """Row number → the records it may be the same as. Nothing is ever merged."""
        return {}

    def settled(self, values: Values, desk: Desk) -> None:
        """Complete or check a row over several cells. Raises Unreadable."""

    def before(self, values: Values) -> dict[str, Any]:
        """What a row would change, to give it back when the import is undone."""
        return {}

    def restore(self, record: Record, before: Mapping[str, Any], *, by: Any, on: date) -> None:
        """Give back what a row changed; only for kinds whose ``before`` says something."""
        raise NotImplementedError

    # -- many rows --------------------------------------------------------------------
    def enter_many(
        self, rows: Sequence[ReadRow], *, by: Actor, on: date, desk: Desk
    ) -> list[Outcome]:
        """Each row by the single act; a row that is refused leaves the others alone."""
        found: list[Outcome] = []
        for row in rows:
            try:
                with transaction.atomic():
                    found.append(self.enter(dict(row.values), by=by, on=on, desk=desk))
            except DomainError as error:
                found.append(error)
        return found

    def check_many(
        self, rows: Sequence[ReadRow], *, by: Actor, on: date, desk: Desk
    ) -> list[DomainError | None]:
        """What entering them would be refused for: they are entered, and it is undone."""
        with transaction.atomic():
            found = self.enter_many(rows, by=by, on=on, desk=desk)
            transaction.set_rollback(True)
        return [one if isinstance(one, DomainError) else None for one in found]

    # -- reading ----------------------------------------------------------------------
    def read(
        self, number: int, texts: Mapping[str, str], desk: Desk, mapped: Mapping[str, Any]
    ) -> ReadRow:
        """Every cell of a row; what is wrong with each of them.

        Args:
            texts: field → text of its cell.
            mapped: field → {text: code}, the values the bureau named itself.
        """
        row = ReadRow(number, {})
        for one in self.fields:
            text = texts.get(one.name, "")
            text = mapped.get(one.name, {}).get(text, text)
            if not text:
                if one.required:
                    row.issues.append((one.name, str(_("This column must be filled in."))))
                    row.is_whole = False
                continue
            try:
                require_no_error(text)
                row.values[one.name] = one.read(text, desk)
            except Unreadable as error:
                row.issues.append((one.name, str(error)))
                row.is_whole = row.is_whole and not one.required
        if row.is_whole:
            try:
                self.settled(row.values, desk)
            except Unreadable as error:
                row.issues.append(("", str(error)))
                row.is_whole = False
        return row

    def digest(self, values: Values, bureau_code: str) -> str:
        """Names a row's content: the same row of the same bureau is entered once."""
        told = {name: _plain(value) for name, value in sorted(values.items())}
        text = json.dumps([self.name, bureau_code, told], ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (date, datetime, Decimal)):
        return str(value)
    return value
