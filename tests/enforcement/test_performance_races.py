"""Two officers act on the money of one case at the same moment: one wins."""

from decimal import Decimal

import pytest
from django.db import connection

from enforcement.models import CounterEntry, PaymentPlan
from enforcement.services.plans import submit_plan
from enforcement.services.refunds import correct_payment
from enforcement.services.remedies import record_remedy
from tests.enforcement.test_case_races import together
from tests.factories.enforcement_cases import fresh, make_served_case, pay
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import PARTS, make_owing_case
from workbench.models import Approval

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def test_of_two_plans_one_is_submitted(team):
    case = make_owing_case(team)
    seen = [fresh(case) for _each in range(2)]

    def plan(one, by):
        told = {"reason": "困难", "applied_on": ON, "parts": PARTS}
        return submit_plan(one, **told, by=by, on=ON)

    told = together(
        lambda: plan(seen[0], team.inspector), lambda: plan(seen[1], team.inspector2)
    )

    assert told == ["done", "illegal_transition"]
    assert PaymentPlan.objects.count() == 1
    assert Approval.objects.pending().filter(about_uuid=case.uuid).count() == 1


def test_no_more_is_taken_back_than_came(team):
    case = make_served_case(team)
    pay(case, team, "fine", Decimal(100))
    payment = case.decision.payments.get()

    def back(by):
        return correct_payment(payment, amount=Decimal(60), reason="误录", by=by, on=ON)

    told = together(lambda: back(team.inspector), lambda: back(team.inspector2))

    assert told == ["done", "too_much_paid"]
    assert CounterEntry.objects.count() == 1


def test_of_two_reviews_one_is_recorded(team):
    case = make_served_case(team)
    seen = [fresh(case) for _each in range(2)]

    def review(one):
        told = {"kind": "review", "organ": "区政府", "filed_on": ON}
        return record_remedy(one, **told, by=team.inspector, on=ON)

    told = together(*(lambda one=one: review(one) for one in seen))

    assert told == ["done", "illegal_transition"]
