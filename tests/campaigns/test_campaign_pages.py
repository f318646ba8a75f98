"""The campaign pages: what each person finds there, and that the doors call the acts."""

from django.urls import reverse

from campaigns.models import Campaign, CampaignStatus
from tests.factories.campaigns import (
    indicator,
    make_draft,
    make_running,
    make_task,
    make_task_line,
)

NEW = {
    "code": "SN-2026-X",
    "name": "专项整治",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "goals": "查处一批\n公布一批",
}


def page(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def test_an_officer_drafts_a_campaign_adds_phase_and_task_and_publishes(
    client_for, province_officer
):
    client = client_for(province_officer)
    assert client.post(page("campaign-new"), NEW).status_code == 302
    campaign = Campaign.objects.get(code="SN-2026-X")
    assert campaign.goals == ["查处一批", "公布一批"]

    phase = {
        "name": "集中整治",
        "kind": "inspect",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }
    assert client.post(page("phase-add", campaign.uuid), phase).status_code == 302
    task = {"name": "疫苗全程监管"}
    assert client.post(page("task-add", campaign.uuid), task).status_code == 302
    assert client.post(page("campaign-publish", campaign.uuid)).status_code == 302

    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.RUNNING
    text = client.get(page("campaign-detail", campaign.uuid)).content.decode()
    assert "疫苗全程监管" in text
    assert "集中整治" in text


def test_a_wrong_period_is_told_at_the_field_and_nothing_is_lost(client_for, province_officer):
    answer = client_for(province_officer).post(
        page("campaign-new"), {**NEW, "ends_on": "2025-01-01"}
    )

    assert answer.status_code == 400
    text = answer.content.decode()
    assert "结束日期早于开始日期" in text
    assert "SN-2026-X" in text
    assert not Campaign.objects.exists()


def test_a_name_of_ten_thousand_characters_is_refused(client_for, province_officer):
    answer = client_for(province_officer).post(
        page("campaign-new"), {**NEW, "name": "药" * 10_000}
    )

    assert answer.status_code == 400


def test_targets_are_set_on_the_page(client_for, province_officer, xian):
    campaign = make_running(by=province_officer)
    typed = {"indicator": indicator().pk, f"bureau_{xian.code}": "12"}

    answer = client_for(province_officer).post(page("target-set", campaign.uuid), typed)

    assert answer.status_code == 302
    assert campaign.targets.get(bureau=xian).value == 12


def test_a_draft_of_another_bureau_does_not_exist(client_for, province_officer, xian_officer):
    campaign = make_draft(by=province_officer)

    answer = client_for(xian_officer).get(page("campaign-detail", campaign.uuid))

    assert answer.status_code == 404


def test_a_draft_is_edited_and_keeps_its_code(client_for, province_officer):
    campaign = make_draft(by=province_officer)
    line = make_task_line(by=province_officer)
    typed = {**NEW, "name": "改名", "task_line": line.pk, "_version": campaign.version}

    answer = client_for(province_officer).post(page("campaign-edit", campaign.uuid), typed)

    assert answer.status_code == 302
    changed = Campaign.objects.get(pk=campaign.pk)
    assert (changed.name, changed.code, changed.task_line) == ("改名", campaign.code, line)


def test_a_stale_edit_shows_both_versions(client_for, province_officer):
    campaign = make_draft(by=province_officer)
    client = client_for(province_officer)
    typed = {**NEW, "_version": campaign.version}
    client.post(page("campaign-edit", campaign.uuid), {**typed, "name": "甲方案"})

    answer = client.post(page("campaign-edit", campaign.uuid), {**typed, "name": "乙方案"})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "甲方案" in text
    assert "乙方案" in text


def test_whoever_may_not_act_is_not_shown_the_form(client_for, province_officer, xian_officer):
    campaign = make_running(by=province_officer)
    client = client_for(xian_officer)

    assert client.get(page("campaign-close", campaign.uuid)).status_code == 403
    assert client.get(page("target-set", campaign.uuid)).status_code == 200


def test_a_city_sees_its_own_tasks_first_and_none_of_another_citys(
    client_for, province_officer, xian_officer, xian, weinan, yanta
):
    campaign = make_running(by=province_officer)
    for owner, name in ((xian, "西安排查"), (weinan, "渭南排查"), (yanta, "雁塔排查")):
        make_task(campaign, by=province_officer, owner=owner, name=name)

    shown = client_for(xian_officer).get(page("campaign-detail", campaign.uuid)).context

    assert {task.name for task in shown["tasks"]} == {"打击制售假劣药品", "西安排查"}
    assert {task.name for task in shown["tasks_below"]} == {"雁塔排查"}


def test_a_task_is_reported_done_on_the_page(client_for, province_officer, xian_officer, xian):
    campaign = make_running(by=province_officer)
    task = make_task(campaign, by=province_officer, owner=xian)
    client = client_for(xian_officer)
    address = page("task-done", task.uuid)

    assert client.post(address, {"outcome": ""}).status_code == 400
    assert client.post(address, {"outcome": "排查 30 家"}).status_code == 302
    assert client.post(address, {"outcome": "排查 30 家"}).status_code == 409


def test_a_campaign_is_closed_with_its_report(client_for, province_officer):
    campaign = make_running(by=province_officer)
    client, address = client_for(province_officer), page("campaign-close", campaign.uuid)

    assert client.post(address, {"summary": ""}).status_code == 400
    done = client.post(address, {"summary": "已完成。"})

    assert done.status_code == 302
    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.CLOSED
