from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Campaign
from tests.factories.campaigns import indicator, make_draft, make_running

NEW = {
    "code": "SN-2026-Y",
    "name": "专项整治",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
}


def test_a_campaign_is_drafted_once_per_idempotency_key(api_for, province_officer):
    api = api_for(province_officer)
    for _each in range(2):
        answer = api.post(
            reverse("api:campaign-list"), NEW, headers={"Idempotency-Key": "once"}
        )
        assert answer.status_code == 201

    assert Campaign.objects.filter(code="SN-2026-Y").count() == 1


def test_a_change_needs_the_version_read_and_shows_both_when_stale(api_for, province_officer):
    api = api_for(province_officer)
    campaign = make_draft(by=province_officer)
    address = reverse("api:campaign-detail", args=[campaign.uuid])
    tag = api.get(address)["ETag"]

    assert api.patch(address, {"name": "甲"}).status_code == 428
    assert api.patch(address, {"name": "甲"}, headers={"If-Match": tag}).status_code == 200
    stale = api.patch(address, {"name": "乙"}, headers={"If-Match": tag})

    assert stale.status_code == 412
    assert stale.data["code"] == "stale_version"
    assert stale.data["details"]["theirs"] == {"name": "甲"}


def test_a_service_account_reads_campaigns_and_orders_none(
    api_for, province_officer, xian_dashboard
):
    make_running(by=province_officer)
    api = api_for(xian_dashboard)

    assert api.get(reverse("api:campaign-list")).data["count"] == 1
    assert api.post(reverse("api:campaign-list"), NEW).status_code == 403


def test_a_target_of_a_foreign_draft_is_not_told_apart_from_none(
    api_for, province_officer, xian_officer, yanta
):
    campaign = make_draft(by=province_officer)
    sent = {
        "campaign": str(campaign.uuid),
        "indicator": indicator().code,
        "bureau": yanta.code,
        "value": "5",
    }

    api = api_for(xian_officer)
    foreign = api.post(reverse("api:target-list"), sent)
    unknown = {**sent, "campaign": "00000000-0000-4000-8000-000000000000"}
    missing = api.post(reverse("api:target-list"), unknown)

    assert foreign.status_code == missing.status_code == 400
    told = foreign.data["fields"]["campaign"][0].replace(sent["campaign"], "…")
    assert told == missing.data["fields"]["campaign"][0].replace(unknown["campaign"], "…")


def test_lists_cost_the_same_queries_at_ten_and_a_hundred(api_for, province_officer):
    api = api_for(province_officer)
    api.get(reverse("api:campaign-list"))  # the session's last use is written once
    counts = []
    for number in (10, 90):
        for _each in range(number):
            make_draft(by=province_officer)
        with CaptureQueriesContext(connection) as found:
            api.get(reverse("api:campaign-list"), {"page_size": 200})
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_the_whole_way_of_a_campaign_over_the_api(api_for, province_officer, weinan):
    api = api_for(province_officer)
    made = api.post(reverse("api:campaign-list"), NEW)
    here = [made.data["id"]]
    period = {"starts_on": NEW["starts_on"], "ends_on": NEW["ends_on"]}
    phase = {"name": "集中整治", "kind": "inspect", **period}

    early = api.post(reverse("api:campaign-publish", args=here))
    assert (early.status_code, early.data["code"]) == (409, "campaign_incomplete")
    assert api.post(reverse("api:campaign-phases", args=here), phase).status_code == 201
    task = api.post(reverse("api:campaign-tasks", args=here), {"name": "排查"})
    assert task.status_code == 201
    assert api.post(reverse("api:campaign-publish", args=here)).data["status"] == "running"
    target = {
        "campaign": here[0],
        "indicator": indicator().code,
        "bureau": weinan.code,
        "value": "5",
    }
    assert api.post(reverse("api:target-list"), target).data["value"] == "5.00"
    told = api.post(reverse("api:task-done", args=[task.data["id"]]), {"outcome": "已排查"})
    assert told.data["status"] == "done"
    closed = api.post(reverse("api:campaign-close", args=here), {"summary": "已完成。"})
    assert closed.data["status"] == "closed"


def test_a_taken_code_is_told_at_the_field(api_for, province_officer):
    api = api_for(province_officer)
    api.post(reverse("api:campaign-list"), NEW)

    again = api.post(reverse("api:campaign-list"), NEW)

    assert again.status_code == 400
    assert "code" in again.data["fields"]


def test_a_negative_target_and_a_name_too_long_are_told_at_their_fields(
    api_for, province_officer, xian
):
    api = api_for(province_officer)
    sent = {
        "campaign": str(make_running(by=province_officer).uuid),
        "indicator": indicator().code,
        "bureau": xian.code,
        "value": "-1",
    }

    assert "value" in api.post(reverse("api:target-list"), sent).data["fields"]
    long = api.post(reverse("api:campaign-list"), {**NEW, "name": "药" * 10_000})
    assert (long.status_code, list(long.data["fields"])) == (400, ["name"])
