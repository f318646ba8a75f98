"""Plans and draws through their pages and the API, by two heads of one bureau."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enforcement.models import Draw, Inspection, InspectionPlan
from tests.factories.draws import make_draw_parties, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(yanta_inspector, yanta_inspector2, yanta_unit_head):
    make_draw_parties(10)
    return [yanta_inspector, yanta_inspector2, yanta_unit_head]


def day():
    return (timezone.localdate() + timedelta(days=10)).isoformat()


def let_the_notice_pass():
    at = timezone.now() - timedelta(hours=1)
    Draw.objects.update(announced_at=at)


def test_a_draw_on_the_pages(client_for, team, yanta_head, yanta_unit_head):
    head, unit_head = client_for(yanta_head), client_for(yanta_unit_head)
    sent = {
        "title": "药店抽查",
        "domain": "drug",
        "planned_on": day(),
        "recent_months": "6",
        "pair_rule": "any",
    }
    assert head.post("/enforcement/draws/new/", sent).status_code == 302
    draw = Draw.objects.get()
    at = f"/enforcement/draws/{draw.uuid}/"
    assert head.post(f"{at}strata/", {"name": "全部", "ratio": "20"}).status_code == 302
    assert head.get(f"{at}announce/").status_code == 200
    told = {"seed": "雁塔区局", "public_source": "当晚福彩"}
    assert head.post(f"{at}announce/", told).status_code == 302
    too_soon = unit_head.post(f"{at}draw/", {"public_value": "1"})
    let_the_notice_pass()
    missing = unit_head.post(f"{at}draw/", {})
    done = unit_head.post(f"{at}draw/", {"public_value": "03 07"})

    assert (too_soon.status_code, missing.status_code, done.status_code) == (409, 400, 302)
    assert Inspection.objects.filter(status="planned").count() == 2
    page = unit_head.get(at).content.decode()
    assert Inspection.objects.first().number in page
    replay = unit_head.get(f"{at}replay/").content.decode()
    assert "note-success" in replay
    assert unit_head.get(f"{at}pool/").content.decode() == Draw.objects.get().inputs
    reason = {"seq": "1", "reason": "已搬迁"}
    assert unit_head.post(f"{at}replace-party/", reason).status_code == 302
    row = Draw.objects.get().drawn.select_related("first").get(seq=2)
    reason = {"who": f"2:{row.first.uuid}", "reason": "出差"}
    assert unit_head.post(f"{at}replace-officer/", reason).status_code == 302
    assert "已搬迁" in unit_head.get(at).content.decode()


def test_a_draw_in_the_api(api_for, team, yanta_head, yanta_unit_head):
    head, unit_head = api_for(yanta_head), api_for(yanta_unit_head)
    sent = {"title": "药店抽查", "domain": "drug", "planned_on": day()}
    draw = head.post("/api/v1/draws/", sent).json()
    at = f"/api/v1/draws/{draw['id']}/"
    left = {"officer": str(team[0].uuid), "reason": "休假"}
    assert head.post(f"{at}strata/", {"name": "全部", "ratio": "20"}).status_code == 200
    assert head.post(f"{at}exclude/", left).status_code == 200
    assert unit_head.post(f"{at}replay/").status_code == 409
    assert head.post(f"{at}announce/", {"seed": "S"}).json()["status"] == "announced"
    let_the_notice_pass()

    refused = head.post(f"{at}draw/", {})
    drawn = unit_head.post(f"{at}draw/", {}).json()
    twice = unit_head.post(f"{at}draw/", {})

    assert (refused.status_code, twice.status_code) == (403, 409)
    assert [one["seq"] for one in drawn["drawn"]] == [1, 2]
    assert team[0].name not in str(drawn["drawn"])
    assert unit_head.post(f"{at}replay/").json()["same"] is True
    pool = unit_head.get(f"{at}pool/").json()
    assert pool["inputs_hash"] == drawn["inputs_hash"]
    Draw.objects.update(inputs=pool["inputs"].replace("雁塔", "碑林"))
    replay = unit_head.post(f"{at}replay/").json()
    assert replay["same"] is False
    assert "SHA-256" in replay["problems"][0]
    early = head.post(f"{at}publish/", {"publication": "局网站"})
    assert early.status_code == 409


def test_a_plan_on_the_pages(client_for, team, yanta_head, yanta_unit_head):
    head, unit_head = client_for(yanta_head), client_for(yanta_unit_head)
    assert (
        unit_head.post("/enforcement/plans/new/", {"title": "计划", "year": "2026"}).status_code
        == 302
    )
    plan = InspectionPlan.objects.get()
    at = f"/enforcement/plans/{plan.uuid}/"
    nothing = unit_head.post(f"{at}lines/", {"domain": "drug", "link": "retail"})
    lines = {"domain": "drug", "link": "retail", "times_none": "2"}
    assert unit_head.post(f"{at}lines/", lines).status_code == 302
    assert nothing.status_code == 400
    assert unit_head.post(f"{at}submit/").status_code == 302
    assert unit_head.post(f"{at}approve/").status_code == 403
    assert head.post(f"{at}approve/").status_code == 302
    page = head.get(at).content.decode()

    assert ">20<" in page
    assert head.get(f"{at}lines/1/parties/").status_code == 200
    assert head.get(f"{at}lines/1/inspections/").status_code == 200
    assert head.get(f"{at}lines/9/parties/").status_code == 404


def test_a_plan_in_the_api(api_for, team, yanta_head, yanta_unit_head):
    head, unit_head = api_for(yanta_head), api_for(yanta_unit_head)
    plan = make_plan(by=yanta_unit_head)
    at = f"/api/v1/plans/{plan.uuid}/"
    lines = {"domain": "drug", "link": "retail", "times": {"": 1, "D": 4}}
    told = unit_head.post(f"{at}lines/", lines, format="json").json()
    assert [(one["risk_class"], one["planned"]) for one in told] == [("", 10), ("D", 0)]
    assert unit_head.post(f"{at}submit/").json()["status"] == "submitted"
    assert head.post(f"{at}return/", {"reason": "加密频次"}).json()["status"] == "draft"
    unit_head.post(f"{at}submit/")
    assert head.post(f"{at}approve/").json()["status"] == "approved"
    assert unit_head.get(f"{at}lines/").json()[0]["done"] == 0
