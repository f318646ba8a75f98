"""From the desk to the decision: assigned, verified, filed or not filed."""

from datetime import date

import pytest

from accounts.models import Share, ShareGrade
from accounts.services.scope import scoped_models
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from deadlines.models import Clock, ClockState, Transition
from deadlines.services.procedure import advance, open_acts
from enforcement.services.verification import (
    assign_clue,
    conclude_filed,
    conclude_not_filed,
    propose_not_filing,
    record_verification,
    reopen_after_filing,
    take_clue,
)
from enforcement.transitions.clue import CLUE, ClueAct
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_clue_in_hand,
    make_verified_clue,
)
from workbench.approvals import facts_of
from workbench.errors import AlreadySubmitted
from workbench.models import Approval, ApprovalState, Message
from workbench.services.approvals import approve, return_, withdraw


def responsible(clue):
    return list(Clock.objects.of(clue).get().responsible.all())


class TestAssign:
    def test_the_head_of_the_unit_gives_it_to_an_officer(
        self, yanta_inspector, yanta_inspector2, yanta_unit_head
    ):
        clue = make_clue(by=yanta_inspector)
        assign_clue(clue, to=yanta_inspector2, by=yanta_unit_head, on=ON, note="尽快核查")

        assert (clue.status, clue.handler) == ("verifying", yanta_inspector2)
        assert clue.first_handler == yanta_inspector2
        assert responsible(clue) == [yanta_inspector2]
        share = Share.objects.of(clue.ref).get(user=yanta_inspector2)
        assert share.grade == ShareGrade.HANDLE
        assert Message.objects.get(recipient=yanta_inspector2).about == clue.ref

    def test_it_goes_to_the_officers_unit_with_all_that_hangs_on_it(
        self, xian_officer, yanta, yanta_head, yanta_inspector
    ):
        clue = make_clue(by=xian_officer, bureau=yanta)
        assign_clue(clue, to=yanta_inspector, by=yanta_head, on=ON)

        for model in scoped_models():
            for row in model._default_manager.filter(root_uuid=clue.uuid):
                assert (row.bureau, row.unit) == (yanta, yanta_inspector.unit)

    def test_the_first_handler_stays_when_it_is_given_to_another(
        self, yanta_inspector, yanta_inspector2, yanta_head
    ):
        clue = make_clue_in_hand(by=yanta_inspector)
        assign_clue(clue, to=yanta_inspector2, by=yanta_head, on=ON)

        clue.refresh_from_db()
        assert (clue.first_handler, clue.handler) == (yanta_inspector, yanta_inspector2)
        assert responsible(clue) == [yanta_inspector2]
        with pytest.raises(PermissionRefused):
            record_verification(clue, result="属实", by=yanta_inspector, on=ON)

    def test_an_inspector_does_not_assign(self, yanta_inspector, yanta_inspector2):
        clue = make_clue(by=yanta_inspector)

        with pytest.raises(PermissionRefused):
            assign_clue(clue, to=yanta_inspector2, by=yanta_inspector, on=ON)

    @pytest.mark.parametrize("to", ["linwei_inspector", "yanta_legal", "xian_dashboard"])
    def test_it_is_not_given_to_somebody_who_does_not_handle_clues_here(
        self, request, yanta_inspector, yanta_head, to
    ):
        clue = make_clue(by=yanta_inspector)

        with pytest.raises(Invalid) as refused:
            assign_clue(clue, to=request.getfixturevalue(to), by=yanta_head, on=ON)
        assert list(refused.value.fields) == ["to"]

    def test_it_is_not_given_twice_to_the_same(self, yanta_inspector, yanta_head):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(Invalid):
            assign_clue(clue, to=yanta_inspector, by=yanta_head, on=ON)


