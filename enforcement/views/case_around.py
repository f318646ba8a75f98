"""The part of a case's page about what happens around it."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from core.pages.parts import Act, Fact, pill
from enforcement.addresses import case_address
from enforcement.models import (
    AssistanceRequest,
    Case,
    OnSpotPenalty,
    Supervision,
    SupervisionReport,
)
from enforcement.policies import may_report_supervision
from enforcement.views.assistance import TONES as ASSISTANCE_TONES
from enforcement.views.hand_overs import TONES as HAND_OVER_TONES
from enforcement.views.supervisions import is_late, supervising_acts
from enforcement.views.transfers import TONES as TRANSFER_TONES


@dataclass(frozen=True, slots=True)
class ElsewhereLine:
    """A transfer, hand-over or request of the case, with where it stands."""

    kind: str
    title: str
    address: str
    state: SafeString
    on: date


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report that is due or was made; ``address`` where this person may make it."""

    report: SupervisionReport
    late: bool
    address: str = ""


@dataclass(slots=True)
class Around:
    """Everything the section shows; empty parts are left out."""

    on_spot: list[Fact] = field(default_factory=list)
    elsewhere: list[ElsewhereLine] = field(default_factory=list)
    supervision: Supervision | None = None
    reports: list[ReportLine] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    links: list[Fact] = field(default_factory=list)
    ask: str = ""


def around_of(case: Case, user: User) -> Around:
    """A fixed number of queries: one for each kind of thing."""
    found = Around(
        on_spot=_on_spot(case),
        elsewhere=_elsewhere(case, user),
        links=_links(case),
    )
    if user.can(Perm.WRITE_CASES) and user.bureau_id == case.bureau_id and not case.is_past:
        found.ask = f"{reverse('enforcement:assistance-new')}?case={case.uuid}"
    rows = case.supervisions.select_related("by_bureau", "case")
    found.supervision = rows.prefetch_related("reports").first()
    if found.supervision is not None:
        found.reports = _reports(found.supervision, user)
        found.acts = list(supervising_acts(found.supervision, user))
    return found


def _on_spot(case: Case) -> list[Fact]:
    if not case.is_simple:
        return []
    row = OnSpotPenalty.objects.get(case=case)
    facts = [
        Fact(_("Place"), row.place),
        Fact(_("Payment"), row.get_collection_display()),
        Fact(_("The party refused to sign"), _("Yes") if row.refused_signature else ""),
        Fact(_("Papers filed on"), row.papers_filed_on),
        Fact(_("Handed in to the bureau on"), row.handed_in_on),
        Fact(_("Paid into the bank on"), row.deposited_on),
    ]
    return [fact for fact in facts if fact.value]


def _elsewhere(case: Case, user: User) -> list[ElsewhereLine]:
    lines = [
        ElsewhereLine(
            _("Transfer"),
            row.to_name,
            reverse("enforcement:transfer-detail", args=[row.uuid]),
            pill(row.get_status_display(), TRANSFER_TONES[row.status]),
            row.proposed_on,
        )
        for row in case.transfers.all()
    ]
    lines += [
        ElsewhereLine(
            _("Hand-over"),
            f"{row.from_bureau.short_name} → {row.to_bureau.short_name}",
            reverse("enforcement:hand-over-detail", args=[row.uuid]),
            pill(row.get_status_display(), HAND_OVER_TONES[row.status]),
            row.offered_on,
        )
        for row in case.hand_overs.select_related("from_bureau", "to_bureau")
    ]
    lines += [
        ElsewhereLine(
            _("Assistance request"),
            row.title,
            reverse("enforcement:assistance-detail", args=[row.uuid]),
            pill(row.get_status_display(), ASSISTANCE_TONES[row.status]),
            row.asked_on,
        )
        for row in AssistanceRequest.objects.visible_to(user).filter(case=case)
    ]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _reports(row: Supervision, user: User) -> list[ReportLine]:
    on = timezone.localdate()
    may = may_report_supervision(row, by=user)
    return [
        ReportLine(
            report,
            is_late(report, on),
            reverse("enforcement:supervision-report", args=[report.uuid])
            if may and report.reported_on is None
            else "",
        )
        for report in row.reports.all()
    ]


def _links(case: Case) -> list[Fact]:
    """The cases this one was merged into, split from, or took in."""
    facts = []
    if case.merged_into is not None:
        facts.append(_link(_("Merged into"), case.merged_into))
    if case.split_from is not None:
        facts.append(_link(_("Split from"), case.split_from))
    facts += [_link(_("Merged into this case"), one) for one in case.merged_cases.all()]
    return [*facts, *(_link(_("Split off"), one) for one in case.split_cases.all())]


def _link(label: str, case: Case) -> Fact:
    return Fact(label, str(case), case_address(case))
