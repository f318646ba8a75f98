"""Penalties made public: shown, ended, held back, withdrawn, waiting with their report.

One decision was amended after it was made public and is still to be withdrawn; of another
the party asks for credit repair.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from accounts.models import Role
from deadlines.services.procedure import open_acts
from enforcement.models import Case, DecisionKind, PaymentKind
from enforcement.services.decision_changes import amend_decision
from enforcement.transitions.case_needs import CaseAct
from reporting.demo.people import Team
from reporting.disclosure.display import earliest_stop
from reporting.models import Disclosure, DisclosureStatus, HoldReason, WithdrawGround
from reporting.services.disclosure_course import (
    accept_repair,
    ask_repair,
    end_display,
    renew_disclosure,
    start_withdrawals,
    withdraw_disclosure,
)
from reporting.services.disclosures import (
    hold_back,
    prepare_disclosure,
    release,
    revise_disclosure,
)

COUNTY: Final = "610113"
# A public body's code, as an office would enter its own.
AGENCY: Final = "11500114MB162590X7"
OLD, NEW = 5, 8
# A decision of 2022 that was made public only when an inspection of 2024 found it missing.
MADE_UP_FOR: Final = date(2024, 3, 11)
LESS: Final = Decimal("0.8")
YUAN: Final = Decimal("0.01")


def tell_disclosures(teams: dict[str, Team], today: date) -> None:
    """A few decisions of 2022 and of this year, in every state a reader meets."""
    team = teams[COUNTY]
    story = _Story(team, today)
    story.of_2022(_cases(team).filter(decided_on__year=2022)[:OLD])
    story.of_this_year(_cases(team).filter(decided_on__year__gte=today.year - 1)[:NEW])
    for code, other in teams.items():
        if code != COUNTY and any(
            _Story(other, today).late(case)
            for case in _cases(other).filter(decided_on__year=2022)[:OLD]
        ):
            break


def _cases(team: Team) -> QuerySet[Case]:
    rows = Case.objects.own().decided().filter(bureau=team.bureau, is_past=False)
    told = rows.filter(decision__kind=DecisionKind.PENALTY, served_on__isnull=False)
    return told.select_related("bureau", "party", "decision__bureau").order_by("decided_on")


class _Story:
    def __init__(self, team: Team, today: date) -> None:
        self.head, self.today = team.one(Role.BUREAU_HEAD), today

    def of_2022(self, cases: QuerySet[Case]) -> None:
        """Shown for three years and ended, held back, corrected once."""
        for number, case in enumerate(cases):
            on = self._after_service(case, 2)
            one = self._complete(case, on)
            if one.status != DisclosureStatus.PREPARED:
                continue
            if number == 0:
                hold_back(
                    one,
                    reason=HoldReason.PRIVACY,
                    note="（演示）违法事实涉及患者病历，无法作技术处理。",
                    by=self.head,
                    on=on,
                )
                continue
            one = release(one, by=self.head, on=on)
            if number == 1:
                one = self._corrected(one, on + timedelta(days=20))
            ends = one.display_until
            if ends is not None and ends <= self.today:
                end_display(one, by=self.head, on=ends)

    def of_this_year(self, cases: QuerySet[Case]) -> None:
        """One waits with faults, one is withdrawn, one is to be; the others are public."""
        shown: list[Disclosure] = []
        for number, case in enumerate(cases):
            on = self._after_service(case, 1)
            if number == 0:
                one = prepare_disclosure(case.decision, by=self.head, on=on)
                told = {"agency_uscc": AGENCY[:-1], "remark": "（演示）待核对机关代码"}
                revise_disclosure(one, supplied=told, by=self.head, on=on)
                continue
            one = self._complete(case, on)
            if one.status != DisclosureStatus.PREPARED:
                continue
            one = release(one, by=self.head, on=on)
            if number == 1 and on < self.today:
                self._withdrawn(one, self.today)
            else:
                shown.append(one)
        self._to_be_withdrawn(shown)

    def _complete(self, case: Case, on: date) -> Disclosure:
        """Every field in order; one that the law holds back stays as it is."""
        one = prepare_disclosure(case.decision, by=self.head, on=on)
        if one.status != DisclosureStatus.PREPARED:
            return one
        told = {"agency_uscc": AGENCY, "source_org_uscc": AGENCY}
        if not one.values["legal_rep"]:
            told["legal_rep"] = "演示"
        return revise_disclosure(one, supplied=told, by=self.head, on=on)

    def late(self, case: Case) -> bool:
        """One of 2022 made public only in 2024, now under repair; whether it came to that."""
        one = self._complete(case, self._after_service(case, 2))
        if one.status != DisclosureStatus.PREPARED:
            return False
        one = self._under_repair(release(one, by=self.head, on=MADE_UP_FOR))
        return one.status == DisclosureStatus.REPAIR_ACCEPTED

    def _to_be_withdrawn(self, shown: list[Disclosure]) -> None:
        """A fine not paid yet is lowered; what is public still says otherwise."""
        for one in shown:
            case = one.decision.case
            acts = open_acts(case, by=self.head, on=self.today)
            if any(act.rule.act == CaseAct.AMEND_DECISION and act.ready for act in acts):
                self._lower(case)
                start_withdrawals(on=self.today)
                return

    def _lower(self, case: Case) -> None:
        due = case.decision.due()
        amend_decision(
            case,
            fine=(due[PaymentKind.FINE.value] * LESS).quantize(YUAN),
            confiscated_income=due[PaymentKind.CONFISCATION.value],
            reason="（演示）当事人主动消除危害后果，罚款数额变更。",
            by=self.head,
            on=self.today,
        )

    def _under_repair(self, one: Disclosure) -> Disclosure:
        """Asked for and accepted; the decision on it is due within seven working days."""
        earliest = earliest_stop(one)
        on = self.today - timedelta(days=1)
        if earliest is None or earliest > on:
            return one
        told = "（演示）已缴纳罚款，完成整改，一年内未再受处罚。"
        ask_repair(one, grounds=told, received_on=on, by=self.head, on=on)
        return accept_repair(one, by=self.head, on=on)

    def _withdrawn(self, one: Disclosure, on: date) -> Disclosure:
        return withdraw_disclosure(
            one,
            ground=WithdrawGround.INACCURATE,
            reason="（演示）公示的违法事实表述不准确。",
            by=self.head,
            on=on,
        )

    def _corrected(self, one: Disclosure, on: date) -> Disclosure:
        """Withdrawn as inaccurate and published anew five days later."""
        again = on + timedelta(days=5)
        one = renew_disclosure(self._withdrawn(one, on), by=self.head, on=again)
        return release(one, by=self.head, on=again)

    def _after_service(self, case: Case, days: int) -> date:
        return min(self.today, (case.served_on or self.today) + timedelta(days=days))
