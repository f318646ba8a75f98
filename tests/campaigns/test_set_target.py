from decimal import Decimal

import pytest

from campaigns.models import Target
from campaigns.services.indicators import set_target, set_targets
from core.errors import Invalid, PermissionRefused
from tests.factories.campaigns import ON, indicator, make_closed, make_running


def test_the_organiser_sets_a_target_and_changes_it(province_officer, xian):
    campaign = make_running(by=province_officer)
    for value in (Decimal(20), Decimal(30)):
        set_target(
            campaign,
            indicator=indicator(),
            bureau=xian,
            value=value,
            by=province_officer,
            on=ON,
        )

    assert Target.objects.get(bureau=xian).value == Decimal(30)


def test_a_city_spreads_targets_on_its_counties_alone(
    province_officer, xian_officer, yanta, linwei, xian
):
    campaign = make_running(by=province_officer)
    spread = {"indicator": indicator(), "value": Decimal(5), "by": xian_officer, "on": ON}

    set_target(campaign, bureau=yanta, **spread)
    for other in (linwei, xian):
        with pytest.raises(PermissionRefused):
            set_target(campaign, bureau=other, **spread)


def test_targets_of_many_bureaus_are_all_or_none(province_officer, xian, weinan):
    campaign = make_running(by=province_officer)

    with pytest.raises(Invalid):
        set_targets(
            campaign,
            indicator=indicator(),
            values=[(xian, Decimal(1)), (weinan, Decimal(-1))],
            by=province_officer,
            on=ON,
        )

    assert not Target.objects.exists()


def test_targets_of_a_closed_campaign_stand(province_officer, xian):
    campaign = make_closed(by=province_officer)

    with pytest.raises(Invalid):
        set_target(
            campaign,
            indicator=indicator(),
            bureau=xian,
            value=Decimal(1),
            by=province_officer,
            on=ON,
        )
