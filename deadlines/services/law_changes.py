"""After a change of calendar or rules: the clocks it touches are counted again.

Few are counted at once, in the act's own transaction. Many are counted by a job, a
hundred to a transaction: it goes on where it stopped, and may run twice. Whoever is
bound by a limit that moved is told once, in one message, when all are counted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.system import SYSTEM
from audit.services import record_many
from core.jobs import Progress, start_job
from core.protocols import Actor
from core.tasks import send
from deadlines.models import Clock, ClockMove, LawChange, Rung
from deadlines.services.office import office_law
from deadlines.services.recipients import recipients_at
from deadlines.services.recount import write_count
from deadlines.services.what_if import Move, count_move, of_rule, touched_by
from workbench.models import MessageKind
from workbench.services.messages import Draft, send_many
from workbench.services.recipients import Directory

RECOUNT = "deadlines.recount"
AT_ONCE = 100
MOST_LINES = 20


def change_law(change: LawChange, *, by: Actor, on: date) -> LawChange:
    """Note a change and count again what it touches. The caller's transaction is open.

    Args:
        change: unsaved: its kind, the days or the rule it concerns, its reason.
    """
    change.author, change.on = (by if isinstance(by, User) else None), on
    change.save(force_insert=True)
    if touched(change)[: AT_ONCE + 1].count() <= AT_ONCE:
        _chunk(change)
        _finish(change)
        return change
    title = _("Limits counted again: %(change)s") % {"change": change.title}
    params = {"change": str(change.uuid)}
    start_job(kind=RECOUNT, title=title[:200], params=params, by=by, send=send)
    return change


def recount(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job: goes on after the last clock that was counted."""
    change = LawChange.objects.get(uuid=str(params["change"]))
    total = touched(change).count()
    while change.finished_at is None:
        progress.tell(change.looked_at, total)
        with transaction.atomic():
            change = LawChange.objects.select_for_update().get(pk=change.pk)
            if change.finished_at is None and not _chunk(change):
                _finish(change)
    return {"change": str(change.uuid), "moved": change.moved}


def touched(change: LawChange) -> QuerySet[Clock]:
    """The live limits a change may concern."""
    if change.rule:
        return of_rule(change.rule)
    if change.first_on is None or change.last_on is None:
        return Clock.objects.none()
    return touched_by(change.first_on, change.last_on)


def _chunk(change: LawChange) -> int:
    """Count the next clocks again under the law as it now is. Returns how many."""
    office = office_law()
    rows = touched(change).filter(pk__gt=change.reached).order_by("pk")
    clocks = list(
        rows.select_for_update(of=("self",))
        .select_related("bureau")
        .prefetch_related("suspensions", "extensions")[:AT_ONCE]
    )
    if not clocks:
        return 0
    moved: list[ClockMove] = []
    written: list[Clock] = []
    fields: tuple[str, ...] = ()
    for clock in clocks:
        move = count_move(clock, office)
        if move is None:
            continue
        if move.moves:
            moved.append(_moved(change, move))
        fields = write_count(clock, move.after, on=change.on)
        clock.updated_at = timezone.now()
        written.append(clock)
    if written:
        Clock.objects.bulk_update(written, fields)
    ClockMove.objects.bulk_create(moved)
    _audit(change, moved)
    change.reached = clocks[-1].pk
    change.looked_at += len(clocks)
    change.moved += len(moved)
    change.save(update_fields=["reached", "looked_at", "moved", "updated_at"])
    return len(clocks)


def _moved(change: LawChange, move: Move) -> ClockMove:
    return ClockMove(
        change=change,
        clock=move.clock,
        due_before=move.clock.due_on,
        due_after=move.after.due_on,
        act_by_before=move.clock.act_by,
        act_by_after=move.after.act_by,
    )


def _audit(change: LawChange, moved: Sequence[ClockMove]) -> None:
    """One row for each limit that moved, with both dates."""
    told = {row.clock.pk: row for row in moved}

    def values(clock: Any) -> dict[str, object]:
        row = told[clock.pk]
        return {
            "change": str(change.uuid),
            "due_before": row.due_before,
            "due_on": row.due_after,
            "act_by_before": row.act_by_before,
            "act_by": row.act_by_after,
        }

    record_many(
        "clock.recounted",
        subjects=[row.clock for row in moved],
        by=change.author or SYSTEM,
        on=change.on,
        after=values,
    )


def _finish(change: LawChange) -> None:
    """Close the change and tell those concerned, each once."""
    change.finished_at = timezone.now()
    change.save(update_fields=["finished_at", "updated_at"])
    send_many(_drafts(change))


def _drafts(change: LawChange) -> list[Draft]:
    directory = Directory(change.on)
    concerned: dict[User, list[ClockMove]] = defaultdict(list)
    rows = change.moves.select_related("clock__bureau").prefetch_related("clock__responsible")
    for row in rows.iterator(chunk_size=AT_ONCE):
        for person in recipients_at(Rung.DUE, row.clock, directory).people:
            concerned[person].append(row)
    return [
        Draft(
            recipient=person,
            kind=MessageKind.NOTICE,
            title=format_lazy(
                gettext_lazy("{n} of your limits have other dates now. {why}"),
                n=len(moves),
                why=_Lazy(change),
            ),
            dedupe_key=f"law-change:{change.uuid}",
            on=change.on,
            body=format_lazy("{moves}", moves=_Moves(moves)),
            about=change.ref,
        )
        for person, moves in concerned.items()
    ]


@dataclass(frozen=True, slots=True)
class _Lazy:
    """What was changed, in the language of whoever it is said to."""

    change: LawChange

    def __str__(self) -> str:
        return self.change.title


@dataclass(frozen=True, slots=True)
class _Moves:
    """The limits and their dates, without a word of the records they bind."""

    moves: Sequence[ClockMove]

    def __str__(self) -> str:
        lines = [
            _("%(limit)s: last day %(before)s → %(after)s, act by %(act_by)s")
            % {
                "limit": row.clock.name,
                "before": row.due_before,
                "after": row.due_after,
                "act_by": row.act_by_after,
            }
            for row in self.moves[:MOST_LINES]
        ]
        if len(self.moves) > MOST_LINES:
            lines.append(_("and %(n)s more") % {"n": len(self.moves) - MOST_LINES})
        return "\n".join(lines)
