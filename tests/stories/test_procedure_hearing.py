"""How a case goes that is heard: asked for, fixed, told, held, reported, then decided."""

from datetime import date, timedelta

import pytest

from core.errors import IllegalTransition, Invalid
from deadlines.models import Clock
from documents.models import Document
from enforcement.duties import discussion_reasons, legal_review_reasons
from enforcement.models import CaseStatus
from enforcement.services.decisions import decide
from enforcement.services.hearing_days import hold_hearing, schedule_hearing
from enforcement.services.hearings import request_hearing, waive_hearing, withdraw_hearing
from enforcement.services.reports import record_opinion
from enforcement.services.serving import record_defence
from tests.factories.enforcement_cases import fresh, make_notified_case, team_of, waive_all
from tests.factories.enforcement_field import ON
from tests.factories.hearings import (
    HEARING_ON,
    make_discussion,
    make_heard_case,
    make_held_case,
    make_requested_case,
    make_scheduled_case,
    make_told_case,
)
from tests.stories.stands import STEPS, stands

DAY = timedelta(days=1)
ALWAYS = {"record_defence", "propose_transfer"}
WINDOW_ENDS = date(2026, 3, 17)


@pytest.fixture
def team(tree):
    return team_of(tree)


def handling(case):
    return Clock.objects.of(case).get(rule="case_handling_period")


def test_the_hearing_is_waived_on_its_own_paper(team):
    case = make_notified_case(team)
    record_defence(case, defence="请求从轻。", by=team.inspector, on=ON)
    with pytest.raises(IllegalTransition) as early:
        decide(case, by=team.head, on=ON)
    assert early.value.details == {"missing": ["hearing"]}
    waive_hearing(case, by=team.inspector, on=ON + DAY)
    stands(
        fresh(case),
        status="notified",
        on=ON + DAY,
        open_to={
            team.inspector: {"revise_penalty", *STEPS, *ALWAYS},
            team.head: {"revise_penalty", "discuss", "decide", "assign_officers"},
        },
        until={"case_handling_period": date(2026, 6, 8)},
    )


def test_a_case_is_heard_reviewed_discussed_and_decided(team):
    case = make_requested_case(team)
    stands(
        case,
        status="hearing",
        on=ON + DAY,
        open_to={
            team.inspector: {"withdraw_hearing", *ALWAYS},
            team.legal: {"schedule_hearing", "withdraw_hearing"},
            team.head: {"schedule_hearing", "assign_officers"},
        },
    )
    assert handling(case).state == "suspended"
    case = make_told_case(team)
    stands(
        case,
        status="hearing",
        on=HEARING_ON,
        open_to={
            team.inspector: {"withdraw_hearing", *ALWAYS},
            team.legal: {"schedule_hearing", "hold_hearing", "withdraw_hearing"},
        },
    )
    case = make_held_case(team)
    stands(
        case,
        status="hearing",
        on=HEARING_ON,
        open_to={team.inspector: ALWAYS, team.legal: {"report_hearing"}},
    )
    report = Clock.objects.of(case).get(rule="hearing_report")
    assert report.due_on == date(2026, 3, 31)


def test_after_the_hearing_come_review_and_discussion(team):
    case, day = make_heard_case(team), HEARING_ON + DAY
    assert [one.code for one in legal_review_reasons(case)] == ["heard"]
    assert [one.code for one in discussion_reasons(case)] == ["discuss_hearing_held"]
    with pytest.raises(IllegalTransition) as early:
        decide(case, by=team.head, on=day)
    assert early.value.details == {"missing": ["review_after_hearing", "discussion"]}
    stands(
        case,
        status="notified",
        on=day,
        open_to={
            team.inspector: {"revise_penalty", *STEPS, *ALWAYS},
            team.legal: {"record_opinion", "discuss"},
            team.head: {"revise_penalty", "discuss", "assign_officers"},
        },
        # From the request to the report, both included, fifteen days stand still.
        until={
            "case_handling_period": date(2026, 6, 8) + 15 * DAY,
            "statement_defence_window": WINDOW_ENDS,
        },
    )
    record_opinion(case, opinion="agree", words="同意。", by=team.legal, on=day)
    make_discussion(case, team, on=day)
    decide(case, by=team.head, on=day)
    kinds = set(Document.objects.filter(about_uuid=case.uuid).values_list("kind", flat=True))
    assert {"39", "40", "41", "42", "45"} <= kinds


