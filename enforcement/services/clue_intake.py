"""Many clues at once, from machines: all of them, or none and every fault by its row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, ShareGrade, User
from accounts.services.scope import share
from audit.services import record_many
from core.errors import Invalid, LawUnavailable
from deadlines.models import Transition
from deadlines.services.clocks import start_clock
from documents.services.numbers import next_number
from enforcement.models import Clue, ClueReporter
from enforcement.policies import require_register
from enforcement.services.clues import (
    CONFIDENTIAL_SOURCES,
    NUMBER_WORD,
    Reporter,
    draft_clue,
    reporter_of,
    searched,
    unit_of,
)
from enforcement.transitions.clue import VERIFICATION_PERIOD

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClue:
    """One row of an intake: what ``register_clue`` is told."""

    source: str
    received_on: date
    content: str
    domain: str
    bureau: Bureau | None = None
    reporter: Reporter | None = None
    confidential: bool | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def register_clues(rows: Sequence[NewClue], *, by: User, on: date) -> list[Clue]:
    """Register up to 500 clues, all or none; each has its number and its limit.

    Args:
        rows: in the order of their numbers.

    Raises:
        Invalid: no row, too many rows, or faults named ``rows.<place>.<field>``.
        PermissionRefused: no such duty, or another bureau's affair.

    Legal source: as ``register_clue``.
    """
    _require_size(rows)
    for bureau in {row.bureau or by.bureau for row in rows}:
        require_register(bureau, by=by)
    clues, reporters = _drafted(rows, by=by, on=on)
    for clue in clues:
        clue.number = next_number(bureau=clue.bureau, word=NUMBER_WORD, on=on)
        clue.search = searched(clue)
    Clue.objects.bulk_create(clues)
    ClueReporter.objects.bulk_create(reporters)
    for place, clue in enumerate(clues):
        _start(clue, place)
    Transition.objects.bulk_create(_born(clue, by, on) for clue in clues)
    record_many("clue.registered", subjects=clues, by=by, on=on, after={"rows": len(clues)})
    for clue in clues:
        if clue.confidential:
            share(clue, to=by, grade=ShareGrade.READ, by=by, on=on, reason=_("Registered it"))
    return clues


def _require_size(rows: Sequence[NewClue]) -> None:
    if not rows:
        raise Invalid(fields={"rows": _("Send at least one clue.")})
    if len(rows) > MOST:
        text = _("Send at most %(most)s clues at once; these are %(found)s.")
        raise Invalid(fields={"rows": text % {"most": MOST, "found": len(rows)}})


def _drafted(
    rows: Sequence[NewClue], *, by: User, on: date
) -> tuple[list[Clue], list[ClueReporter]]:
    """The clues and reporters of all rows, or every fault of every row."""
    clues: list[Clue] = []
    reporters: list[ClueReporter] = []
    faults: dict[str, Any] = {}
    for place, row in enumerate(rows):
        try:
            clue = _draft(row, by=by, on=on)
            if row.reporter is not None:
                reporters.append(reporter_of(clue, row.reporter))
        except Invalid as error:
            faults.update({f"rows.{place}.{name}": text for name, text in error.fields.items()})
        else:
            clues.append(clue)
    if faults:
        raise Invalid(fields=faults)
    return clues, reporters


def _draft(row: NewClue, *, by: User, on: date) -> Clue:
    clue = draft_clue(
        source=row.source,
        received_on=row.received_on,
        content=row.content,
        domain=row.domain,
        on=on,
        **row.facts,
    )
    clue.bureau = row.bureau or by.bureau
    clue.unit = unit_of(by, clue.bureau)
    told = row.confidential
    clue.confidential = row.source in CONFIDENTIAL_SOURCES if told is None else told
    clue.has_reporter = row.reporter is not None
    return clue


def _start(clue: Clue, place: int) -> None:
    try:
        start_clock(clue, rule=VERIFICATION_PERIOD, on=clue.received_on)
    except LawUnavailable as error:
        raise Invalid(fields={f"rows.{place}.received_on": str(error)}) from error


def _born(clue: Clue, by: User, on: date) -> Transition:
    return Transition.under(
        clue,
        about_kind=clue.ref_kind,
        about_uuid=clue.uuid,
        act="register",
        from_state="",
        to_state=clue.status,
        by=by,
        on=on,
    )
