from datetime import date
from decimal import Decimal

import pytest

from campaigns.models import CampaignVersion
from campaigns.services.campaigns import amend_campaign, publish_campaign
from campaigns.services.copies import copy_campaign, draft_from_template, template_names
from campaigns.services.design import (
    add_list,
    define_indicator,
)
from campaigns.services.indicators import set_target
from campaigns.services.versions import differences, digest_of
from core.errors import Invalid, NotFound, StaleVersion
from tests.factories.campaigns import ON, indicator, make_draft, make_running
from tests.factories.registry import make_key_list
from tests.factories.returns import (
    JANUARY,
    make_schedule,
)


def test_a_template_publishes_with_few_fields(province_officer):
    """Beyond the template: code, first day, and per figure with a target its total."""
    indicator()
    typed = {"code": "SN-2026", "starts_on": JANUARY}
    draft = draft_from_template("shaanxi-2022", **typed, by=province_officer, on=ON)
    campaign = publish_campaign(draft, by=province_officer, on=ON)

    assert len(typed) + len(("template",)) <= 25
    assert campaign.name == "2026年药品安全专项整治年"
    assert [one.ends_on for one in campaign.phases.all()] == [
        date(2026, 3, 15),
        date(2026, 10, 31),
        date(2026, 12, 31),
    ]
    assert campaign.tasks.count() == 6
    assert campaign.campaignindicators.count() == 19
    assert sum(one.weight for one in campaign.assessmentitems.all()) == 100
    assert dict(template_names())["shaanxi-2022"]


def test_an_unknown_template_and_a_taken_code_are_refused(province_officer):
    with pytest.raises(NotFound):
        draft_from_template("x", code="A", starts_on=JANUARY, by=province_officer, on=ON)
    make_draft(by=province_officer)


def test_last_years_campaign_is_copied_with_its_days_moved(province_officer):
    source = make_schedule(by=province_officer).campaign
    starts_on = date(2027, 1, 1)
    draft = copy_campaign(
        source, code="NEXT", name="2027年", starts_on=starts_on, by=province_officer, on=ON
    )

    assert draft.status == "draft"
    assert draft.phases.get().starts_on == starts_on
    assert draft.tasks.count() == source.tasks.count()
    assert draft.campaignindicators.count() == 1
    assert draft.returnschedules.get().name == "月报"
    assert not draft.targets.exists()


def test_each_change_of_a_published_plan_is_a_version_with_its_difference(
    province_officer, xian
):
    campaign = make_running(by=province_officer)
    set_target(
        campaign,
        indicator=indicator(),
        bureau=xian,
        value=Decimal(20),
        by=province_officer,
        on=ON,
    )
    amend_campaign(
        campaign,
        values={"name": "新名"},
        reason="调整",
        version=campaign.version,
        by=province_officer,
        on=ON,
    )
    third, second, first = CampaignVersion.objects.order_by("-seq")

    assert digest_of(first.snapshot) == first.sha256
    assert any("西安" in line for line in differences(first.snapshot, second.snapshot))
    assert any("新名" in line for line in differences(second.snapshot, third.snapshot))
    assert third.reason == "调整"


def test_what_changes_nothing_makes_no_version(province_officer, xian):
    campaign = make_running(by=province_officer)
    for _each in range(2):
        set_target(
            campaign,
            indicator=indicator(),
            bureau=xian,
            value=Decimal(20),
            by=province_officer,
            on=ON,
        )

    assert campaign.campaignversions.count() == 2


def test_a_plan_is_amended_with_a_reason_on_the_version_one_read(province_officer):
    campaign = make_running(by=province_officer)
    said = {"values": {"name": "甲"}, "by": province_officer, "on": ON}
    with pytest.raises(Invalid):
        amend_campaign(campaign, reason="", version=None, **said)
    with pytest.raises(StaleVersion):
        amend_campaign(campaign, reason="x", version=0, **said)


def test_an_indicator_that_is_entered_has_editions(province_officer):
    said = {
        "name": "宣传",
        "unit": "次",
        "definition": "旧口径",
        "by": province_officer,
        "on": ON,
    }
    first = define_indicator(code="publicity", **said)
    second = define_indicator(code="publicity", **{**said, "definition": "新口径"})
    first.refresh_from_db()

    assert (first.is_current, second.is_current, second.edition) == (False, True, 2)
    indicator()
    with pytest.raises(Invalid):
        define_indicator(code="inspected_visits", **said)


def test_a_campaign_works_by_a_list_once(province_officer, province):
    campaign = make_running(by=province_officer)
    listed = make_key_list(bureau=province)
    add_list(campaign, key_list=listed, theme="防疫药械", by=province_officer, on=ON)

    with pytest.raises(Invalid):
        add_list(campaign, key_list=listed, by=province_officer, on=ON)
