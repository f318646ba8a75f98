"""Money received: not more than is due, each receipt once, performed with the last of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import Clock, ClockState
from enforcement.errors import TooMuchPaid
from enforcement.models import CaseStatus, Decision, Payment
from enforcement.services.closing import submit_closing
from enforcement.services.payments import record_payment
from enforcement.services.proposals import PersonFine
from tests.factories.enforcement_cases import (
    INCOME,
    MINIMUM,
    approved,
    fresh,
    make_decided_case,
    make_performed_case,
    make_served_case,
    pay,
    pending,
)
from tests.factories.enforcement_field import ON
from workbench.errors import AlreadySubmitted
from workbench.models import Task
from workbench.services.approvals import return_

DAY = timedelta(days=1)
CENT = Decimal("0.01")


def paid(case, team, **told):
    values = {
        "kind": "fine",
        "amount": MINIMUM,
        "paid_on": ON,
        "receipt": "陕财罚00000001",
        **told,
    }
    return record_payment(case, **values, by=team.inspector, on=ON)


class TestDue:
    def test_more_than_is_due_is_refused_with_the_figure(self, team):
        case = make_served_case(team)
        paid(case, team, amount=Decimal(60_000))
        with pytest.raises(TooMuchPaid) as refused:
            paid(case, team, amount=Decimal(40_000) + CENT, receipt="2")
        assert "40,000" in str(refused.value.fields["amount"])
        assert Payment.objects.count() == 1

    def test_each_kind_has_its_own_due(self, team):
        case = make_served_case(team)
        with pytest.raises(TooMuchPaid):
            paid(case, team, kind="confiscation", amount=INCOME + CENT)
        assert Decision.objects.get(case=case).still_due() == {
            "fine": MINIMUM,
            "confiscation": INCOME,
        }

    def test_the_fines_of_persons_are_due_as_well(self, team):
        person = PersonFine(name="张三", fine=Decimal(5_000))
        case = make_served_case(team, persons=[person])
        paid(case, team, amount=MINIMUM + 5_000)
        assert Decision.objects.get(case=case).still_due() == {"confiscation": INCOME}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-5)}, "amount"),
        ({"amount": Decimal("1.005")}, "amount"),
        ({"kind": "gift"}, "kind"),
        ({"receipt": " "}, "receipt"),
        ({"receipt": "号" * 61}, "receipt"),
        ({"paid_on": ON + DAY}, "paid_on"),
        ({"paid_on": ON - DAY}, "paid_on"),
    ],
)
def test_a_wrong_field_is_named(team, told, field):
    case = make_served_case(team)
    with pytest.raises(Invalid) as refused:
        paid(case, team, **told)
    assert field in refused.value.fields
    assert not Payment.objects.exists()


def test_a_receipt_counts_once(team):
    case = make_served_case(team)
    paid(case, team, amount=Decimal(10))
    with pytest.raises(Invalid) as refused:
        paid(case, team, amount=Decimal(10))
    assert "receipt" in refused.value.fields


def test_nothing_is_paid_before_the_service(team):
    with pytest.raises(IllegalTransition):
        paid(make_decided_case(team), team)


def test_only_officers_of_the_case_record_it(team):
    case = make_served_case(team)
    with pytest.raises(PermissionRefused):
        record_payment(
            case,
            kind="fine",
            amount=MINIMUM,
            paid_on=ON,
            receipt="1",
            by=team.head,
            on=ON,
        )


def test_with_the_last_of_it_the_case_is_performed(team):
    case = make_served_case(team)
    pay(case, team, "fine", MINIMUM, ON + DAY)
    assert fresh(case).status == CaseStatus.SERVED
    pay(case, team, "confiscation", INCOME, ON + 2 * DAY)
    assert fresh(case).status == CaseStatus.PERFORMED
    clock = Clock.objects.of(case).get(rule="fine_payment")
    assert (clock.state, clock.ended_on) == (ClockState.MET, ON + 2 * DAY)
    with pytest.raises(IllegalTransition):
        paid(fresh(case), team)


class TestClosing:
    def test_the_report_comes_first_then_its_approval(self, team):
        case = make_performed_case(team)
        with pytest.raises(Invalid) as refused:
            submit_closing(case, report=" ", by=team.inspector, on=ON)
        assert "report" in refused.value.fields
        submit_closing(case, report="已履行。", by=team.inspector, on=ON + 5 * DAY)
        assert fresh(case).status == CaseStatus.PERFORMED
        with pytest.raises(AlreadySubmitted):
            submit_closing(case, report="再次。", by=team.inspector, on=ON + 5 * DAY)
        assert fresh(case).closing_note == "已履行。"
        approved(pending(case), team, ON + 6 * DAY)
        case = fresh(case)
        assert (case.status, case.closed_on) == (CaseStatus.CLOSED, ON + 6 * DAY)

    def test_a_returned_report_is_written_anew(self, team):
        case = make_performed_case(team)
        submit_closing(case, report="已履行。", by=team.inspector, on=ON)
        return_(pending(case), by=team.unit_head, on=ON, reason="未写明物品处理")
        assert fresh(case).status == CaseStatus.PERFORMED
        assert Task.objects.open().get(about_uuid=case.uuid).act == "submit_closing"
        submit_closing(case, report="药品已销毁。", by=team.inspector, on=ON)
        approved(pending(case), team)
        assert fresh(case).status == CaseStatus.CLOSED

    def test_not_before_it_is_performed(self, team):
        case = make_served_case(team)
        with pytest.raises(IllegalTransition):
            submit_closing(case, report="已履行。", by=team.inspector, on=ON)
