"""Lists cost as many queries with a hundred rows as with ten."""

from copy import copy
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deadlines.models import Clock
from enforcement.models import Case, CaseOfficer, Decision, Payment, PersonPenalty, Violation
from enforcement.services.proposals import PersonFine
from tests.factories.enforcement_cases import fresh, make_served_case, pay

PAGES = ["/enforcement/cases/", "/enforcement/precedents/"]
NOUNS = ["cases", "cases/precedents", "violations", "decisions", "payments"]


@pytest.fixture
def case(team):
    case = make_served_case(team, persons=[PersonFine(name="张三", fine=Decimal(100))])
    pay(case, team, "fine", Decimal(100))
    return fresh(case)


def again(row, **changes):
    """An unsaved copy of a row, with a public id of its own."""
    twin = copy(row)
    twin.pk, twin._state = None, copy(row._state)
    twin._state.adding = True
    if hasattr(twin, "uuid"):
        twin.uuid = uuid4()
    for name, value in changes.items():
        setattr(twin, name, value)
    return twin


def multiply(case, number):
    """So many copies of a case with everything the lists read."""
    first = Case.objects.count()
    decision = Decision.objects.get(case=case)
    for place in range(first, first + number):
        twin = again(case, clue=None, number=f"{case.number}-{place}")
        twin.root_uuid = twin.uuid
        twin.save(force_insert=True)
        under = {"root_uuid": twin.uuid}
        verdict = again(decision, case=twin, number=f"{decision.number}-{place}", **under)
        verdict.save(force_insert=True)
        rows = [
            *(again(row, case=twin) for row in CaseOfficer.objects.filter(case=case)),
            *(again(row, case=twin, **under) for row in Violation.objects.filter(case=case)),
            *(
                again(row, decision=verdict, **under)
                for model in (PersonPenalty, Payment)
                for row in model.objects.filter(decision=decision)
            ),
            *(again(row, about_uuid=twin.uuid, **under) for row in Clock.objects.of(case)),
        ]
        for row in rows:
            row.save(force_insert=True)


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen), answer


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_a_hundred_costs_what_one_of_ten_does(team, case, client_for, address):
    client = client_for(team.inspector)
    multiply(case, 9)
    client.get(address)  # what is read once per account is read
    few, answer = queries(client, f"{address}?size=200")
    multiply(case, 90)
    many, answer = queries(client, f"{address}?size=200")
    assert answer.content.decode().count(case.title) == 100
    assert many == few <= 14


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_of_a_hundred_costs_what_one_of_ten_does(team, case, api_for, noun):
    api = api_for(team.inspector)
    address = f"/api/v1/{noun}/?page_size=200"
    multiply(case, 9)
    api.get(address)  # what is read once per account is read
    few, answer = queries(api, address)
    multiply(case, 90)
    many, answer = queries(api, address)
    assert len(answer.data["results"]) == 100
    assert many == few <= 10


def test_the_page_of_a_case_costs_the_same_however_much_hangs_on_it(team, case, client_for):
    client = client_for(team.inspector)
    address = f"/enforcement/cases/{case.uuid}/"
    client.get(address)
    first, _answer = queries(client, address)
    decision = Decision.objects.get(case=case)
    violation, payment = Violation.objects.get(), Payment.objects.get()
    for place in range(2, 12):
        again(violation, seq=place).save(force_insert=True)
        again(payment, receipt=str(place)).save(force_insert=True)
    second, answer = queries(client, address)
    assert answer.content.decode().count(violation.provision_title) >= 11
    assert decision.payments.count() == 11
    # Seven of these are the parts of its course: report, reviews, notices, hearings,
    # discussions, services and changes of the decision; six the ways around it (transfers,
    # hand-overs, requests, merged, split, supervised); each in one query.
    assert second == first <= 56