class TestTake:
    def test_an_officer_takes_it_and_is_bound_by_its_limit(self, yanta_inspector):
        clue = take_clue(make_clue(by=yanta_inspector), by=yanta_inspector, on=ON)

        assert (clue.status, clue.handler) == ("verifying", yanta_inspector)
        assert responsible(clue) == [yanta_inspector]

    def test_of_two_the_second_is_refused(self, yanta_inspector, yanta_inspector2):
        clue = make_clue(by=yanta_inspector)
        stale = type(clue).objects.get(pk=clue.pk)
        take_clue(clue, by=yanta_inspector, on=ON)

        with pytest.raises(IllegalTransition):
            take_clue(stale, by=yanta_inspector2, on=ON)
        clue.refresh_from_db()
        assert clue.handler == yanta_inspector
        assert not Share.objects.filter(user=yanta_inspector2).exists()

    def test_officers_of_other_bureaus_and_the_office_do_not(
        self, yanta_inspector, linwei_inspector, xian_inspector, yanta_head
    ):
        clue = make_clue(by=yanta_inspector)

        for person in (linwei_inspector, xian_inspector, yanta_head):
            with pytest.raises(PermissionRefused):
                take_clue(clue, by=person, on=ON)


class TestRecordVerification:
    def test_what_was_found_is_written_down(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        record_verification(clue, result=" 属实 ", by=yanta_inspector, on=ON)

        clue.refresh_from_db()
        assert (clue.status, clue.verification) == ("verifying", "属实")

    def test_nothing_is_refused_with_its_field(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(Invalid) as refused:
            record_verification(clue, result=" ", by=yanta_inspector, on=ON)
        assert list(refused.value.fields) == ["verification"]

    def test_before_anybody_has_it_is_out_of_order(self, yanta_inspector):
        clue = make_clue(by=yanta_inspector)

        with pytest.raises(IllegalTransition):
            record_verification(clue, result="属实", by=yanta_inspector, on=ON)

    def test_a_colleague_may_not(self, yanta_inspector, yanta_inspector2):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(PermissionRefused):
            record_verification(clue, result="属实", by=yanta_inspector2, on=ON)

    def test_a_stale_version_is_refused(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        read = clue.version
        record_verification(clue, result="甲", version=read, by=yanta_inspector, on=ON)

        with pytest.raises(StaleVersion) as refused:
            record_verification(clue, result="乙", version=read, by=yanta_inspector, on=ON)
        assert refused.value.details["theirs"] == {"verification": "甲"}


class TestNotFiling:
    def test_the_officer_proposes_and_the_head_decides(
        self, yanta_inspector, yanta_unit_head, yanta_head
    ):
        clue = make_verified_clue(by=yanta_inspector)
        approval = propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)
        approve(approval, by=yanta_unit_head, on=ON)
        clue.refresh_from_db()
        assert clue.status == "verifying"

        approve(approval, by=yanta_head, on=date(2026, 3, 12))

        clue.refresh_from_db()
        assert (clue.status, clue.concluded_on) == ("not_filed", date(2026, 3, 12))
        clock = Clock.objects.of(clue).get()
        assert (clock.state, clock.ended_act) == (ClockState.MET, "not_file")
        assert Transition.objects.of(clue).get(act="not_file").note == "不属实"

    def test_the_approver_reads_what_was_found(self, yanta_inspector, yanta_head, linwei_head):
        clue = make_verified_clue(by=yanta_inspector)
        approval = propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)

        assert clue.verification in [value for _label, value in facts_of(approval, yanta_head)]
        assert facts_of(approval, linwei_head) == []

    def test_returned_it_goes_on_being_verified(self, yanta_inspector, yanta_unit_head):
        clue = make_verified_clue(by=yanta_inspector)
        approval = propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)
        return_(approval, by=yanta_unit_head, on=ON, reason="再查一次")

        clue.refresh_from_db()
        assert clue.status == "verifying"
        propose_not_filing(clue, reason="仍不属实", by=yanta_inspector, on=ON)

    def test_while_it_waits_nothing_else_is_decided(self, yanta_inspector, yanta_head):
        clue = make_verified_clue(by=yanta_inspector)
        approval = propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)

        with pytest.raises((IllegalTransition, AlreadySubmitted)):
            propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)
        with pytest.raises(IllegalTransition):
            advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
        with pytest.raises(IllegalTransition):
            conclude_not_filed(clue, reason="不属实", by=yanta_head, on=ON)
        withdraw(approval, by=yanta_inspector, on=ON)
        conclude_not_filed(clue, reason="不属实", by=yanta_head, on=ON)
        assert Approval.objects.get().state == ApprovalState.WITHDRAWN

    def test_the_head_may_decide_at_once(self, yanta_inspector, yanta_head):
        clue = make_verified_clue(by=yanta_inspector)
        conclude_not_filed(clue, reason="轻微并已改正", by=yanta_head, on=ON)

        assert clue.status == "not_filed"

    def test_an_officer_does_not_decide(self, yanta_inspector, yanta_unit_head):
        clue = make_verified_clue(by=yanta_inspector)

        for person in (yanta_inspector, yanta_unit_head):
            with pytest.raises(PermissionRefused):
                conclude_not_filed(clue, reason="不属实", by=person, on=ON)

    def test_without_a_reason_or_a_verification_it_is_refused(
        self, yanta_inspector, yanta_head
    ):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(IllegalTransition) as refused:
            conclude_not_filed(clue, reason="不属实", by=yanta_head, on=ON)
        assert refused.value.details == {"missing": ["verification"]}
        with pytest.raises(Invalid):
            conclude_not_filed(clue, reason="", by=yanta_head, on=ON)
        with pytest.raises(Invalid):
            propose_not_filing(clue, reason=" ", by=yanta_inspector, on=ON)


