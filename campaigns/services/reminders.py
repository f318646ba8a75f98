"""What the days of returns, notices and ledger items have to say: office days, not law.

The law's limits have clocks; these days are set by the office, so they speak by messages
of their own, each once per rung and person.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Bureau, Role, User
from campaigns.models import (
    CampaignStatus,
    LedgerItem,
    NoticeReceipt,
    Return,
    ReturnSchedule,
)
from campaigns.models.returns import OPEN
from campaigns.services.schedules import Period, begun_periods, reporting_bureaus
from core.refs import Ref
from workbench.models import MessageKind
from workbench.services.messages import Draft, Outside, send_many
from workbench.services.recipients import Directory

AHEAD = timedelta(days=3)
# From so many days late on, the bureau's head is told; then the bureau above.
TELL_HEAD, TELL_ABOVE = timedelta(days=3), timedelta(days=7)
CHUNK = 200
OFFICE = (Role.CAMPAIGN_OFFICER, Role.UNIT_HEAD, Role.BUREAU_HEAD)


def remind_days(*, on: date) -> int:
    """Tell everybody whose office-set day is near, has come or has passed.

    Safe to run twice: each rung is told once per person.

    Returns:
        How many were told something.
    """
    directory = Directory(on)
    told = 0
    batch: list[Draft] = []
    for draft in _drafts(directory, on):
        batch.append(draft)
        if len(batch) >= CHUNK:
            told += _send(batch)
            batch = []
    return told + _send(batch)


@transaction.atomic
def _send(batch: Sequence[Draft]) -> int:
    return len(send_many(batch)) if batch else 0


def _drafts(directory: Directory, on: date) -> Iterator[Draft]:
    yield from _returns(directory, on)
    yield from _receipts(directory, on)
    yield from _items(directory, on)
    yield from _late_items(directory, on)


def rung_of(due_on: date, on: date) -> str:
    """What a day has to say on another: nothing yet, near, today, late, and how late."""
    if on > due_on + TELL_ABOVE:
        return "above"
    if on > due_on + TELL_HEAD:
        return "head"
    if on > due_on:
        return "late"
    if on == due_on:
        return "today"
    return "near" if on >= due_on - AHEAD else ""


WORDS = {
    "near": _("Due in a few days: {what}"),
    "today": _("Due today: {what}"),
    "late": _("Overdue: {what}"),
    "head": _("Overdue: {what}"),
    "above": _("Overdue in a bureau below: {what}"),
}


def _told(directory: Directory, bureau: Bureau, rung: str) -> list[User]:
    """The office that answers; later its head, then the office of the bureau above."""
    if rung == "head":
        return directory.holders(Role.BUREAU_HEAD, bureau.pk)
    if rung == "above":
        above = directory.parent(bureau)
        return directory.holders(Role.CAMPAIGN_OFFICER, above.pk) if above else []
    for role in OFFICE:
        if found := directory.holders(role, bureau.pk):
            return directory.with_deputies(found)
    return []


def _say(
    people: Iterable[User], *, rung: str, key: str, what: object, about: Ref | None, on: date
) -> Iterator[Draft]:
    kind = MessageKind.ESCALATION if rung in ("head", "above") else MessageKind.REMINDER
    for person in people:
        yield Draft(
            recipient=person,
            kind=kind,
            title=format_lazy(WORDS[rung], what=what),
            dedupe_key=f"{key}:{rung}",
            on=on,
            about=about,
            outside=Outside.DIGEST,
        )


def _returns(directory: Directory, on: date) -> Iterator[Draft]:
    """Of every schedule that runs, the bureaus that have not handed in yet."""
    running = ReturnSchedule.objects.filter(campaign__status=CampaignStatus.RUNNING)
    for schedule in running.select_related("campaign__bureau"):
        for period in begun_periods(schedule, on)[:2]:
            rung = rung_of(period.due_on, on)
            if rung:
                yield from _missing(directory, schedule, period, rung, on)


def _missing(
    directory: Directory, schedule: ReturnSchedule, period: Period, rung: str, on: date
) -> Iterator[Draft]:
    handed_in = Return.objects.filter(schedule=schedule, starts_on=period.starts_on)
    done = set(handed_in.exclude(status__in=OPEN).values_list("bureau_id", flat=True))
    what = f"{schedule.campaign.name} {schedule.name} {period.starts_on} – {period.ends_on}"
    for bureau in reporting_bureaus(schedule):
        if bureau.pk in done:
            continue
        key = f"return:{schedule.pk}:{period.key}:{bureau.code}"
        people = _told(directory, bureau, rung)
        said = f"{bureau.short_name} {what}" if rung == "above" else what
        about = schedule.campaign.ref
        yield from _say(people, rung=rung, key=key, what=said, about=about, on=on)


def _receipts(directory: Directory, on: date) -> Iterator[Draft]:
    waiting = Q(read_on=None) | Q(replied_on=None, notice__reply_by__isnull=False)
    rows = NoticeReceipt.objects.filter(waiting).select_related("notice", "bureau")
    for receipt in rows.iterator(chunk_size=CHUNK):
        notice = receipt.notice
        due_on = notice.read_by if receipt.read_on is None else notice.reply_by
        rung = rung_of(due_on, on) if due_on else ""
        if not rung:
            continue
        step = "read" if receipt.read_on is None else "answer"
        key = f"notice:{receipt.uuid}:{step}"
        people = _told(directory, receipt.bureau, rung)
        yield from _say(people, rung=rung, key=key, what=notice, about=notice.ref, on=on)


def _items(directory: Directory, on: date) -> Iterator[Draft]:
    """The officer who answers for an item: near, on the day, and once it has passed."""
    rows = LedgerItem.objects.open().filter(owner__isnull=False, due_on__lte=on + AHEAD)
    recent = rows.filter(due_on__gte=on - TELL_HEAD).select_related("owner__bureau")
    for item in recent.iterator(chunk_size=CHUNK):
        rung = rung_of(item.due_on, on) if item.due_on and item.owner else ""
        if rung not in ("", "head", "above"):
            key = f"ledger:{item.uuid}:{item.due_on}"
            people = directory.with_deputies([item.owner] if item.owner else [])
            yield from _say(people, rung=rung, key=key, what=item.number, about=item.ref, on=on)


def _late_items(directory: Directory, on: date) -> Iterator[Draft]:
    """Heads hear once a week how many items of their bureau are late, not of each."""
    week = on.strftime("%G-%V")
    bureaus = {one.pk: one for one in directory.bureaus.values()}
    for rung, late_by in (("head", TELL_HEAD), ("above", TELL_ABOVE)):
        rows = LedgerItem.objects.overdue(on - late_by).order_by().values("bureau")
        for row in rows.annotate(n=Count("pk")):
            bureau = bureaus[row["bureau"]]
            what = ngettext_lazy("%(n)s ledger item", "%(n)s ledger items", "n")
            words = format_lazy("{} {}", bureau.short_name, what % {"n": row["n"]})
            key = f"ledger-late:{bureau.code}:{week}"
            people = _told(directory, bureau, rung)
            yield from _say(people, rung=rung, key=key, what=words, about=None, on=on)
