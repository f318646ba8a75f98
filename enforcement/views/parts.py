"""What the detail pages of this app show alike: acts, limit, time line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Role, User
from core.pages.base import Text
from core.pages.lists import ListPage
from core.pages.parts import Act, DaysLeft, Entry, Fact
from core.refs import Ref, resolve
from core.templatetags.yaoan import days_left
from deadlines.explain import left_of, why_address, why_link
from deadlines.models import Clock, ClockState, Transition
from deadlines.procedure import procedure_of
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import next_clock
from deadlines.services.procedure import OpenAct, open_acts
from documents.models import Document
from law.workdays import WorkCalendar
from workbench.services.approvals import pending_of
from workbench.services.comments import comments_of

Weight = Literal["main", "plain", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """How an act of the table looks on the page.

    Args:
        url_name: the act's form, addressed by the record's public id.
        icon: of the sprite.
        dialog: opened over the page.
        query: where the act makes another record: the name by which its form is told
            this one, instead of an address of this record's own.
    """

    url_name: str
    icon: str
    weight: Weight = "plain"
    dialog: bool = False
    query: str = ""

    def address(self, record: Any) -> str:
        if self.query:
            return f"{reverse(self.url_name)}?{self.query}={record.uuid}"
        return reverse(self.url_name, args=[record.uuid])


def acts_of(
    record: Any,
    user: User,
    buttons: Mapping[str, Button],
    allowed: Callable[[OpenAct], bool] | None = None,
) -> list[Act]:
    """The acts the table opens to ``user`` now; what is missing stands as the reason.

    Acts that follow an approval have no button, and what is not this person's to do is
    not shown.
    """
    may = allowed or (lambda one: one.allowed)
    found = []
    for one in open_acts(record, by=user):
        button = buttons.get(one.rule.act)
        if button is None or one.rule.after_approval or not may(one):
            continue
        reason = " ".join(need.told(record) for need in one.missing)
        found.append(
            Act(
                one.rule.title,
                button.address(record),
                button.icon,
                reason=reason,
                weight="plain" if reason else button.weight,
                dialog=button.dialog,
            )
        )
    return found


def limit_of(record: Any, on: date) -> tuple[Text, DaysLeft] | None:
    """The running limit that ends first, and how long is left."""
    clock = next_clock(record)
    if clock is None:
        return None
    left = left_of(clock, on, office_calendar())
    if left is None:
        return None
    return clock.name, DaysLeft(left.words, left.tone, clock.due_on, why_address(clock.uuid))


class LimitedList(ListPage):
    """A list whose rows are annotated ``with_limit``: ``due_cell`` shows what is left."""

    def prepare(self, rows: list[Any]) -> None:
        today, calendar = timezone.localdate(), office_calendar()
        for row in rows:
            row.limit_days = _days(row.limit_act_by, row.limit_due_on, today, calendar)

    def row_css(self, row: Any) -> str:
        return "row-late" if row.limit_days is not None and row.limit_days < 0 else ""


def _days(
    act_by: date | None, due_on: date | None, today: date, calendar: WorkCalendar
) -> int | None:
    """Working days until the day to act by, then until the last day; negative after it."""
    if act_by is None or due_on is None:
        return None
    if today > due_on:
        return -max(1, calendar.count(due_on, today))
    return calendar.count(today, act_by if today <= act_by else due_on)


def due_cell(row: Any) -> str | SafeString:
    """The limit of a row of a ``LimitedList`` as a badge."""
    badge: str | SafeString = days_left(row.limit_days, due_on=row.limit_due_on)
    return why_link(row.limit_uuid, badge) if row.limit_uuid else badge


def waits_for(record: Any) -> Text:
    """Whose approval the record waits for, in words. Two queries."""
    roles = [
        Role(step.role).label
        for approval in pending_of(record)
        for step in approval.steps.all()
        if step.seq == approval.current_seq
    ]
    return "、".join(str(role) for role in roles)


def related_of(refs: Sequence[tuple[Text, Ref]], user: User) -> list[Fact]:
    """Records before and after; one the reader may not see is left out."""
    seen = resolve([ref for _label, ref in refs], user)
    return [
        Fact(label, seen[ref].title, seen[ref].address)
        for label, ref in refs
        if seen[ref].title
    ]


def timeline_of(record: Any, more: "Iterable[Line]" = ()) -> list[Entry]:
    """Acts, documents, limits and comments of a record and its parts, newest first.

    Args:
        more: lines of its own that a kind of record adds.
    """
    lines = chain(_acts(record), _clocks(record), _documents(record), _comments(record), more)
    return [entry for _key, entry in sorted(lines, key=lambda line: line[0], reverse=True)]


Line = tuple[tuple[date, datetime], Entry]


def _acts(record: Any) -> Iterable[Line]:
    """The log rows of the record and of what hangs on it, in one query."""
    born = born_titles()
    top = record.root_ref == record.ref
    rows = Transition.objects.of(record) if top else Transition.objects.about(record.ref)
    for row in rows.select_related("by"):
        rule = procedure_of(row.about_kind).by_act.get(row.act)
        title = rule.title if rule else born.get(row.act, row.act)
        yield (row.on, row.created_at), Entry(row.on, title, by=row.by.name, note=row.note)


def born_titles() -> dict[str, str]:
    """The words for the acts by which a record begins."""
    return {
        "register": _("Registered"),
        "log": _("Logged"),
        "plan": _("Planned"),
        "draft": _("Drafted"),
        "record": _("Finding recorded"),
        "submit_filing": _("Filing submitted"),
        "record_past": _("Past case entered"),
        "prepare": _("Measure prepared"),
        "issue": _("Measure issued"),
        "take": _("Sample taken"),
        "follow": _("Recall followed"),
        "decide_on_spot": _("Penalised on the spot"),
        "split_off": _("Split off"),
        "propose": _("Transfer proposed"),
        "offer": _("Offered for taking over"),
        "ask": _("Assistance asked for"),
    }


def _clocks(record: Any) -> Iterable[Line]:
    for clock in Clock.objects.on_record(record.ref):
        title = clock.name
        address = reverse("deadlines:clock", args=[clock.uuid])
        begun = _("Limit begins: %(title)s, until %(day)s") % {
            "title": title,
            "day": clock.due_on.isoformat(),
        }
        at = (clock.started_on, clock.created_at)
        yield at, Entry(clock.started_on, begun, kind="clock", address=address)
        if clock.ended_on is not None:
            yield (clock.ended_on, clock.updated_at), _ended(clock, title, clock.ended_on)


def _ended(clock: Clock, title: str, on: date) -> Entry:
    if clock.state != ClockState.MET:
        return Entry(on, _("Limit ended: %(title)s") % {"title": title}, kind="clock")
    late = on > clock.due_on
    words = _("Limit met late: %(title)s") if late else _("Limit met: %(title)s")
    tone = "late" if late else "met"
    return Entry(on, words % {"title": title}, kind="clock", tone=tone)


def _documents(record: Any) -> Iterable[Line]:
    rows = Document.objects.filter(about_kind=record.ref_kind, about_uuid=record.uuid)
    for row in rows:
        address = reverse("documents:document-detail", args=[row.uuid])
        entry = Entry(row.issued_on, str(row), kind="document", address=address)
        yield (row.issued_on, row.created_at), entry


def _comments(record: Any) -> Iterable[Line]:
    for row in comments_of(record):
        day = timezone.localdate(row.created_at)
        entry = Entry(
            row.created_at, _("Remark"), by=row.author.name, note=row.text, kind="comment"
        )
        yield (day, row.created_at), entry
