"""The guide of a case's page: its stages, what comes next and by whom, its one time line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Text
from core.pages.parts import Entry
from deadlines.procedure import Rule
from deadlines.services.procedure import OpenAct
from documents.models import DocumentKind
from enforcement.models import Case, CaseStatus, Decision, DecisionKind, Payment
from enforcement.services.course import Course
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.parts import Button, Line
from law.periods import get_period
from workbench.models import Approval, StepOutcome

S = CaseStatus
COURSE_BUTTONS = {
    CaseAct.WRITE_REPORT: Button("enforcement:report-write", "file-text"),
    CaseAct.PROPOSE_DISMISSAL: Button("enforcement:dismissal-propose", "ban", dialog=True),
    CaseAct.RECORD_OPINION: Button("enforcement:review-record", "scale", "main"),
    CaseAct.ANNOUNCE_NOTICE: Button("enforcement:notice-announce", "message", dialog=True),
    CaseAct.REVISE_PENALTY: Button("enforcement:penalty-revise", "refresh", dialog=True),
    CaseAct.DISCUSS: Button("enforcement:case-discuss", "message", "main"),
    CaseAct.DECIDE_NO_PENALTY: Button(
        "enforcement:no-penalty-decide", "gavel", "main", dialog=True
    ),
    CaseAct.DISMISS: Button("enforcement:case-dismiss", "gavel", "main", dialog=True),
    CaseAct.ANNOUNCE_DECISION: Button("enforcement:decision-announce", "message", dialog=True),
    CaseAct.CORRECT_DECISION: Button("enforcement:decision-correct", "pencil", dialog=True),
    CaseAct.AMEND_DECISION: Button("enforcement:decision-amend", "pencil", dialog=True),
    CaseAct.REVOKE_DECISION: Button("enforcement:decision-revoke", "ban", dialog=True),
    CaseAct.WAIVE_HEARING: Button("enforcement:hearing-waive", "ban", dialog=True),
    CaseAct.REQUEST_HEARING: Button("enforcement:hearing-request", "message", dialog=True),
    CaseAct.SCHEDULE_HEARING: Button("enforcement:hearing-schedule", "clock", "main"),
    CaseAct.SERVE_HEARING_NOTICE: Button("enforcement:hearing-serve", "send", "main"),
    CaseAct.ANNOUNCE_HEARING: Button("enforcement:hearing-announce", "message", dialog=True),
    CaseAct.HOLD_HEARING: Button("enforcement:hearing-hold", "pencil", "main"),
    CaseAct.REPORT_HEARING: Button("enforcement:hearing-report", "send", "main"),
    CaseAct.WITHDRAW_HEARING: Button("enforcement:hearing-withdraw", "ban", dialog=True),
}
# An act that lacks one of these is not one this case waits for: it has none of it.
NOT_OF_THIS_CASE = frozenset(
    {
        "adverse",
        "no_penalty_proposed",
        "dismissal_proposed",
        "hearing_right",
        "not_asked_yet",
        "not_held",
        "notice_unserved",
        "unannounced",
        "under_review",
    }
)
# Open nearly always: they lead nowhere, so the guide leaves them to the list of acts.
# Closed from any of these.
CLOSABLE = (S.PERFORMED, S.TERMINATED, S.ENFORCE_ENDED, S.REVOKED)
ALWAYS_OPEN = frozenset(
    {
        CaseAct.CHANGE,
        CaseAct.ASSIGN_OFFICERS,
        CaseAct.TRANSFER_TO_POLICE,
        CaseAct.CHANGE_VIOLATION,
        CaseAct.REMOVE_VIOLATION,
    }
)
WHO: dict[Perm, Text] = {
    Perm.WRITE_CASES: gettext_lazy("the officers of the case"),
    Perm.REVIEW_LAW: gettext_lazy("the legal reviewer"),
    Perm.REVIEW_UNIT: gettext_lazy("the head of the unit"),
    Perm.ASSIGN_WORK: gettext_lazy("the head of the unit or of the bureau"),
    Perm.DECIDE_CASES: gettext_lazy("the head of the bureau"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    title: Text
    state: str  # done, current or ahead


@dataclass(frozen=True, slots=True)
class Guided:
    """An act that is open in this state, for whoever reads the page."""

    title: Text
    who: str
    mine: bool
    missing: Sequence[str]
    article: str
    limits: str
    document: str


def concerns(one: OpenAct) -> bool:
    """Whether the act is one of this case, be it open yet or not."""
    return not any(need.name in NOT_OF_THIS_CASE for need in one.missing)


def reason_of(case: Case, one: OpenAct) -> str:
    """What an act waits for; a waiting period says its day."""
    texts = []
    for need in one.missing:
        texts.append(need.told(case))
        opens = need.opens_on(case) if need.opens_on else None
        if opens is not None:
            texts.append(_("Open from %(day)s.") % {"day": opens.isoformat()})
    return " ".join(texts)


def guide_of(case: Case, opened: Iterable[OpenAct]) -> list[Guided]:
    """What can be done next and by whom, with what is missing and its article."""
    return [
        Guided(
            title=one.rule.title,
            who=who_may(one.rule),
            mine=one.allowed and not one.rule.after_approval,
            missing=[f"{need.told(case)}{_cited(need.article)}" for need in one.missing],
            article=one.rule.article,
            limits="、".join(str(get_period(rule).title) for rule in one.rule.starts),
            document=str(DocumentKind(one.rule.document).label) if one.rule.document else "",
        )
        for one in opened
        if concerns(one) and one.rule.act not in ALWAYS_OPEN
    ]


def who_may(rule: Rule) -> str:
    """Whose act it is, in words."""
    names = "、".join(str(WHO[perm]) for perm in rule.perms if perm in WHO)
    return _("%(who)s, after approval") % {"who": names} if rule.after_approval else names


def _cited(article: str) -> str:
    return f"（{article}）" if article else ""


def stages_of(case: Case, decision: Decision | None, course: Course) -> list[Stage]:
    """The way of a case with the place where it stands; hearing and discussion where due."""
    told = decision is None or decision.kind == DecisionKind.PENALTY
    heard = case.status == S.NOTIFIED and any(one.is_over for one in course.hearings)
    ways: list[tuple[Text, bool]] = [
        (_("Filing"), case.status in (S.FILING, S.FILING_REFUSED)),
        (_("Investigation"), case.status in (S.INVESTIGATING, S.SUSPENDED)),
        (_("Review"), case.status == S.REVIEWING),
    ]
    if told:
        notified = case.status in (S.APPROVED, S.NOTIFIED) and not heard
        ways.append((_("Notice and defence"), notified))
    if course.hearings:
        ways.append((_("Hearing"), case.status == S.HEARING))
    discussing = heard and bool(course.discussion) and not course.discussions
    if course.discussion or course.discussions:
        ways.append((_("Collective discussion"), discussing))
    deciding = (heard and not discussing) or (not told and case.status == S.APPROVED)
    ways += [
        (_("Decision and service"), deciding or case.status == S.DECIDED),
        (_("Performance"), case.status == S.SERVED),
        (_("Closing"), case.status in CLOSABLE),
    ]
    at = next((place for place, (_title, here) in enumerate(ways) if here), len(ways))
    return [
        Stage(title, "current" if place == at else "done" if place < at else "ahead")
        for place, (title, _here) in enumerate(ways)
    ]


def approval_lines(case: Case) -> Iterator[Line]:
    """Every step of every approval, for the time line. Two queries."""
    rows = Approval.objects.filter(about_uuid=case.uuid).prefetch_related("steps__decided_by")
    for approval in rows:
        address = reverse("workbench:approval", args=[approval.uuid])
        for step in approval.steps.all():
            if step.decided_by is None or step.decided_on is None:
                continue
            returned = step.outcome == StepOutcome.RETURNED
            words = _("Returned: %(title)s") if returned else _("Approved: %(title)s")
            title = words % {"title": approval.title}
            entry = Entry(
                step.decided_on,
                title,
                by=step.decided_by.name,
                note=step.reason,
                address=address,
            )
            yield (step.decided_on, approval.updated_at), entry


def payment_lines(case: Case) -> Iterator[Line]:
    """Every payment, for the time line. One query."""
    for row in Payment.objects.filter(decision__case=case):
        title = _("Paid: %(kind)s, %(amount)s yuan") % {
            "kind": row.get_kind_display(),
            "amount": f"{row.amount:,.2f}",
        }
        yield (row.paid_on, row.created_at), Entry(row.paid_on, title, note=row.receipt)
