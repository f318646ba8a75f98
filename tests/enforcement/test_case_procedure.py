"""The table of a case, checked by machine: reachable, complete, and closed where it must be."""

import inspect
from datetime import date
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, PermissionRefused
from deadlines.services.procedure import advance, open_acts, require_open
from enforcement.models import CaseStatus
from enforcement.services import (
    cases,
    closing,
    decisions,
    filing,
    oversight,
    payments,
    proposals,
    serving,
    violations,
)
from enforcement.transitions.case import CASE
from enforcement.transitions.case_needs import CaseAct
from law.periods import get_period
from tests.factories.enforcement_cases import (
    PROVISION,
    fresh,
    make_approved_case,
    make_case,
    make_closed_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_performed_case,
    make_proposed_case,
    make_reviewing_case,
    make_served_case,
    pending,
)
from tests.factories.enforcement_field import ON
from workbench.services.approvals import return_


def make_refused_filing(team):
    case = make_filing(team)
    return_(pending(case), by=team.unit_head, on=ON, reason="事实不清")
    return fresh(case)


STATES = {
    "filing": make_filing,
    "filing_refused": make_refused_filing,
    "investigating": make_case,
    "reviewing": make_reviewing_case,
    "approved": make_approved_case,
    "notified": make_notified_case,
    "decided": make_decided_case,
    "served": make_served_case,
    "performed": make_performed_case,
    "closed": make_closed_case,
}
# Each act of the table as an officer would call it; those behind an approval are not here.
CALLS = {
    CaseAct.RESUBMIT_FILING: lambda c, t: cases.resubmit_filing(c, by=t.inspector, on=ON),
    CaseAct.CHANGE: lambda c, t: cases.change_case(
        c, version=None, facts="甲", by=t.inspector, on=ON
    ),
    CaseAct.ASSIGN_OFFICERS: lambda c, t: cases.assign_officers(
        c, officers=t.officers, by=t.head, on=ON
    ),
    CaseAct.RECORD_VIOLATION: lambda c, t: violations.record_violation(
        c,
        provision=PROVISION,
        activity="retail",
        facts="甲",
        goods_value=Decimal(1),
        by=t.inspector,
        on=ON,
    ),
    CaseAct.CHANGE_VIOLATION: lambda c, t: violations.change_violation(
        c.violations.get(), version=None, facts="甲", by=t.inspector, on=ON
    ),
    CaseAct.REMOVE_VIOLATION: lambda c, t: violations.remove_violation(
        c.violations.get(), reason="重复", by=t.inspector, on=ON
    ),
    CaseAct.PROPOSE_PENALTY: lambda c, t: proposals.propose_penalty(
        c, step="general", fine=Decimal(150_000), by=t.inspector, on=ON
    ),
    CaseAct.SUBMIT_PENALTY: lambda c, t: proposals.submit_penalty(c, by=t.inspector, on=ON),
    CaseAct.SERVE_NOTICE: lambda c, t: serving.serve_notice(c, by=t.inspector, on=ON),
    CaseAct.RECORD_DEFENCE: lambda c, t: serving.record_defence(
        c, waived=True, by=t.inspector, on=ON
    ),
    CaseAct.DECIDE: lambda c, t: decisions.decide(c, by=t.head, on=date(2026, 4, 10)),
    CaseAct.SERVE_DECISION: lambda c, t: serving.serve_decision(c, by=t.inspector, on=ON),
    CaseAct.RECORD_PAYMENT: lambda c, t: payments.record_payment(
        c,
        kind="fine",
        amount=Decimal(1),
        paid_on=ON,
        receipt="1",
        by=t.inspector,
        on=ON,
    ),
    CaseAct.SUBMIT_CLOSING: lambda c, t: closing.submit_closing(
        c, report="已履行。", by=t.inspector, on=ON
    ),
    CaseAct.TRANSFER_TO_POLICE: lambda c, t: oversight.transfer_to_police(
        c, note="涉嫌", by=t.inspector, on=ON
    ),
}
AFTER_APPROVAL = {rule.act for rule in CASE.rules if rule.after_approval}


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
        assert set(CALLS) | AFTER_APPROVAL | {CaseAct.PERFORM} == set(CaseAct)

    def test_nothing_follows_the_end(self):
        assert [rule.act for rule in CASE.open_in("closed")] == []

    def test_every_limit_of_the_table_is_in_the_catalogue(self):
        for rule in CASE.rules:
            for period in (*rule.starts, *rule.meets, *rule.stops):
                assert get_period(period).computable

    def test_every_need_says_what_to_do(self):
        for rule in CASE.rules:
            for need in rule.needs:
                assert str(need.refusal).endswith(("。", "."))

    def test_every_act_is_one_service_function(self):
        modules = (cases, closing, decisions, filing, oversight, payments, proposals, serving)
        source = "".join(inspect.getsource(module) for module in (*modules, violations))
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
    assert [need.name for need in early.missing] == ["defence"]
    later = date(2026, 3, 18)
    late = {one.rule.act: one for one in open_acts(case, by=team.head, on=later)}["decide"]
    assert late.ready


def test_of_two_officers_at_once_the_second_is_told(team):
    case = make_proposed_case(team)
    theirs = fresh(case)
    proposals.submit_penalty(case, by=team.inspector, on=ON)
    with pytest.raises(IllegalTransition):
        proposals.submit_penalty(theirs, by=team.inspector2, on=ON)
    assert pending(case).submitted_by == team.inspector


def test_a_move_that_fails_leaves_nothing_behind(team):
    case = make_served_case(team)
    with pytest.raises(IllegalTransition):
        advance(case, CaseAct.PERFORM, by=team.inspector, on=ON)
    assert fresh(case).status == CaseStatus.SERVED