class TestFiling:
    def test_a_filed_clue_has_met_its_limit(self, yanta_inspector, yanta_head):
        clue = make_verified_clue(by=yanta_inspector)
        advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
        assert Clock.objects.of(clue).get().state == ClockState.RUNNING

        conclude_filed(clue, by=yanta_head, on=date(2026, 3, 13))

        assert (clue.status, clue.concluded_on) == ("filed", date(2026, 3, 13))
        assert Clock.objects.of(clue).get().state == ClockState.MET

    def test_returned_or_withdrawn_the_limit_goes_on(self, yanta_inspector, yanta_unit_head):
        clue = make_verified_clue(by=yanta_inspector)
        advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
        reopen_after_filing(clue, by=yanta_unit_head, on=ON, note="补充证据")
        assert clue.status == "verifying"
        advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
        reopen_after_filing(clue, by=yanta_inspector, on=ON, withdrawn=True)

        assert clue.status == "verifying"
        assert Clock.objects.of(clue).get().state == ClockState.RUNNING

    def test_whoever_reviews_may_return_it(
        self, yanta_inspector, yanta_unit_head, yanta_legal, yanta_head, xian_head
    ):
        clue = make_verified_clue(by=yanta_inspector)
        for reviewer in (yanta_unit_head, yanta_legal, yanta_head):
            advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
            reopen_after_filing(clue, by=reviewer, on=ON)
        advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)

        for other in (yanta_inspector, xian_head):
            with pytest.raises(PermissionRefused):
                reopen_after_filing(clue, by=other, on=ON)

    def test_an_unverified_clue_is_not_submitted(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(IllegalTransition) as refused:
            advance(clue, ClueAct.SUBMIT_FILING, by=yanta_inspector, on=ON)
        assert "第十八条" in str(refused.value)


def test_a_concluded_clue_is_open_to_nothing(yanta_inspector, yanta_head):
    clue = make_verified_clue(by=yanta_inspector)
    conclude_not_filed(clue, reason="不属实", by=yanta_head, on=ON)

    assert open_acts(clue, by=yanta_head) == []
    for rule in CLUE.rules:
        with pytest.raises(IllegalTransition):
            advance(clue, rule.act, by=yanta_head, on=ON)


def test_every_act_of_the_table_has_its_name():
    assert {rule.act for rule in CLUE.rules} == {act.value for act in ClueAct}
