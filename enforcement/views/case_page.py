"""The parts of a case's page: where it stands, what comes next, violations, penalty, money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from core.pages.base import Text
from core.pages.parts import Act, Fact, pill
from deadlines.services.procedure import OpenAct
from enforcement.models import Case, CaseStatus, Decision, Violation
from enforcement.policies import may_supervise
from enforcement.services.closing import CLOSING_ROUTE
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.around_buttons import AROUND_BUTTONS, AROUND_TONES, waits_around
from enforcement.views.course_page import COURSE_BUTTONS, concerns, reason_of
from enforcement.views.fine_range import RangePicture, picture_of
from enforcement.views.law_choices import LawNote, law_note
from enforcement.views.parts import Button
from enforcement.views.performance_page import STANDING_BUTTONS
from law.fine_checks import Verdict
from law.penalty_kinds import PenaltyKind
from workbench.services.approvals import pending_of

S = CaseStatus
TONES: dict[str, str] = {
    S.FILING: "waiting",
    S.FILING_REFUSED: "void",
    S.INVESTIGATING: "active",
    S.REVIEWING: "waiting",
    S.APPROVED: "active",
    S.NOTIFIED: "active",
    S.HEARING: "active",
    S.DECIDED: "active",
    S.SERVED: "active",
    S.PERFORMED: "active",
    S.CLOSED: "met",
    S.SUSPENDED: "waiting",
    S.TERMINATED: "void",
    S.ENFORCE_ENDED: "void",
    S.REVOKED: "void",
    **AROUND_TONES,
}
VERDICT_TONES: dict[str, str] = {
    Verdict.INSIDE: "met",
    Verdict.BELOW: "soon",
    Verdict.ABOVE: "late",
    Verdict.NO_FINE_ALLOWED: "late",
    Verdict.NO_FINE_GIVEN: "neutral",
    Verdict.CANNOT_COMPUTE: "neutral",
}
BUTTONS = {
    **COURSE_BUTTONS,
    CaseAct.RESUBMIT_FILING: Button(
        "enforcement:case-resubmit", "refresh", "main", dialog=True
    ),
    CaseAct.RECORD_VIOLATION: Button("enforcement:violation-new", "plus", "main"),
    CaseAct.PROPOSE_PENALTY: Button("enforcement:penalty-propose", "scale", "main"),
    CaseAct.SUBMIT_PENALTY: Button("enforcement:penalty-submit", "send", "main"),
    CaseAct.SERVE_NOTICE: Button("enforcement:notice-serve", "send", "main", dialog=True),
    CaseAct.RECORD_DEFENCE: Button("enforcement:defence-record", "message", "main"),
    CaseAct.DECIDE: Button("enforcement:case-decide", "gavel", "main", dialog=True),
    CaseAct.SERVE_DECISION: Button("enforcement:decision-serve", "send", "main", dialog=True),
    CaseAct.RECORD_PAYMENT: Button("enforcement:payment-new", "cash", "main", dialog=True),
    CaseAct.SUBMIT_CLOSING: Button("enforcement:case-close", "archive", "main"),
    CaseAct.CHANGE: Button("enforcement:case-edit", "pencil"),
    CaseAct.ASSIGN_OFFICERS: Button("enforcement:case-officers", "user-check"),
    **STANDING_BUTTONS,
    **AROUND_BUTTONS,
}


def acts_now(case: Case, user: User, opened: Sequence[OpenAct]) -> list[Act]:
    """What this person can do now; the furthest act that is ready is the main one.

    An act that only waits for something says what; a waiting period says its day. One
    that this case does not have at all is not shown.
    """
    closing = any(approval.act == CLOSING_ROUTE for approval in pending_of(case))
    shown = [
        (one, BUTTONS[CaseAct(one.rule.act)], reason_of(case, one))
        for one in opened
        if one.rule.act in BUTTONS and one.allowed and concerns(one) and not case.is_past
        if not (closing and one.rule.act == CaseAct.SUBMIT_CLOSING)
    ]
    leading = [one for one, button, reason in shown if button.weight == "main" and not reason]
    found = [
        Act(
            one.rule.title,
            reverse(button.url_name, args=[case.uuid]),
            button.icon,
            reason=reason,
            weight="main" if leading and one is leading[-1] else "plain",
            dialog=button.dialog,
        )
        for one, button, reason in shown
    ]
    found.sort(key=lambda act: (act.weight != "main", bool(act.reason)))
    return [*found, *_from_above(case, user)]


def _from_above(case: Case, user: User) -> Iterable[Act]:
    ended = case.status in (S.CLOSED, S.FILING_REFUSED, *AROUND_TONES) or case.is_past
    if not ended and case.supervised_by_id is None and may_supervise(case, by=user):
        address = reverse("enforcement:case-supervise", args=[case.uuid])
        yield Act(_("Supervise this case"), address, "eye", dialog=True)
    if case.is_past and user.can(Perm.RECORD_PAST_CASES):
        address = reverse("enforcement:past-case-correct", args=[case.uuid])
        yield Act(_("Correct the past case"), address, "pencil")


def waiting_for(case: Case, user: User) -> Text:
    """Who the case waits for: an approver with the link there, or whoever acts next."""
    pending = pending_of(case)
    if pending:
        return format_html_join(
            "；",
            '<a href="{}">{}</a>',
            [
                (reverse("workbench:approval", args=[one.uuid]), _approver(one))
                for one in pending
            ],
        )
    if case.status == S.NOTIFIED:
        return _("The head of the bureau, who decides after the defence.")
    if case.status == S.HEARING:
        return _("The legal reviewer, who arranges the hearing.")
    if case.status == S.SERVED:
        return _("The party, who pays.")
    if case.status == S.CLOSED or case.status in AROUND_TONES:
        return ""
    if elsewhere := waits_around(case):
        return elsewhere
    names = "、".join(one.name for one in case.responsible_officers())
    return _("The officers of the case: %(names)s") % {"names": names} if names else ""


def _approver(approval: Any) -> str:
    step = next(one for one in approval.steps.all() if one.seq == approval.current_seq)
    return _("%(role)s: %(title)s") % {
        "role": step.get_role_display(),
        "title": approval.title,
    }


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """A violation on the page, with what may be done with it."""

    violation: Violation
    picture: RangePicture | None
    steps: list[str]
    edit: str = ""
    remove: str = ""
    law: LawNote | None = None


def violation_lines(case: Case, *, editable: bool) -> list[ViolationLine]:
    lines = []
    today = timezone.localdate()
    for violation in case.violations.select_related("law_choice", "same_act_as"):
        names = ("violation-edit", "violation-remove")
        edit, remove = (
            reverse(f"enforcement:{name}", args=[violation.uuid]) if editable else ""
            for name in names
        )
        lines.append(
            ViolationLine(
                violation,
                picture_of(violation.fine_range, None),
                [step.text for step in violation.told_steps],
                edit,
                remove,
                law_note(violation, case, today, editable=editable),
            )
        )
    return lines


def penalty_facts(decision: Decision) -> list[Fact]:
    """What is proposed or was decided."""
    kinds = "、".join(str(PenaltyKind(kind).label) for kind in decision.penalty_kinds)
    return [
        Fact(_("Kind"), decision.get_kind_display()),
        Fact(_("Penalties"), kinds),
        Fact(_("Fine (yuan)"), amount(decision.fine)),
        Fact(_("Illegal income confiscated (yuan)"), amount(decision.confiscated_income)),
        Fact(_("Value of goods confiscated (yuan)"), amount(decision.confiscated_goods_value)),
        Fact(_("Discretion step"), decision.get_step_display()),
        Fact(_("Against the range"), verdict_pill(decision)),
        Fact(_("Decision number"), decision.number),
        Fact(_("Reasons"), decision.reasons, wide=True),
        Fact(_("Article of mitigation"), decision.mitigation_basis, wide=True),
    ]


def title_cell(case: Case) -> str | SafeString:
    """The name of a case; one that was entered later says so wherever it stands."""
    if not case.is_past:
        return case.title
    return format_html("{} {}", case.title, pill(_("Entered later")))


def verdict_pill(decision: Decision) -> SafeString | str:
    if not decision.range_verdict:
        return ""
    verdict = Verdict(decision.range_verdict)
    return pill(verdict.label, VERDICT_TONES[verdict])


def amount(value: Decimal | None) -> str:
    """Yuan as the page prints them; an unknown amount says so."""
    return _("not published") if value is None else f"{value:,.2f}"


def is_editable(opened: Sequence[OpenAct]) -> bool:
    """Whether violations may be changed by this person now."""
    return any(one.allowed and one.rule.act == CaseAct.CHANGE_VIOLATION for one in opened)


def procedure_facts(case: Case) -> list[Fact]:
    """What was told to the party, when, and what it answered."""
    facts = [
        Fact(_("Filed on"), say(case.filed_on)),
        Fact(_("Notice served on"), say(case.notified_on)),
        Fact(_("Defence"), _defence(case), wide=bool(case.defence)),
        Fact(_("Decided on"), say(case.decided_on)),
        Fact(_("Decision served on"), say(case.served_on)),
        Fact(_("Closed on"), say(case.closed_on)),
        Fact(_("Closed because"), case.get_closing_kind_display()),
        Fact(_("Transferred to the police on"), say(case.transferred_to_police_on)),
    ]
    return [fact for fact in facts if fact.value]


def _defence(case: Case) -> Any:
    if case.defence_waived:
        return _("Party waived its defence")
    return f"{say(case.defence_on)} {case.defence}".strip() if case.defence_on else ""


def say(day: Any) -> str:
    """A day as the page prints it; empty where there is none."""
    return day.isoformat() if day else ""
