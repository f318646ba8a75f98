"""The steps of one case, each an act or two on its day."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Protocol

from accounts.models import Role, User
from core.money import cents
from enforcement.duties import discussion_reasons, last_notice
from enforcement.models import Case, PaymentKind
from enforcement.services.closing import submit_closing
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.outcomes import discuss
from enforcement.services.payments import record_payment
from enforcement.services.proposals import PersonFine, propose_penalty
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import assess, record_violation
from law.ranges import DiscretionStep
from law.vocabularies import PenaltyKind
from reporting.demo.names import Names
from reporting.demo.people import Team
from reporting.demo.scenarios import MITIGATION, Scenario
from workbench.services.approvals import approve, pending_of


class Told(Protocol):
    """Whose officers act, and where names and chance come from."""

    team: Team
    random: Random
    names: Names

    @property
    def lead(self) -> User: ...


class CaseTold:
    """The steps of one case, each an act or two on its day."""

    def __init__(self, teller: "Told", case: Case, scenario: Scenario) -> None:
        self.teller, self.case, self.scenario = teller, case, scenario
        self.lead, self.team, self.random = teller.lead, teller.team, teller.random
        self.fine = self.income = self.goods = self.on_persons = Decimal(0)

    def filed(self, on: date) -> None:
        self._approve(Role.UNIT_HEAD, Role.BUREAU_HEAD, on=on)

    def violation(self, on: date) -> None:
        low, high = self.scenario.goods
        self.goods = Decimal(self.random.randrange(low, high))
        self.income = cents(self.goods * Decimal(self.random.randrange(0, 60)) / 100)
        assert self.case.filed_on is not None  # noqa: S101 - filing came before
        record_violation(
            self.case,
            provision=self.scenario.provision,
            level=self.scenario.level,
            activity=self.scenario.activity,
            facts=self.scenario.facts,
            began_on=self.case.filed_on - timedelta(days=40),
            ended_on=self.case.filed_on - timedelta(days=2),
            goods_value=self.goods,
            illegal_income=self.income,
            by=self.lead,
            on=on,
        )

    def proposed(self, on: date) -> None:
        step = self._choose_fine(on)
        major = self.case.is_major
        propose_penalty(
            self.case,
            step=step,
            fine=self.fine,
            confiscated_income=self.income,
            confiscated_goods_value=cents(self.goods / 4),
            penalty_kinds=[PenaltyKind.WARNING.value] if self.random.random() < 0.3 else [],
            reasons="综合违法情节、危害后果和改正情况。",
            mitigation_basis=MITIGATION if step == DiscretionStep.MITIGATED else "",
            persons=[self._person()] if major else [],
            by=self.lead,
            on=on,
        )

    def _person(self) -> PersonFine:
        name = self.teller.names.person()
        self.on_persons = Decimal(20000)
        return PersonFine(name=name, position="质量负责人", fine=self.on_persons)

    def reviewing(self, on: date) -> None:
        submit_penalty(self.case, criminal=NO_SIGNS, by=self.lead, on=on)

    def approved(self, on: date) -> None:
        self._approve(Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.BUREAU_HEAD, on=on)

    def notified(self, on: date) -> None:
        serve_notice(self.case, by=self.lead, on=on)
        told = last_notice(self.case)
        heard = told is not None and told.has_hearing_right
        record_defence(self.case, waived=True, hearing_waived=heard, by=self.lead, on=on)

    def decided(self, on: date) -> None:
        if discussion_reasons(self.case):
            self.discussed(on)
        decide(self.case, by=self.team.one(Role.BUREAU_HEAD), on=on)

    def discussed(self, on: date) -> None:
        head, legal = self.team.one(Role.BUREAU_HEAD), self.team.one(Role.LEGAL_REVIEWER)
        discuss(
            self.case,
            chair=head,
            participants=[legal],
            opinions="事实清楚，证据确凿，定性准确，量罚适当。",
            conclusion="同意办案机构的处理意见。",
            agreed=True,
            by=head,
            on=on,
        )

    def served(self, on: date) -> None:
        serve_decision(self.case, by=self.lead, on=on)

    def paid(self, on: date) -> None:
        due = (
            (PaymentKind.FINE, self.fine + self.on_persons),
            (PaymentKind.CONFISCATION, self.income),
        )
        for at, (kind, amount) in enumerate(due, 1):
            if amount:
                record_payment(
                    self.case,
                    kind=kind,
                    amount=amount,
                    paid_on=on,
                    receipt=f"陕财{self.case.pk:06}-{at}",
                    by=self.lead,
                    on=on,
                )

    def closing(self, on: date) -> None:
        report = "处罚决定已履行完毕，涉案物品已按规定处理。"
        submit_closing(self.case, report=report, by=self.lead, on=on)

    def closed(self, on: date) -> None:
        self._approve(Role.UNIT_HEAD, Role.BUREAU_HEAD, on=on)

    def _choose_fine(self, on: date) -> DiscretionStep:
        """Somewhere in the lower part of the range, or below it with a ground."""
        assert self.case.filed_on is not None  # noqa: S101 - filing came before
        found = assess(
            provision=self.scenario.provision,
            act_on=self.case.filed_on - timedelta(days=2),
            level=self.scenario.level,
            activity=self.scenario.activity,
            goods_value=self.goods,
            illegal_income=self.income,
        ).range
        low, high = found.min or Decimal(0), found.max or Decimal(0)
        if self.scenario.mitigated:
            self.fine = cents(low * Decimal(self.random.choice((10, 15, 20, 30))) / 100)
            return DiscretionStep.MITIGATED
        share = Decimal(self.random.choice((0, 5, 10, 20, 45))) / 100
        self.fine = cents(low + (high - low) * share)
        return DiscretionStep.GENERAL if share > Decimal("0.3") else DiscretionStep.LENIENT

    def _approve(self, *roles: Role, on: date) -> None:
        """The pending approval, through the roles that its route asks for."""
        for role in roles:
            waiting = pending_of(self.case)
            if waiting:
                approve(waiting[0], by=self.team.one(role), on=on, reason="同意")
        self.case.refresh_from_db()
