"""The pages and the API of what follows a decision, as officers use them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from enforcement.models import CourtApplication, PaymentPlan
from tests.factories.enforcement_cases import fresh, make_closed_case
from tests.factories.enforcement_performance import (
    make_case_at_court,
    make_demanded_case,
    make_owing_case,
    make_planned_case,
)

DAY = timedelta(days=1)


def at(name, *args):
    return reverse(f"enforcement:{name}", args=args)


def shown(answer):
    return answer.content.decode()


def test_a_plan_is_typed_on_its_page(team, client_for):
    today = timezone.localdate()
    case = make_owing_case(team, on=today)
    client = client_for(team.inspector)
    address = at("payment-plan-new", case.uuid)
    sent = {
        "applied_on": today.isoformat(),
        "reason": "周转困难",
        "part_day_1": (today + 30 * DAY).isoformat(),
        "part_amount_1": "40000",
        "part_day_2": (today + 60 * DAY).isoformat(),
        "part_amount_2": "50000",
    }
    wrong = client.post(address, sent)
    assert wrong.status_code == 400
    assert "100,000" in shown(wrong)
    assert not PaymentPlan.objects.exists()
    right = client.post(address, {**sent, "part_amount_2": "60000"})
    assert right.status_code == 302, shown(right)
    assert PaymentPlan.objects.get().kind == "instalments"


def test_the_list_tells_how_far_each_collection_is(team, client_for, api_for):
    demanded, planned = make_demanded_case(team), make_planned_case(team)
    at_court = make_case_at_court(team)
    client, api = client_for(team.inspector), api_for(team.inspector)
    page = shown(client.get(at("collection-list"), {"cols": "number"}))
    assert all(one.number in page for one in (demanded, planned, at_court))
    page = shown(client.get(at("collection-list"), {"collection": "at_court", "sort": "-left"}))
    assert at_court.title in page
    assert demanded.title not in page
    rows = {row["id"]: row for row in api.get("/api/v1/collections/").json()["results"]}
    assert rows[str(demanded.uuid)]["collection"] == "demanded"
    assert rows[str(demanded.uuid)]["left"] == "100000.00"
    assert rows[str(planned.uuid)]["pay_by"] == "2026-04-01"


def test_the_page_of_a_case_tells_its_money_and_its_surcharge(team, client_for, api_for):
    case = make_demanded_case(team)
    page = shown(client_for(team.inspector).get(at("case-detail", case.uuid)))
    assert 'id="performance"' in page
    assert "100,000.00" in page
    told = api_for(team.inspector).get(f"/api/v1/cases/{case.uuid}/performance/").json()
    assert told["surcharge"]["capped"]
    assert told["surcharge"]["steps"][0]["text"]
    assert {line["kind"]: line["left"] for line in told["money"]}["fine"] == "100000.00"


def test_a_machine_archives_and_proposes_by_the_api(team, api_for):
    case = make_closed_case(team)
    api = api_for(team.inspector)
    address = f"/api/v1/cases/{case.uuid}/"
    sent = {"pages": 80, "retention": "30", "location": "1号柜"}
    assert api.post(f"{address}archive/", sent, format="json").status_code == 201
    assert api.post(f"{address}archive/", sent, format="json").status_code == 409
    step = {"kind": "reopening", "cause": "new_facts", "reason": "新证据"}
    assert api.post(f"{address}propose-step/", step, format="json").status_code == 200
    assert fresh(case).course_steps.get().state == "proposed"


def test_what_the_court_did_is_recorded_in_its_order(team, client_for):
    case = make_case_at_court(team)
    client = client_for(team.inspector)
    address = at("court-step", case.uuid)
    today = timezone.localdate()
    early = client.post(address, {"step": "ruled", "happened_on": today.isoformat()})
    assert early.status_code == 409
    right = client.post(address, {"step": "accepted", "happened_on": today.isoformat()})
    assert right.status_code == 302, shown(right)
    assert CourtApplication.objects.get().state == "accepted"