def test_a_request_that_comes_too_late_is_refused_with_the_day(team):
    case = make_notified_case(team)
    with pytest.raises(Invalid) as late:
        request_hearing(case, by=team.inspector, on=WINDOW_ENDS + DAY)
    assert WINDOW_ENDS.isoformat() in late.value.fields["requested_on"]
    assert fresh(case).status == CaseStatus.NOTIFIED
    # Entered later, but come in on the last day: in time.
    request_hearing(case, requested_on=WINDOW_ENDS, by=team.inspector, on=WINDOW_ENDS + 2 * DAY)
    assert fresh(case).status == CaseStatus.HEARING


def test_a_request_taken_back_is_a_waiver(team):
    case = make_requested_case(team)
    withdraw_hearing(case, reason="当事人书面撤回。", by=team.inspector, on=ON + 2 * DAY)
    waive = {"waived": True}
    record_defence(case, **waive, by=team.inspector, on=ON + 2 * DAY)
    case = fresh(case)
    stands(
        case,
        status="notified",
        on=ON + 2 * DAY,
        open_to={team.head: {"revise_penalty", "discuss", "decide", "assign_officers"}},
        until={"case_handling_period": date(2026, 6, 8) + 2 * DAY},
    )
    with pytest.raises(IllegalTransition):
        request_hearing(case, by=team.inspector, on=ON + 2 * DAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"host": "inspector"}, "host"),
        ({"recorder": "inspector2"}, "recorder"),
        ({"recorder": "legal"}, "recorder"),
        ({"takes_place_on": date(2026, 3, 20)}, "takes_place_on"),
        ({"takes_place_on": ON}, "takes_place_on"),
        ({"place": " "}, "place"),
    ],
)
def test_a_hearing_is_led_by_others_and_not_too_soon(team, change, field):
    case = make_requested_case(team)
    told = {
        "host": "legal",
        "recorder": "unit_head",
        "takes_place_on": HEARING_ON,
        "place": "听证室",
        **change,
    }
    for name in ("host", "recorder"):
        told[name] = getattr(team, told[name])
    with pytest.raises(Invalid) as refused:
        schedule_hearing(case, **told, by=team.legal, on=ON + 2 * DAY)
    assert field in refused.value.fields
    assert case.hearings.get().host is None


def test_a_hearing_is_not_held_before_its_notice_and_its_day(team):
    said = {"attendance": "当事人到场", "record": "笔录", "by": team.legal}
    case = make_scheduled_case(team)
    with pytest.raises(IllegalTransition) as early:
        hold_hearing(case, **said, on=HEARING_ON)
    assert early.value.details == {"missing": ["hearing_notice", "hearing_announced"]}
    case = make_told_case(team)
    with pytest.raises(Invalid):
        hold_hearing(case, **said, on=HEARING_ON - DAY)


def test_a_major_case_is_discussed_by_those_who_do_not_handle_it(team):
    case = make_notified_case(team)
    waive_all(case, by=team.inspector)
    type(case).objects.filter(pk=case.pk).update(is_major=True)
    case = fresh(case)
    assert [one.code for one in discussion_reasons(case)] == ["discuss_major_case"]
    with pytest.raises(IllegalTransition) as early:
        decide(case, by=team.head, on=ON)
    assert early.value.details == {"missing": ["discussion"]}
    for wrong in (
        {"participants": []},
        {"participants": [team.inspector]},
        {"chair": team.legal, "participants": [team.unit_head]},
    ):
        with pytest.raises(Invalid):
            make_discussion(case, team, **wrong)
    make_discussion(case, team, agreed=False)
    with pytest.raises(IllegalTransition):
        decide(case, by=team.head, on=ON)
    make_discussion(case, team)
    stands(
        fresh(case),
        status="notified",
        on=ON,
        open_to={team.head: {"revise_penalty", "discuss", "decide", "assign_officers"}},
    )
    decide(case, by=team.head, on=ON)
