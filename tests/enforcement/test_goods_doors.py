"""Goods through the doors: the same acts on pages and in the API."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from enforcement.models import Measure, RegulatoryMeasure, Sample, SamplingPlan
from tests.factories.enforcement_cases import make_case
from tests.factories.enforcement_field import make_inspection
from tests.factories.goods import (
    BASIS,
    ON,
    again,
    decided,
    make_measure,
    make_plan,
    make_told_sample,
)
from tests.factories.registry import make_batch, make_party, make_product


def page(client, name, *args):
    answer = client.get(reverse(f"enforcement:{name}", args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def send(client, name, record, **typed):
    args = [record.uuid] if record is not None else []
    answer = client.post(reverse(f"enforcement:{name}", args=args), typed)
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    return answer.headers["Location"]


def test_a_measure_on_pages_from_proposal_to_return(team, client_for):
    client, today = client_for(team.inspector), timezone.localdate()
    case = make_case(team, on=today)
    typed = {
        "kind": "sealing", "grounds": "来源不明", "basis": BASIS, "place": "",
        "items": "甘草片，100片，A1，12，瓶，完好\n胶囊，，，2.5，盒",
        "colleagues": [str(team.inspector2.uuid)],
    }  # fmt: skip
    address = reverse("enforcement:measure-new", args=["case", case.uuid])
    bad = client.post(address, {**typed, "items": "甘草片，12"})
    assert bad.status_code == 400
    assert not Measure.objects.exists()
    assert client.post(address, typed).status_code == 302
    measure = Measure.objects.get()
    decided(measure, team, today)
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    lines = "甘草片，100片，A1，11，瓶"
    send(
        client, "measure-carry-out", measure, imposed_at=now, items=lines, witness="村委会张某"
    )
    shown = page(client, "measure-detail", measure.uuid)
    assert "甘草片" in shown
    send(client, "measure-lift", measure, ground="no_violation")
    item = measure.items.get()
    send(
        client, "measure-dispose", measure, kind="returned", items=[str(item.uuid)],
        moved_on=today.isoformat(), receiver="王某", paper="退还1号",
    )  # fmt: skip
    assert again(measure).status == "ended"
    assert measure.number in page(client, "measure-list")
    panel = page(client, "measures-panel", "case", case.uuid)
    assert measure.number in panel


def test_a_measure_in_the_api(team, api_for):
    api, today = api_for(team.inspector), timezone.localdate()
    inspection = make_inspection(team.officers, on=today)
    body = {
        "kind": "seizure", "inspection": str(inspection.uuid), "grounds": "转移药品",
        "basis": BASIS, "items": [{"name": "甘草片", "quantity": "12", "unit": "瓶"}],
        "officers": [str(one.uuid) for one in team.officers],
        "imposed_at": timezone.now().isoformat(), "on_site": {"party_present": "王某"},
    }  # fmt: skip
    made = api.post("/api/v1/measures/at-once/", body, format="json")
    assert made.status_code == 201, made.json()
    told = made.json()
    assert told["status"] == "in_force"
    assert told["items"][0]["held"] == "12.000"
    address = f"/api/v1/measures/{told['id']}"
    lifted = api.post(f"{address}/lift/", {"ground": "not_needed"}, format="json").json()
    assert lifted["status"] == "lifted"
    move = {
        "parts": [{"item": told["items"][0]["id"], "quantity": "13"}], "kind": "returned",
        "moved_on": today.isoformat(), "receiver": "王某", "paper": "1号",
    }  # fmt: skip
    refused = api.post(f"{address}/dispose/", move, format="json")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    move["parts"][0].pop("quantity")
    ended = api.post(f"{address}/dispose/", move, format="json").json()
    assert ended["status"] == "ended"
    assert ended["items"][0]["movements"][0]["kind"] == "returned"
    found = api.get(f"/api/v1/measures/?inspection={inspection.uuid}").json()
    assert [row["id"] for row in found["results"]] == [told["id"]]


def test_a_sample_on_pages_becomes_a_clue(team, client_for):
    client, today = client_for(team.inspector), timezone.localdate()
    plan = make_plan(team.head, year=today.year)
    batch = make_batch(make_product(by=team.inspector))
    party = make_party()
    send(
        client, "sample-new", None, party=str(party.uuid), batch=str(batch.uuid),
        quantity="60", quantity_unit="盒", record_number="CY1", taken_on=today.isoformat(),
        sealed="on", plan_item=str(plan.items.get(seq=1).uuid),
        colleagues=[str(team.inspector2.uuid)],
    )  # fmt: skip
    sample, day = Sample.objects.get(), today.isoformat()
    send(client, "sample-send", sample, laboratory="省院", sent_on=day)
    send(
        client, "sample-report", sample, result="fail", failed_items="含量", standard="药典",
        report_number="R1", reported_on=day, received_on=day,
    )  # fmt: skip
    send(client, "sample-tell", sample, party=str(party.uuid), told_on=day)
    assert "/clues/" in send(client, "sample-clue", sample)
    shown = page(client, "sample-detail", sample.uuid)
    assert party.name in shown
    assert "CY1" in shown
    counted = page(client, "sampling-plan-detail", plan.uuid)
    assert f"plan={plan.uuid}" in counted
    rows = client.get(reverse("enforcement:sample-list"), {"plan": plan.uuid, "result": "fail"})
    assert sample.number in rows.content.decode()


def test_a_batch_shows_the_samples_of_all_bureaus(team, client_for, linwei_inspector):
    sample = make_told_sample(team.officers)
    args = ("batch", sample.batch.uuid)
    own = page(client_for(team.inspector), "samples-panel", *args)
    other = page(client_for(linwei_inspector), "samples-panel", *args)
    link = reverse("enforcement:sample-detail", args=[sample.uuid])
    assert sample.number in own
    assert sample.number in other
    assert link in own
    assert link not in other


def test_regulatory_measures_and_plans_in_the_api(team, api_for):
    api, today = api_for(team.inspector), timezone.localdate()
    party = make_party()
    body = {
        "kind": "order", "party": str(party.uuid), "domain": "drug", "facts": "温度超标",
        "demand": "改正", "due_on": (today + timedelta(days=10)).isoformat(),
    }  # fmt: skip
    made = api.post("/api/v1/regulatory-measures/", body, format="json")
    assert made.status_code == 201, made.json()
    address = f"/api/v1/regulatory-measures/{made.json()['id']}"
    served = api.post(f"{address}/serve/", {"served_on": today.isoformat()}, format="json")
    assert served.json()["status"] == "served"
    assert RegulatoryMeasure.objects.get().due_on == today + timedelta(days=10)
    plan = {
        "title": "抽检计划", "year": today.year, "domain": "drug",
        "items": [{"name": "中成药", "target": 3}],
    }  # fmt: skip
    assert api.post("/api/v1/sampling-plans/", plan, format="json").status_code == 403
    head = api_for(team.head)
    made = head.post("/api/v1/sampling-plans/", plan, format="json")
    assert made.json()["items"][0]["planned"] == 3
    closed = head.post(f"/api/v1/sampling-plans/{made.json()['id']}/close/").json()
    assert closed["closed_on"] == today.isoformat()
    assert SamplingPlan.objects.get().closed_on == today


def test_the_list_asks_no_more_for_more_rows(team, client_for, django_assert_max_num_queries):
    for _each in range(3):
        make_measure(team, on=ON)
    client = client_for(team.inspector)
    with django_assert_max_num_queries(40):
        page(client, "measure-list")
