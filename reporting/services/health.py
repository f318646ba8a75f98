"""Whether the installation works: limits, letters, sealing, long work, in numbers alone.

For administrators, who see no case content: counts, instants and names of bureaus.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services.seal import last_block, unsealed
from core.counts import CappedCount, capped_count
from core.models import Job, JobState
from deadlines.models import Clock
from deadlines.services.health import STALE_AFTER, Health, health
from workbench.models import Delivery, DeliveryState

# The sealer comes every few seconds; a long transaction may hold it up for a while.
SEALED_WITHIN = timedelta(minutes=5)
A_DAY = timedelta(days=1)


class Standing(StrEnum):
    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Args:
        code: stable, for machines. found: what was found, in words.
        advice: what to do; empty while all is well.
    """

    code: str
    name: str
    standing: Standing
    found: str
    advice: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SystemHealth:
    """All checks, and the bureaus with limits that bind nobody."""

    checks: Sequence[Check]
    unheld: Sequence[tuple[str, int]]
    deliveries: Sequence[tuple[str, int]]

    @property
    def standing(self) -> Standing:
        """The worst of all."""
        found = {check.standing for check in self.checks}
        return next(
            (one for one in (Standing.WRONG, Standing.LOOK) if one in found), Standing.WELL
        )


def system_health(reader: User, *, on: date, at: datetime) -> SystemHealth:
    """What an administrator looks at in the morning. A fixed number of queries.

    Args:
        reader: deliveries and limits are those of their bureaus; the rest is of the whole.
    """
    reminding = health(on, at=at)
    unheld = _unheld(reader)
    deliveries = _deliveries(reader)
    return SystemHealth(
        checks=[
            _sweep(reminding),
            _beat(reminding, at),
            _sent(deliveries),
            _held(unheld),
            _sealed(at),
            _jobs(at),
        ],
        unheld=unheld,
        deliveries=[(str(state.label), deliveries.get(state, 0)) for state in DeliveryState],
    )


def _sweep(now: Health) -> Check:
    name = _("Sweep of the limits")
    if now.last_finished_at is None:
        found = _("Limits have never been looked at.")
    else:
        found = _("Today %(clocks)s limits looked at, %(reminders)s reminders made.") % {
            "clocks": f"{now.clocks_looked_at:,}",
            "reminders": f"{now.reminders_made:,}",
        }
    if not now.stale:
        return Check("sweep", name, Standing.WELL, found)
    advice = _("Nobody is being reminded. See that worker and timetable run.")
    return Check("sweep", name, Standing.WRONG, found, advice)


def _beat(now: Health, at: datetime) -> Check:
    name = _("Timetable and workers")
    if now.beat_at is not None and at - now.beat_at <= STALE_AFTER:
        return Check("beat", name, Standing.WELL, _("They gave a sign of life."))
    found = _("No sign of life for more than half an hour.")
    advice = _("Start them again: manage.py up, or the services of worker and beat.")
    return Check("beat", name, Standing.WRONG, found, advice)


def _sent(deliveries: dict[DeliveryState, int]) -> Check:
    name = _("E-mails and webhooks")
    dead = deliveries.get(DeliveryState.DEAD, 0)
    uncertain = deliveries.get(DeliveryState.UNCERTAIN, 0)
    waiting = deliveries.get(DeliveryState.WAITING, 0) + deliveries.get(
        DeliveryState.SENDING, 0
    )
    found = _("%(waiting)s waiting, %(uncertain)s uncertain, %(dead)s not delivered.") % {
        "waiting": f"{waiting:,}",
        "uncertain": f"{uncertain:,}",
        "dead": f"{dead:,}",
    }
    if not dead and not uncertain:
        return Check("deliveries", name, Standing.WELL, found)
    advice = _("Look at the reasons; the messages themselves are in the inboxes.")
    standing = Standing.WRONG if dead else Standing.LOOK
    return Check("deliveries", name, standing, found, advice, dead + uncertain)


def _held(unheld: Sequence[tuple[str, int]]) -> Check:
    name = _("Limits without an officer")
    count = sum(number for _bureau, number in unheld)
    if not count:
        return Check("officers", name, Standing.WELL, _("Every limit binds somebody."))
    found = _("%(n)s limits bind nobody who is still in office.") % {"n": f"{count:,}"}
    advice = _("Ask the heads of these bureaus to assign officers, or fill the duties.")
    return Check("officers", name, Standing.WRONG, found, advice, count)


def _sealed(at: datetime) -> Check:
    name = _("Sealing of the audit trail")
    oldest = unsealed().order_by("id").values_list("at", flat=True).first()
    if oldest is None or at - oldest <= SEALED_WITHIN:
        block = last_block()
        found = _("All older acts are sealed.") if block else _("Nothing has been sealed yet.")
        return Check("seal", name, Standing.WELL, found)
    count: CappedCount = capped_count(unsealed())
    found = _("%(n)s acts wait to be sealed.") % {"n": count}
    advice = _("See that a worker runs; a transaction that never ends holds the sealer up.")
    return Check("seal", name, Standing.WRONG, found, advice, count.value)


def _jobs(at: datetime) -> Check:
    name = _("Long work")
    stuck = Job.objects.stale().count()
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__gte=at - A_DAY).count()
    found = _("%(stuck)s stuck, %(failed)s failed in the last 24 hours.") % {
        "stuck": f"{stuck:,}",
        "failed": f"{failed:,}",
    }
    if not stuck and not failed:
        return Check("jobs", name, Standing.WELL, found)
    advice = _("Stuck work is sent again every minute; if it stays, start the workers again.")
    standing = Standing.WRONG if stuck else Standing.LOOK
    return Check("jobs", name, standing, found, advice, stuck + failed)


def _unheld(reader: User) -> list[tuple[str, int]]:
    """The bureaus of the reader with limits that bind nobody, the most first."""
    rows = Clock.objects.speaking().without_officer()
    rows = rows.filter(bureau_id__in=reader.scope_bureau_ids).order_by()
    counted = dict(rows.values_list("bureau").annotate(found=Count("pk")))
    names = dict(Bureau.objects.filter(pk__in=counted).values_list("pk", "name"))
    found = [(names[pk], number) for pk, number in counted.items()]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _deliveries(reader: User) -> dict[DeliveryState, int]:
    rows = Delivery.objects.visible_to(reader).order_by()
    counted = rows.values_list("state").annotate(found=Count("pk"))
    return {DeliveryState(state): number for state, number in counted}
