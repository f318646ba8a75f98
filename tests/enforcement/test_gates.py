"""Would it stand in court: each gate with its answer, on the page, in the API, in the acts."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Role
from accounts.services.routes import set_route
from accounts.system import SYSTEM
from core.errors import IllegalTransition
from enforcement.services.gates.criminal import NO_SIGNS, CriminalAnswer
from enforcement.services.gates.exemption import check_prior
from enforcement.services.gates.gate import GateState
from enforcement.services.gates.panel import gates_of
from enforcement.services.proposals import propose_penalty
from enforcement.services.related import related_cases
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import change_violation
from enforcement.transitions.limitation import limitation_of
from tests.factories.enforcement_cases import (
    INCOME,
    fresh,
    make_case,
    make_past_case,
    make_proposed_case,
    make_reviewing_case,
    make_violation,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_gates import LATER, make_case_under_changed_law
from tests.factories.registry import make_party

PASSED, WARNING, BLOCKS = GateState.PASSED, GateState.WARNING, GateState.BLOCKS
SIGNS = CriminalAnswer(True, ("fake_drug",), "公安机关已书面答复不予立案。")


def states(case, on=ON):
    return {gate.code: gate.state for gate in gates_of(fresh(case), on=on)}


def told(case, code, on=ON):
    return next(gate for gate in gates_of(fresh(case), on=on) if gate.code == code)


def no_penalty(case, team, exemption, on=ON):
    return propose_penalty(
        case,
        step="none",
        reasons="危害后果轻微并及时改正。",
        mitigation_basis="《中华人民共和国行政处罚法》第三十三条第一款",
        exemption=exemption,
        by=team.inspector,
        on=on,
    )


class TestPanel:
    def test_an_ordinary_case_passes_what_is_answered(self, team):
        case = make_reviewing_case(team)
        check_prior(case, by=team.inspector, on=ON)

        assert states(case) == {
            "competence": PASSED,
            "recusal": PASSED,
            "limitation": PASSED,
            "law_change": PASSED,
            "fine": PASSED,
            "prior": PASSED,
            "criminal": PASSED,
            "review": PASSED,
        }
        assert all(gate.article for gate in gates_of(case, on=ON))

    def test_a_case_without_a_proposal_says_what_is_to_do(self, team):
        case = make_case(team)

        found = gates_of(case, on=ON)

        assert {gate.state for gate in found} <= {PASSED, WARNING}
        assert all(gate.todo for gate in found if gate.state != PASSED)

    def test_a_past_case_has_no_gates(self, province_officer):
        assert gates_of(make_past_case(by=province_officer), on=ON) == []

    def test_a_changed_law_blocks_until_it_is_chosen(self, team):
        case = make_case_under_changed_law(team)

        assert told(case, "law_change", LATER).state == BLOCKS

    def test_the_page_the_panel_and_the_api_tell_the_same(
        self, team, client_for, api_for, freeze
    ):
        freeze(ON)
        case = make_reviewing_case(team)
        client = client_for(team.legal)
        address = reverse("enforcement:case-gates", args=[case.uuid])
        assert address in client.get(f"/enforcement/cases/{case.uuid}/").content.decode()
        whole = client.get(address).content.decode()
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        answer = api_for(team.legal).get(f"/api/v1/cases/{case.uuid}/gates/").data
        assert "<html" in whole
        assert "<html" not in part
        for gate in answer:
            assert gate["article"] in whole
            assert gate["article"] in part
        assert {gate["code"]: gate["state"] for gate in answer} == states(case)


class TestLimitation:
    """行政处罚法第三十六条."""

    @pytest.mark.parametrize(
        ("ended", "harmful", "last", "passed"),
        [
            (date(2024, 3, 10), False, date(2026, 3, 10), False),
            (date(2024, 3, 9), False, date(2026, 3, 9), True),
            (date(2024, 3, 9), True, date(2029, 3, 9), False),
            (date(2021, 3, 9), True, date(2026, 3, 9), True),
        ],
    )
    def test_two_years_or_five_from_the_end_to_the_discovery(
        self, team, ended, harmful, last, passed
    ):
        case = make_case(team)
        row = make_violation(case, ended_on=ended, harmful=harmful, by=team.inspector)

        found = limitation_of(row, case)

        assert (found.last_on, found.discovered_on, found.passed) == (last, ON, passed)

    def test_a_continuing_act_runs_from_its_end(self, team):
        case = make_case(team)
        row = make_violation(
            case, began_on=date(2020, 1, 1), ended_on=date(2025, 1, 1), by=team.inspector
        )

        assert limitation_of(row, case).from_on == date(2025, 1, 1)

    def test_without_the_day_of_the_act_it_is_asked_for(self, team):
        case = make_case(team)
        row = make_violation(case, ended_on=None, by=team.inspector)

        assert limitation_of(row, case) is None
        assert told(case, "limitation").state == WARNING

    def test_once_passed_no_penalty_is_submitted(self, team):
        case = make_proposed_case(team)
        row = case.violations.get()
        change_violation(row, version=None, ended_on=date(2023, 1, 1), by=team.inspector, on=ON)

        assert told(case, "limitation").state == BLOCKS
        with pytest.raises(IllegalTransition) as refused:
            submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
        assert refused.value.details == {"missing": ["limitation"]}
        no_penalty(case, team, "limitation")
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)


class TestReview:
    def test_a_large_fine_asks_for_review_and_a_route_without_it_blocks(self, team):
        case = make_proposed_case(team)
        assert "100,000" in told(case, "review").text
        assert told(case, "review").state == PASSED
        set_route(bureau=None, act="decision", roles=[Role.BUREAU_HEAD], by=SYSTEM, on=ON)
        assert told(case, "review").state == BLOCKS

    def test_a_small_fine_does_not(self, team):
        case = make_proposed_case(
            team,
            step="mitigated",
            fine=Decimal(20_000),
            mitigation_basis="《中华人民共和国行政处罚法》第三十二条第一项",
        )
        set_route(bureau=None, act="decision", roles=[Role.BUREAU_HEAD], by=SYSTEM, on=ON)
        assert told(case, "review").state == PASSED
        assert told(case, "fine").state == WARNING


class TestFineAndIncome:
    def test_a_fine_that_no_longer_fits_blocks(self, team):
        case = make_proposed_case(team)
        row = case.violations.get()
        change_violation(
            row, version=None, goods_value=Decimal(90_000), by=team.inspector, on=ON
        )
        assert told(case, "fine").state == BLOCKS

    def test_income_of_an_act_before_the_rules_of_2026_is_warned_of(self, team):
        case = make_proposed_case(team)
        assert "illegal_income" not in states(case, ON)
        assert told(case, "illegal_income", date(2026, 4, 1)).state == WARNING
        assert case.decision.confiscated_income == INCOME

    def test_the_same_provision_twice_asks_whether_the_acts_are_separate(self, team):
        case = make_case(team)
        for _each in range(2):
            make_violation(case, by=team.inspector)
        assert told(case, "one_fine").state == WARNING


class TestRelated:
    def test_cases_of_the_same_party_in_scope_are_shown(self, team):
        party = make_party()
        first, second = make_case(team, party=party), make_case(team, party=party)
        make_case(team)

        found = related_cases(first, team.inspector)

        assert [one.case for one in found] == [second]
        assert found[0].why

    def test_another_countys_officer_sees_none(self, team, linwei_inspector):
        party = make_party()
        first = make_case(team, party=party)
        make_case(team, party=party)
        assert related_cases(first, linwei_inspector) == []
