"""The parts of a case's page: where it stands, what comes next, violations, penalty, money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, User
from core.pages.base import Text
from core.pages.parts import Act, Fact, pill
from deadlines.services.procedure import OpenAct, open_acts
from enforcement.models import Case, CaseStatus, Decision, Violation
from enforcement.policies import may_supervise
from enforcement.services.closing import CLOSING_ROUTE
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.fine_range import RangePicture, picture_of
from enforcement.views.parts import Button
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
    S.DECIDED: "active",
    S.SERVED: "active",
    S.PERFORMED: "active",
    S.CLOSED: "met",
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
    CaseAct.RESUBMIT_FILING: Button(
        "enforcement:case-resubmit", "refresh", "main", dialog=True
    ),
    CaseAct.RECORD_VIOLATION: Button("enforcement:violation-new", "plus", "main"),
    CaseAct.PROPOSE_PENALTY: Button("enforcement:penalty-propose", "scale", "main"),
    CaseAct.SUBMIT_PENALTY: Button("enforcement:penalty-submit", "send", "main", dialog=True),
    CaseAct.SERVE_NOTICE: Button("enforcement:notice-serve", "send", "main", dialog=True),
    CaseAct.RECORD_DEFENCE: Button("enforcement:defence-record", "message", "main"),
    CaseAct.DECIDE: Button("enforcement:case-decide", "gavel", "main", dialog=True),
    CaseAct.SERVE_DECISION: Button("enforcement:decision-serve", "send", "main", dialog=True),
    CaseAct.RECORD_PAYMENT: Button("enforcement:payment-new", "cash", "main", dialog=True),
    CaseAct.SUBMIT_CLOSING: Button("enforcement:case-close", "archive", "main"),
    CaseAct.CHANGE: Button("enforcement:case-edit", "pencil"),
    CaseAct.ASSIGN_OFFICERS: Button("enforcement:case-officers", "user-check"),
    CaseAct.TRANSFER_TO_POLICE: Button("enforcement:case-police", "shield", dialog=True),
}
# The steps of the guide, each with the states in which it is under way.
STAGES: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (gettext_lazy("Filing"), (S.FILING, S.FILING_REFUSED)),
    (gettext_lazy("Investigation"), (S.INVESTIGATING,)),
    (gettext_lazy("Review"), (S.REVIEWING,)),
    (gettext_lazy("Notice and defence"), (S.APPROVED, S.NOTIFIED)),
    (gettext_lazy("Decision and service"), (S.DECIDED,)),
    (gettext_lazy("Performance"), (S.SERVED,)),
    (gettext_lazy("Closing"), (S.PERFORMED,)),
)


@dataclass(frozen=True, slots=True)
class Stage:
    title: Text
    state: str  # done, current or ahead


def stages_of(case: Case) -> list[Stage]:
    """The way of a case with the place where it stands."""
    at = next((n for n, (_t, states) in enumerate(STAGES) if case.status in states), None)
    here = len(STAGES) if at is None else at
    return [
        Stage(title, "current" if place == here else "done" if place < here else "ahead")
        for place, (title, _states) in enumerate(STAGES)
    ]


def acts_now(case: Case, user: User, on: date) -> list[Act]:
    """What this person can do now; the furthest act that is ready is the main one.

    An act that only waits for something says what; a waiting period says its day.
    """
    closing = any(approval.act == CLOSING_ROUTE for approval in pending_of(case))
    shown = [
        (one, BUTTONS[CaseAct(one.rule.act)], _reason(case, one))
        for one in open_acts(case, by=user, on=on)
        if one.rule.act in BUTTONS and one.allowed
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


def _reason(case: Case, one: OpenAct) -> str:
    texts = []
    for need in one.missing:
        texts.append(str(need.refusal))
        opens = need.opens_on(case) if need.opens_on else None
        if opens is not None:
            texts.append(_("Open from %(day)s.") % {"day": opens.isoformat()})
    return " ".join(texts)


def _from_above(case: Case, user: User) -> Iterable[Act]:
    ended = case.status in (S.CLOSED, S.FILING_REFUSED) or case.is_past
    if not ended and case.supervised_by_id is None and may_supervise(case, by=user):
        address = reverse("enforcement:case-supervise", args=[case.uuid])
        yield Act(_("Supervise this case"), address, "eye", dialog=True)


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
    if case.status == S.SERVED:
        return _("The party, who pays.")
    if case.status == S.CLOSED:
        return ""
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


def violation_lines(case: Case, *, editable: bool) -> list[ViolationLine]:
    lines = []
    for violation in case.violations.all():
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


def is_editable(case: Case, user: User) -> bool:
    """Whether violations may be changed by this person now."""
    rights = user.can(Perm.WRITE_CASES) and case.status == S.INVESTIGATING
    return rights and any(
        one.allowed and one.rule.act == CaseAct.CHANGE_VIOLATION
        for one in open_acts(case, by=user)
    )
