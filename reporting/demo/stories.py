"""One case after the other, told act by act through the services."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from accounts.models import Role, User
from campaigns.models import Campaign
from enforcement.models import Case, Clue, Finding, Inspection, SiteConclusion
from enforcement.services.cases import open_case
from enforcement.services.clues import Reporter, register_clue
from enforcement.services.findings import mark_rectified, record_finding
from enforcement.services.inspections import complete_inspection, log_inspection
from enforcement.services.verification import record_verification, take_clue
from law.vocabularies import ClueSource, DefectGrade
from registry.models import Party
from reporting.demo.names import Names
from reporting.demo.people import Team
from reporting.demo.scenarios import SMALL_FINDINGS, Scenario
from reporting.demo.told import CaseTold
from workbench.services.approvals import approve, pending_of

# How far a case is told; each step includes those before it.
STEPS = (
    "filing",
    "filed",
    "violation",
    "proposed",
    "reviewing",
    "approved",
    "notified",
    "decided",
    "served",
    "paid",
    "closing",
    "closed",
)
GAPS = {
    "filed": 1,
    "violation": 5,
    "proposed": 3,
    "reviewing": 1,
    "approved": 3,
    "notified": 2,
    "decided": 3,
    "served": 3,
    "paid": 7,
    "closing": 3,
    "closed": 2,
}
DURATION = sum(GAPS.values())


@dataclass
class Teller:
    """Tells the stories of one bureau's officers."""

    team: Team
    random: Random
    names: Names
    campaigns: tuple[Campaign, ...] = ()

    @property
    def lead(self) -> User:
        return self.team.inspectors[0]

    # -- inspections ------------------------------------------------------------------
    @transaction.atomic
    def inspection(
        self,
        party: Party,
        on: date,
        *,
        found: tuple[tuple[str, DefectGrade], ...] = (),
        complete: bool = True,
        severe: bool = False,
    ) -> Inspection:
        inspection = log_inspection(
            party=party,
            domain=party.domains[0],
            inspected_on=on,
            officers=self.team.inspectors,
            kind="special" if self.campaigns else "routine",
            summary="查验资质、购进验收、储存养护和销售记录。",
            place=party.address,
            campaigns=self.campaigns,
            is_demo=True,
            by=self.lead,
            on=on,
        )
        for description, grade in found:
            record_finding(
                inspection,
                grade=grade,
                description=description,
                demand="立即改正，并提交整改报告",
                by=self.lead,
                on=on,
            )
        if complete:
            conclusion = SiteConclusion.CONFORMS
            if found:
                conclusion = SiteConclusion.AFTER_RECTIFICATION
            if severe:
                conclusion = SiteConclusion.FAILS
            complete_inspection(inspection, site_conclusion=conclusion, by=self.lead, on=on)
        return inspection

    def small_findings(self) -> tuple[tuple[str, DefectGrade], ...]:
        return tuple(self.random.sample(SMALL_FINDINGS, self.random.choice((1, 1, 2))))

    @transaction.atomic
    def rectify(self, inspection: Inspection, on: date) -> None:
        for finding in inspection.findings.all():
            mark_rectified(
                finding,
                rectified_on=on,
                rectification="已按要求改正，复查符合要求。",
                by=self.lead,
                on=on,
            )

    # -- clues ------------------------------------------------------------------------
    @transaction.atomic
    def clue(
        self,
        party: Party,
        scenario: Scenario,
        source: ClueSource,
        on: date,
        *,
        taken: bool = True,
        verified: bool = True,
        silent: bool = False,
    ) -> Clue:
        reported = source in (ClueSource.COMPLAINT, ClueSource.REPORT)
        clue = register_clue(
            source=source,
            received_on=on,
            content=f"反映{party.name}涉嫌{scenario.violation}。",
            domain=scenario.domain.value,
            party=party,
            title=f"涉嫌{scenario.violation}",
            place=party.address,
            reporter=Reporter(self.names.person(), self.names.phone()) if reported else None,
            campaigns=self.campaigns,
            is_demo=True,
            silent=silent,
            by=self.lead,
            on=on,
        )
        if taken:
            take_clue(clue, by=self.lead, on=on)
            if verified:
                result = f"经现场核查，{scenario.facts}"
                record_verification(clue, result=result, by=self.lead, on=on)
        return clue

    # -- cases ------------------------------------------------------------------------
    @transaction.atomic
    def case(
        self,
        party: Party,
        scenario: Scenario,
        on: date,
        *,
        until: str = "closed",
        clue: Clue | None = None,
        major: bool = False,
        gaps: dict[str, int] | None = None,
    ) -> Case:
        """One case from its source to ``until``; each step some days after the last."""
        case = self._open(party, scenario, on, clue=clue, major=major)
        told = CaseTold(self, case, scenario)
        for step in STEPS[1 : STEPS.index(until) + 1]:
            on += timedelta(days=(gaps or GAPS).get(step, GAPS[step]))
            getattr(told, step)(on)
        return case

    @transaction.atomic
    def sign(self, case: Case, steps: int, on: date) -> None:
        """The first steps of the pending approval, each by who holds its duty."""
        for _each in range(steps):
            approval = pending_of(case)[0]
            step = approval.steps.get(seq=approval.current_seq)
            approve(approval, by=self.team.one(Role(step.role)), on=on, reason="同意")

    def _open(
        self, party: Party, scenario: Scenario, on: date, *, clue: Clue | None, major: bool
    ) -> Case:
        inspection: Inspection | None = None
        findings: list[Finding] = []
        if clue is None:
            inspection = self.inspection(
                party, on, found=((scenario.finding, DefectGrade.SEVERE),), severe=True
            )
            findings = list(inspection.findings.all())
        return open_case(
            violation=scenario.violation,
            officers=self.team.inspectors,
            clue=clue,
            inspection=inspection,
            findings=findings,
            facts=scenario.facts,
            is_major=major,
            by=self.lead,
            on=on,
        )
