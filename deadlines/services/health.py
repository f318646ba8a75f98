"""Whether reminding works: what a health page shows, and what somebody is told of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau
from deadlines.models import Clock, Pulse, SweepRun
from workbench.models import Delivery, DeliveryLine, DeliveryState, MessageKind
from workbench.services.messages import Draft, Outside, send_many
from workbench.services.recipients import Directory

# The sweep runs every ten minutes: two that fail to come may be chance, three are not.
STALE_AFTER = timedelta(minutes=30)
BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Health:
    """How reminding stands.

    Args:
        last_finished_at: when the last sweep ended; None before the first.
        stale: no sweep has ended for longer than ``STALE_AFTER``.
        clocks_looked_at, reminders_made, clocks_without_officer: by all sweeps of the day.
        waiting: deliveries and lines that are still to leave.
        uncertain: may or may not have arrived. dead: given up; both are listed.
        beat_at: last sign of life of the timetable and the workers.
    """

    last_finished_at: datetime | None
    last_on: date | None
    stale: bool
    clocks_looked_at: int
    reminders_made: int
    clocks_without_officer: int
    waiting: int
    uncertain: int
    dead: int
    beat_at: datetime | None


def health(on: date, *, at: datetime | None = None) -> Health:
    """How reminding stands on a day. Five queries, none over the clocks.

    Args:
        at: the instant to judge by; by default now.
    """
    now = at or timezone.now()
    last = _last_finished()
    done = SweepRun.objects.filter(on=on).aggregate(
        clocks=Sum("clocks_looked_at"),
        reminders=Sum("reminders_made"),
        without=Sum("clocks_without_officer"),
    )
    pulse = Pulse.objects.filter(name=BEAT).first()
    open_ = (DeliveryState.WAITING, DeliveryState.SENDING)
    return Health(
        last_finished_at=last.finished_at if last else None,
        last_on=last.on if last else None,
        stale=_is_stale(last, now),
        clocks_looked_at=done["clocks"] or 0,
        reminders_made=done["reminders"] or 0,
        clocks_without_officer=done["without"] or 0,
        waiting=DeliveryLine.objects.waiting().count()
        + Delivery.objects.filter(state__in=open_).count(),
        uncertain=Delivery.objects.filter(state=DeliveryState.UNCERTAIN).count(),
        dead=Delivery.objects.filter(state=DeliveryState.DEAD).count(),
        beat_at=pulse.at if pulse else None,
    )


@transaction.atomic
def watch(*, on: date, at: datetime, beating: bool = False) -> bool:
    """Tell the administrators once a day if the sweep has stood still. Returns whether it has.

    Args:
        beating: the timetable itself asks, which is a sign of its life.
    """
    if beating:
        Pulse.objects.update_or_create(name=BEAT, defaults={"at": at})
    last = _last_finished()
    if not _is_stale(last, at) or (last is None and not Clock.objects.running().exists()):
        return False
    since = last.on if last else "—"
    directory = Directory(on)
    top = Bureau.objects.filter(parent=None).order_by("pk")
    send_many(
        [
            Draft(
                recipient=person,
                kind=MessageKind.SYSTEM,
                title=format_lazy(
                    _("Reminders stood still: the last sweep was on {day}."), day=since
                ),
                body=_("See that worker and timetable run; what was missed is said once."),
                dedupe_key=f"sweep-stale:{on}",
                on=on,
                outside=Outside.AT_ONCE,
            )
            for bureau in top
            for person in directory.administrators(bureau)
        ]
    )
    return True


def _last_finished() -> SweepRun | None:
    return SweepRun.objects.exclude(finished_at=None).order_by("-finished_at").first()


def _is_stale(last: SweepRun | None, at: datetime) -> bool:
    return last is None or last.finished_at is None or at - last.finished_at > STALE_AFTER
