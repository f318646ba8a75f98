"""The limits of one person, as blocks of a home page and as the number beside the bell."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.counts import capped_count
from core.pages.parts import Block, Line
from deadlines.explain import count_down, why_address
from deadlines.models import Clock, SweepRun
from deadlines.services.calendar import office_calendar
from workbench.records import abouts

LINES = 6
BELL = timedelta(days=3)
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Blocks with the first lines and the count that opens the full list."""

    late: Block
    soon: Block


def queue_for(user: User, on: date) -> Deadlines:
    """What is overdue and what is due within seven days, for whoever is bound by it."""
    mine = Clock.objects.visible_to(user).for_person(user)
    address = reverse("deadlines:list")
    return Deadlines(
        late=_block(
            _("Overdue"), mine.overdue(on), user, on, f"{address}?when=late", tone="late"
        ),
        soon=_block(
            _("Due within 7 days"),
            mine.due_within(on, on + SOON),
            user,
            on,
            f"{address}?when=soon",
            tone="soon",
        ),
    )


def overdue_in(user: User, on: date) -> Block:
    """Everything overdue that the reader may see: for heads and campaign officers."""
    rows = Clock.objects.visible_to(user).overdue(on)
    address = reverse("deadlines:list") + "?whose=all&when=late"
    return _block(_("Overdue in my jurisdiction"), rows, user, on, address, tone="late")


def urgent_count(user: User, on: date) -> tuple[int, int]:
    """How many limits of the person are overdue, and how many end within three days."""
    mine = Clock.objects.visible_to(user).for_person(user)
    late = mine.overdue(on)
    soon = mine.due_within(on, on + BELL)
    return late.count(), soon.count()


def last_sweep() -> SweepRun | None:
    """The last finished sweep: the heartbeat that heads and administrators see."""
    return SweepRun.objects.exclude(finished_at=None).first()


def _block(
    title: str, rows: QuerySet[Clock], user: User, on: date, address: str, *, tone: str
) -> Block:
    shown = list(rows.order_by("act_by", "pk")[:LINES])
    count_down(shown, on, office_calendar())
    seen = abouts(list(shown), user)
    lines = [
        Line(
            clock.name,
            seen[clock.about].address or reverse("deadlines:clock", args=[clock.uuid]),
            note=seen[clock.about].title,
            due_on=clock.act_by,
            days=clock.days,
            why=why_address(clock.uuid),
        )
        for clock in shown
    ]
    return Block(
        title=title,
        lines=lines,
        count=capped_count(rows),
        address=address,
        icon="calendar-due",
        empty=_("Nothing is due here."),
        tone=tone if lines else "neutral",
    )
