"""Notice, defence, decision and service: in this order, with the party's time to answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import CalendarDay, Clock, ClockState, DayKind
from documents.models import Document, DocumentKind
from enforcement.models import CaseStatus, Decision
from enforcement.services.decisions import decide
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.transitions.case_needs import decision_opens_on
from tests.factories.enforcement_cases import (
    fresh,
    make_approved_case,
    make_decided_case,
    make_notified_case,
    make_served_case,
)
from tests.factories.enforcement_field import ON

DAY = timedelta(days=1)
# ON is Tuesday 10 March 2026: the fifth working day after it is Tuesday 17 March.
LAST_DAY = date(2026, 3, 17)


class TestDefence:
    def test_no_decision_before_the_five_working_days_are_over(self, team):
        case = make_notified_case(team)
        assert decision_opens_on(case) == LAST_DAY + DAY
        for day in (ON, LAST_DAY):
            with pytest.raises(IllegalTransition) as refused:
                decide(case, by=team.head, on=day)
            assert refused.value.details == {"missing": ["defence", "hearing"]}
            assert "第四十五条" in str(refused.value)
        decide(case, by=team.head, on=LAST_DAY + DAY)
        assert fresh(case).status == CaseStatus.DECIDED

    def test_a_day_the_office_does_not_work_prolongs_it(self, team):
        case = make_notified_case(team)
        CalendarDay.objects.create(day=date(2026, 3, 12), kind=DayKind.REST, notice="停电")
        assert decision_opens_on(case) == LAST_DAY + 2 * DAY

    def test_heard_or_waived_the_decision_is_open(self, team):
        heard, waived = (make_notified_case(team) for _each in range(2))
        record_defence(
            heard, defence="请求从轻。", hearing_waived=True, by=team.inspector, on=ON
        )
        record_defence(waived, waived=True, hearing_waived=True, by=team.inspector, on=ON)
        for case in (heard, waived):
            decide(case, by=team.head, on=ON)
        assert fresh(heard).defence_on == ON
        assert fresh(waived).defence_on is None

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({}, "defence"),
            ({"defence": "请求从轻。", "waived": True}, "waived"),
            ({"defence": "请求从轻。", "heard_on": ON + DAY}, "heard_on"),
            ({"defence": "请求从轻。", "heard_on": ON - DAY}, "heard_on"),
        ],
    )
    def test_either_a_statement_or_a_waiver(self, team, told, field):
        case = make_notified_case(team)
        with pytest.raises(Invalid) as refused:
            record_defence(case, **told, by=team.inspector, on=ON)
        assert field in refused.value.fields

    def test_it_stands_in_the_decision(self, team):
        case = make_notified_case(team)
        told = {"defence": "已下架全部药品。", "hearing_waived": True}
        record_defence(case, **told, by=team.inspector, on=ON)
        decide(case, by=team.head, on=ON)
        document = Document.objects.get(about_uuid=case.uuid, kind=DocumentKind.DECISION)
        assert any("已下架全部药品" in part["text"] for part in document.content["sections"])


class TestNotice:
    def test_it_can_have_been_served_some_days_ago(self, team):
        case = make_approved_case(team)
        notice = serve_notice(case, served_on=ON + DAY, by=team.inspector, on=ON + 3 * DAY)
        assert fresh(case).notified_on == ON + DAY
        assert notice.issued_on == notice.served_on == ON + DAY

    @pytest.mark.parametrize("day", [ON + DAY, ON - DAY])
    def test_not_in_the_future_and_not_before_the_filing(self, team, day):
        case = make_approved_case(team)
        with pytest.raises(Invalid) as refused:
            serve_notice(case, served_on=day, by=team.inspector, on=ON)
        assert "served_on" in refused.value.fields
        assert fresh(case).status == CaseStatus.APPROVED


class TestDecision:
    def test_only_the_head_decides(self, team):
        case = make_notified_case(team)
        for other in (team.inspector, team.unit_head, team.legal):
            with pytest.raises(PermissionRefused):
                decide(case, by=other, on=LAST_DAY + DAY)

    def test_numbers_run_per_bureau_and_year(self, team):
        numbers = []
        for day in (ON, ON, date(2027, 3, 10)):
            case = make_decided_case(team, on=day)
            numbers.append(Decision.objects.get(case=case).number.partition("罚")[2])
        assert numbers == ["〔2026〕1号", "〔2026〕2号", "〔2027〕1号"]

    def test_no_penalty_is_decided_on_its_own_form(self, team):
        case = make_decided_case(
            team,
            step="none",
            fine=Decimal(0),
            confiscated_income=Decimal(0),
            mitigation_basis="《中华人民共和国行政处罚法》第三十三条",
        )
        assert "不罚〔2026〕" in Decision.objects.get(case=case).number
        assert Document.objects.filter(
            about_uuid=case.uuid, kind=DocumentKind.DECISION_NONE
        ).exists()
        serve_decision(case, by=team.inspector, on=ON)
        assert fresh(case).status == CaseStatus.PERFORMED

    def test_the_ninety_days_are_met_by_it(self, team):
        case = make_decided_case(team)
        clock = Clock.objects.of(case).get(rule="case_handling_period")
        assert (clock.state, clock.ended_on) == (ClockState.MET, ON)


class TestService:
    def test_the_days_to_pay_count_from_the_service(self, team):
        case = make_decided_case(team)
        serve_decision(case, served_on=ON + DAY, by=team.inspector, on=ON + 4 * DAY)
        clock = Clock.objects.of(case).get(rule="fine_payment")
        assert clock.started_on == ON + DAY
        assert clock.due_on == ON + 16 * DAY

    @pytest.mark.parametrize("day", [ON + DAY, ON - DAY])
    def test_not_in_the_future_and_not_before_the_decision(self, team, day):
        case = make_decided_case(team)
        with pytest.raises(Invalid) as refused:
            serve_decision(case, served_on=day, by=team.inspector, on=ON)
        assert "served_on" in refused.value.fields

    def test_once(self, team):
        case = make_served_case(team)
        with pytest.raises(IllegalTransition):
            serve_decision(case, by=team.inspector, on=ON)
