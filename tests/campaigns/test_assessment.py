from decimal import Decimal

import pytest

from campaigns.services.assessment import appeal_score, give_score, settle_score
from campaigns.services.design import (
    add_assessment_item,
)
from core.errors import IllegalTransition, Invalid, PermissionRefused
from tests.factories.campaigns import ON, make_running
from tests.factories.returns import ON as FEB
from tests.factories.returns import (
    make_score,
)


def test_a_score_is_appealed_and_adjusted_with_a_reason(
    province_officer, weinan_officer, weinan
):
    score = make_score(make_running(by=province_officer), bureau=weinan, by=province_officer)
    with pytest.raises(PermissionRefused):
        settle_score(score, value=Decimal(30), reason="x", by=weinan_officer, on=FEB)
    appeal_score(score, text="漏计两件", by=weinan_officer, on=FEB)
    with pytest.raises(Invalid):
        settle_score(score, value=Decimal(28), by=province_officer, on=FEB)
    settle_score(score, value=Decimal(28), reason="核实", by=province_officer, on=FEB)

    assert (score.status, score.first_score, score.score) == ("settled", 24, 28)
    with pytest.raises(IllegalTransition):
        appeal_score(score, text="再诉", by=weinan_officer, on=FEB)


@pytest.mark.parametrize("points", [Decimal(-1), Decimal(31)])
def test_no_more_points_than_there_are(province_officer, weinan, points):
    campaign = make_running(by=province_officer)
    make_score(campaign, bureau=weinan, by=province_officer)
    item = campaign.assessmentitems.get()

    with pytest.raises(Invalid):
        give_score(item, bureau=weinan, score=points, evidence="x", by=province_officer, on=FEB)


def test_all_items_together_have_a_hundred_points(province_officer):
    campaign = make_running(by=province_officer)
    add_assessment_item(campaign, name="甲", weight=Decimal(80), by=province_officer, on=ON)

    for weight in (Decimal(21), Decimal(0)):
        with pytest.raises(Invalid):
            add_assessment_item(campaign, name="乙", weight=weight, by=province_officer, on=ON)
