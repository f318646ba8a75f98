"""Acts that no story of a whole procedure passes through."""

import pytest

from core.errors import IllegalTransition
from deadlines.models import Transition
from enforcement.services.clues import Reporter
from enforcement.services.regulatory import end_regulatory, serve_regulatory
from enforcement.services.reporters import tell_reporter
from enforcement.services.retests import accept_retest, report_retest, request_retest
from enforcement.services.verification import conclude_not_filed
from tests.factories.enforcement_cases import team_of
from tests.factories.enforcement_field import make_verified_clue
from tests.factories.goods import (
    ON,
    again,
    make_regulatory,
    make_told_sample,
    make_urgent_measure,
)
from tests.stories.stands import acts_open


@pytest.fixture
def team(tree):
    return team_of(tree)


def test_a_reporter_is_told_once_the_clue_is_concluded(team):
    told = {"by": team.inspector, "on": ON}
    clue = make_verified_clue(**told, reporter=Reporter("张三", "13800000000"))
    with pytest.raises(IllegalTransition):
        tell_reporter(clue, **told)
    conclude_not_filed(clue, reason="不实", by=team.head, on=ON)
    assert "tell_reporter" in acts_open(again(clue), **told)

    tell_reporter(clue, **told, note="电话告知")

    assert again(clue).reporter_told_on == ON
    with pytest.raises(IllegalTransition):
        tell_reporter(again(clue), **told)


def test_evidence_is_preserved_at_once(team):
    measure = make_urgent_measure(team, kind="preservation")

    assert again(measure).status == "in_force"
    done = Transition.objects.filter(about_uuid=measure.uuid).values_list("act", flat=True)
    assert "preserve_at_once" in done


def test_an_order_is_served_and_ended(team):
    told = {"by": team.inspector, "on": ON}
    order = make_regulatory(team)
    with pytest.raises(IllegalTransition):
        end_regulatory(order, **told)
    serve_regulatory(again(order), served_on=ON, **told)
    assert again(order).status == "served"

    end_regulatory(again(order), **told)

    assert (again(order).status, again(order).ended_on) == ("ended", ON)


def test_a_retest_confirms_the_failure(team):
    told = {"by": team.inspector, "on": ON}
    sample = make_told_sample(team.officers)
    sample = request_retest(sample, party=sample.party, asked_on=ON, **told)
    sample = accept_retest(sample, laboratory="中检院", **told)

    report_retest(sample, result="fail", report_number="F1", retested_on=ON, **told)

    sample = again(sample)
    assert (sample.status, sample.retest_result) == ("stands", "fail")
