"""What happens to a sample, from its sealing to its final result."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid
from enforcement.checks import prior_penalties
from enforcement.services.retests import (
    accept_retest,
    refuse_retest,
    report_retest,
    request_retest,
    settle_without_retest,
)
from enforcement.services.sample_follow_up import (
    begin_recall,
    complete_recall,
    open_clue_from_sample,
    receive_summary,
    record_progress,
    review_recall,
)
from enforcement.services.samples import tell_party
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import Team, team_of
from tests.factories.goods import (
    ON,
    again,
    make_plan,
    make_sample,
    make_served_regulatory,
    make_tested_sample,
    make_testing_sample,
    make_told_sample,
)
from tests.factories.registry import make_party
from tests.stories.stands import limits, stands

FOLLOW = {"open_clue", "begin_recall"}


@pytest.fixture
def team(tree: Tree) -> Team:
    return team_of(tree)


def test_a_sample_passes(team: Team) -> None:
    plan = make_plan(team.head)
    sample = make_sample(team.officers, plan_item=plan.items.get(seq=1))
    stands(sample, status="taken", on=ON, open_to={team.inspector: {"send"}}, until={})
    assert sample.plan == plan
    testing = make_testing_sample(team.officers)
    opens = {"report_pass", "report_fail"}
    stands(testing, status="testing", on=ON, open_to={team.inspector: opens})
    passed = make_tested_sample(team.officers, result="pass")
    stands(passed, status="passed", on=ON, open_to={team.inspector: set()}, until={})


def test_a_failed_sample_becomes_a_clue(team: Team) -> None:
    sample = make_tested_sample(team.officers)
    stands(sample, status="failed", on=ON, open_to={team.inspector: {"tell", *FOLLOW}})
    clue = open_clue_from_sample(sample, by=team.inspector, on=ON)
    same = (sample.party, sample.product, sample.batch)
    assert (clue.party, clue.product, clue.batch) == same
    assert clue.source == "sampling"
    assert again(sample).clue == clue
    with pytest.raises(IllegalTransition):
        open_clue_from_sample(again(sample), by=team.inspector, on=ON)


def test_a_retest_overturns_the_result(team: Team) -> None:
    sample = make_told_sample(team.officers)
    stands(
        sample,
        status="told",
        on=ON,
        open_to={team.inspector: {"tell", "request_retest", "waive_retest", *FOLLOW}},
        until={"drug_retest_application": date(2026, 3, 17)},
    )
    day = date(2026, 3, 17)
    party = sample.party
    sample = request_retest(sample, party=party, asked_on=day, by=team.inspector, on=day)
    assert limits(sample) == {}
    sample = accept_retest(sample, laboratory="中检院", by=team.inspector, on=day)
    sample = report_retest(
        sample, result="pass", report_number="F1", retested_on=day, by=team.inspector, on=day
    )
    stands(sample, status="passed", on=day, open_to={team.inspector: set()})
    assert (sample.result, sample.retest_result) == ("pass", "pass")


def test_a_late_request_is_refused_with_its_last_day(team: Team) -> None:
    sample = make_told_sample(team.officers)
    late = date(2026, 3, 18)
    with pytest.raises(IllegalTransition, match="2026-03-17"):
        request_retest(sample, party=sample.party, asked_on=late, by=team.inspector, on=late)
    assert again(sample).status == "told"
    sample = settle_without_retest(again(sample), by=team.inspector, on=late)
    stands(sample, status="stands", on=late, open_to={team.inspector: FOLLOW}, until={})


def test_devices_count_working_days(team: Team) -> None:
    sample = make_told_sample(team.officers, domain="device")
    assert limits(sample) == {"device_retest_application": date(2026, 3, 19)}


def test_each_party_has_days_of_its_own(team: Team) -> None:
    sample, holder = make_told_sample(team.officers), make_party()
    later = ON + timedelta(days=6)
    with pytest.raises(Invalid) as unknown:
        request_retest(sample, party=holder, asked_on=ON, by=team.inspector, on=ON)
    assert "party" in unknown.value.fields
    tell_party(sample, party=holder, told_on=later, by=team.inspector, on=later)
    day = date(2026, 3, 20)
    sample = again(sample)
    with pytest.raises(IllegalTransition, match="2026-03-17"):
        request_retest(sample, party=sample.party, asked_on=day, by=team.inspector, on=day)
    with pytest.raises(IllegalTransition, match="2026-03-23"):
        settle_without_retest(again(sample), by=team.inspector, on=day)
    asked = request_retest(sample, party=holder, asked_on=day, by=team.inspector, on=day)
    refused = refuse_retest(asked, reason="样品已超过有效期", by=team.inspector, on=day)
    assert refused.status == "stands"


def test_a_recall_is_followed_to_its_review(team: Team) -> None:
    sample = make_told_sample(team.officers)
    told = {"by": team.inspector, "on": ON}
    recall = begin_recall(sample, level="class2", started_on=ON, **told)
    three_days = date(2026, 3, 13)
    assert limits(recall) == {
        "drug_recall_notice_class2": three_days,
        "drug_recall_progress_class2": three_days,
    }
    recall = record_progress(
        recall, progress="已通知三家", recalled=Decimal(80), reported_on=ON, **told
    )
    assert limits(recall) == {"drug_recall_progress_class2": three_days}
    with pytest.raises(Invalid):
        complete_recall(recall, completed_on=ON, recalled=Decimal(79), **told)
    recall = complete_recall(again(recall), completed_on=ON, recalled=Decimal(90), **told)
    assert limits(recall) == {"drug_recall_completion_report": date(2026, 3, 24)}
    recall = receive_summary(recall, summary_on=ON, **told)
    recall = review_recall(recall, review="召回有效。", **told)
    stands(recall, status="reviewed", on=ON, open_to={team.inspector: set()}, until={})


def test_a_regulatory_measure_is_no_penalty(team: Team) -> None:
    measure = make_served_regulatory(team)
    answer = prior_penalties(measure.party, ON, by=team.inspector)
    assert not answer.found
