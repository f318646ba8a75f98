from datetime import date

import pytest

from audit.models import AuditEvent
from campaigns.errors import CampaignIncomplete, CampaignNotDraft
from campaigns.models import Campaign, CampaignStatus, PhaseKind
from campaigns.services.campaigns import (
    add_phase,
    change_campaign,
    close_campaign,
    publish_campaign,
)
from core.errors import Invalid, PermissionRefused, StaleVersion
from tests.factories.campaigns import ENDS, ON, make_draft, make_running, make_task


def test_a_draft_is_seen_by_its_organiser_alone(province_officer, xian_officer):
    campaign = make_draft(by=province_officer)

    assert campaign in Campaign.objects.visible_to(province_officer)
    assert campaign not in Campaign.objects.visible_to(xian_officer)


def test_a_published_campaign_is_seen_by_every_bureau_below(
    province_officer, xian_officer, yanta_inspector, sysadmin
):
    campaign = make_running(by=province_officer)

    assert campaign in Campaign.objects.visible_to(xian_officer)
    assert campaign in Campaign.objects.visible_to(yanta_inspector)
    assert campaign not in Campaign.objects.visible_to(sysadmin)


def test_a_citys_campaign_is_not_another_citys(xian_officer, weinan_officer, province_officer):
    campaign = make_running(by=xian_officer)

    assert campaign in Campaign.objects.visible_to(province_officer)
    assert campaign not in Campaign.objects.visible_to(weinan_officer)


def test_an_inspector_does_not_order_campaigns(yanta_inspector):
    with pytest.raises(PermissionRefused):
        make_draft(by=yanta_inspector)


def test_an_end_before_the_start_is_refused(province_officer):
    with pytest.raises(Invalid) as refused:
        make_draft(by=province_officer, ends_on=date(2025, 12, 31))

    assert "ends_on" in refused.value.fields


def test_a_phase_lies_inside_its_campaign(province_officer):
    campaign = make_draft(by=province_officer)

    with pytest.raises(Invalid):
        add_phase(
            campaign,
            name="动员",
            kind=PhaseKind.MOBILISE,
            starts_on=date(2025, 12, 1),
            ends_on=date(2026, 2, 1),
            by=province_officer,
            on=ON,
        )


def test_publishing_needs_a_phase_and_a_task(province_officer):
    campaign = make_draft(by=province_officer)
    with pytest.raises(CampaignIncomplete):
        publish_campaign(campaign, by=province_officer, on=ON)

    make_task(campaign, by=province_officer)
    with pytest.raises(CampaignIncomplete):
        publish_campaign(campaign, by=province_officer, on=ON)

    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.DRAFT


def test_a_published_plan_is_no_longer_changed(province_officer):
    campaign = make_running(by=province_officer)

    with pytest.raises(CampaignNotDraft):
        change_campaign(
            campaign, values={"name": "改名"}, version=None, by=province_officer, on=ON
        )


def test_a_stale_version_shows_both(province_officer):
    campaign = make_draft(by=province_officer)
    change_campaign(campaign, values={"name": "甲"}, version=1, by=province_officer, on=ON)

    with pytest.raises(StaleVersion) as refused:
        change_campaign(campaign, values={"name": "乙"}, version=1, by=province_officer, on=ON)

    assert refused.value.details["yours"] == {"name": "乙"}
    assert refused.value.details["theirs"] == {"name": "甲"}


def test_closing_needs_a_report_and_is_audited(province_officer):
    campaign = make_running(by=province_officer)
    with pytest.raises(Invalid):
        close_campaign(campaign, summary=" ", by=province_officer, on=ENDS)

    close_campaign(campaign, summary="完成", by=province_officer, on=ENDS)

    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.CLOSED
    assert AuditEvent.objects.filter(kind="campaign.closed").count() == 1


def test_only_the_organiser_closes(province_officer, xian_officer):
    campaign = make_running(by=province_officer)

    with pytest.raises(PermissionRefused):
        close_campaign(campaign, summary="完成", by=xian_officer, on=ENDS)
