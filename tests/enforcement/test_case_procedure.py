"""The table of a case, checked by machine: reachable, complete, and closed where it must be."""

import inspect
from datetime import date

import pytest

from core.errors import IllegalTransition, PermissionRefused
from deadlines.services.procedure import advance, open_acts, require_open
from enforcement.models import CaseStatus
from enforcement.services import (
    archiving,
    cases,
    closing,
    collection,
    decisions,
    filing,
    hand_overs,
    merging,
    on_spot,
    on_spot_after,
    payments,
    plans,
    proposals,
    refunds,
    remedies,
    standing,
    submissions,
    transfer_answers,
    transfers,
    violations,
)
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.transitions.case import CASE
from enforcement.transitions.case_needs import CaseAct
from law.periods import get_period
from tests.enforcement.case_calls import (
    AFTER_APPROVAL,
    BY_THEMSELVES,
    CALLS,
    ELSEWHERE,
    ON_A_PART,
    STATES,
)
from tests.enforcement.course_calls import MODULES
from tests.factories.enforcement_cases import (
    fresh,
    make_notified_case,
    make_proposed_case,
    make_served_case,
    pending,
)
from tests.factories.enforcement_field import ON


class TestTable:
    def test_every_state_is_reached_from_the_first(self):
        reached = {CASE.initial}
        while True:
            more = {
                rule.target
                for rule in CASE.rules
                if rule.target and reached & set(rule.sources)
            }
            if more <= reached:
                break
            reached |= more
        assert reached == CASE.states == set(CaseStatus.values)

    def test_every_act_has_a_line_and_a_way_to_do_it(self):
        assert set(CASE.by_act) == {act.value for act in CaseAct}
        known = set(CALLS) | AFTER_APPROVAL | ON_A_PART | BY_THEMSELVES | ELSEWHERE
        assert known == set(CaseAct)

    def test_after_the_end_only_the_archive_and_what_may_undo_it(self):
        assert {rule.act for rule in CASE.open_in("closed")} == {
            *("archive", "submit_reopening", "reopen", "refund"),
            *("record_review", "record_suit", "answer_remedy", "conclude_remedy"),
            *("revoke", "remake"),
        }

    def test_every_limit_of_the_table_is_in_the_catalogue(self):
        for rule in CASE.rules:
            for period in (*rule.starts, *rule.meets, *rule.stops):
                assert get_period(period).computable

    def test_every_need_says_what_to_do(self):
        for rule in CASE.rules:
            for need in rule.needs:
                assert str(need.refusal).endswith(("。", "."))

    def test_every_act_is_one_service_function(self):
        modules = (cases, closing, decisions, filing, payments, proposals, submissions)
        later = (archiving, collection, plans, refunds, remedies, standing, violations)
        around = (hand_overs, merging, on_spot, on_spot_after, transfer_answers, transfers)
        every = (*modules, *later, *around, *MODULES)
        source = "".join(inspect.getsource(module) for module in every)
        for act in CaseAct:
            assert f"CaseAct.{act.name}" in source, act


@pytest.mark.parametrize("state", STATES)
def test_every_act_out_of_order_is_refused_and_changes_nothing(team, state):
    case = STATES[state](team)
    assert case.status == state
    closed = {act for act in CALLS if state not in CASE.by_act[act].sources}
    assert closed
    if not case.violations.exists():
        closed -= {CaseAct.CHANGE_VIOLATION, CaseAct.REMOVE_VIOLATION}
    before = fresh(case)
    for act in closed:
        with pytest.raises(IllegalTransition) as refused:
            CALLS[act](fresh(case), team)
        assert refused.value.code == "illegal_transition", act
    after = fresh(case)
    assert (after.status, after.version) == (before.status, before.version)


@pytest.mark.parametrize("state", STATES)
def test_what_the_head_decides_is_closed_to_everybody_else(team, state):
    case = STATES[state](team)
    # Sending back is open to whoever reviews; going on is the head's alone.
    for act in ("approve_filing", "approve_penalty", "close", "decide"):
        for person in (team.inspector, team.unit_head, team.legal):
            with pytest.raises((IllegalTransition, PermissionRefused)):
                require_open(fresh(case), act, by=person, on=ON)


def test_the_page_is_told_what_is_missing_and_when_it_opens(team):
    case = make_proposed_case(team)
    acts = {opened.rule.act: opened for opened in open_acts(case, by=team.inspector, on=ON)}
    assert acts["submit_penalty"].ready
    assert not acts["assign_officers"].allowed
    case = make_notified_case(team)
    early = {one.rule.act: one for one in open_acts(case, by=team.head, on=ON)}["decide"]
    assert early.allowed
    assert [need.name for need in early.missing] == ["defence", "hearing"]
    later = date(2026, 3, 18)
    late = {one.rule.act: one for one in open_acts(case, by=team.head, on=later)}["decide"]
    assert late.ready


def test_of_two_officers_at_once_the_second_is_told(team):
    case = make_proposed_case(team)
    theirs = fresh(case)
    submissions.submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    with pytest.raises(IllegalTransition):
        submissions.submit_penalty(theirs, criminal=NO_SIGNS, by=team.inspector2, on=ON)
    assert pending(case).submitted_by == team.inspector


def test_a_move_that_fails_leaves_nothing_behind(team):
    case = make_served_case(team)
    with pytest.raises(IllegalTransition):
        advance(case, CaseAct.PERFORM, by=team.inspector, on=ON)
    assert fresh(case).status == CaseStatus.SERVED
