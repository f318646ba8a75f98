"""An act is approved step by step along its route, and never by whoever submitted it."""

from datetime import date

import pytest

from accounts.models import Role, Share, ShareGrade, User
from audit.models import AuditEvent
from core.errors import DomainError, IllegalTransition, Invalid, PermissionRefused
from tests.factories.accounts import make_person
from tests.factories.workbench import A_DAY, make_approval, make_record
from workbench import approvals as registry
from workbench.approvals import register_outcome
from workbench.errors import (
    AlreadySubmitted,
    ApprovalEnded,
    NotYourStep,
    OwnSubmission,
    StepDecided,
)
from workbench.models import Approval, ApprovalState, Message
from workbench.services.approvals import approve, return_, submit, withdraw

NEXT_DAY = date(2026, 3, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def happened(monkeypatch):
    """What the submitting app was told."""
    told: list[str] = []
    monkeypatch.setattr(registry, "_outcomes", {})

    def noting(word):
        return lambda about_uuid, *, by, on, approval: told.append(f"{word} {by.name} {on}")

    register_outcome("comment", "filing", *(noting(word) for word in ("yes", "no", "back")))
    return told


def test_each_step_is_decided_by_the_duty_it_asks_for(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User, happened: list[str]
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)

    after_one = approve(approval, by=yanta_unit_head, on=A_DAY)
    assert after_one.state == ApprovalState.PENDING
    assert after_one.current_seq == 2
    assert happened == []

    after_two = approve(approval, by=yanta_head, on=NEXT_DAY, reason="同意")
    assert after_two.state == ApprovalState.APPROVED
    assert after_two.ended_on == NEXT_DAY
    assert happened == ["yes 赵雁长 2026-03-03"]
    steps = list(after_two.steps.values_list("role", "outcome", "decided_by__name", "reason"))
    assert steps == [
        ("unit_head", "approved", "周雁队", ""),
        ("bureau_head", "approved", "赵雁长", "同意"),
    ]


def test_an_approval_out_of_turn_is_refused(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    with pytest.raises(NotYourStep):
        approve(approval, by=yanta_head, on=A_DAY)
    approve(approval, by=yanta_unit_head, on=A_DAY)
    with pytest.raises(NotYourStep):
        approve(approval, by=yanta_unit_head, on=A_DAY)


def test_nobody_approves_or_returns_what_they_submitted(yanta_unit_head: User) -> None:
    approval = make_approval(make_record(yanta_unit_head), yanta_unit_head)
    with pytest.raises(OwnSubmission):
        approve(approval, by=yanta_unit_head, on=A_DAY)
    with pytest.raises(OwnSubmission):
        return_(approval, by=yanta_unit_head, on=A_DAY, reason="不妥")


def test_a_duty_held_elsewhere_does_not_count(
    yanta_inspector: User, linwei_unit_head: User, tree
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    other_unit = make_person(
        tree.yanta, Role.UNIT_HEAD, unit=tree.unit("yanta", "section"), name="钱他科"
    )
    for stranger in (linwei_unit_head, other_unit):
        with pytest.raises(NotYourStep):
            approve(approval, by=stranger, on=A_DAY)
        assert not Approval.objects.waiting_for(stranger).exists()


def test_a_disabled_approver_decides_nothing(
    yanta_inspector: User, yanta_unit_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    yanta_unit_head.is_active = False
    with pytest.raises(NotYourStep):
        approve(approval, by=yanta_unit_head, on=A_DAY)


def test_it_waits_for_whoever_holds_the_present_step(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    assert list(Approval.objects.waiting_for(yanta_unit_head)) == [approval]
    assert not Approval.objects.waiting_for(yanta_head).exists()
    assert not Approval.objects.waiting_for(yanta_inspector).exists()


def test_whoever_may_decide_is_told_once(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    told = Message.objects.get(recipient=yanta_unit_head)
    assert told.title.endswith("申请立案")
    assert told.about == approval.ref
    assert not Message.objects.filter(recipient=yanta_head).exists()
    approve(approval, by=yanta_unit_head, on=A_DAY)
    assert Message.objects.filter(recipient=yanta_head).count() == 1


def test_an_administrator_hears_of_a_step_nobody_can_decide_without_its_content(
    linwei_inspector: User, sysadmin: User
) -> None:
    make_approval(make_record(linwei_inspector), linwei_inspector, title="某药店销售假药")
    told = Message.objects.get(recipient=sysadmin)
    assert "临渭区市场监督管理局" in told.title
    assert "某药店" not in told.title + told.body
    assert told.about is None


def test_the_only_holder_of_a_step_cannot_decide_their_own(
    yanta_unit_head: User, sysadmin: User
) -> None:
    make_approval(make_record(yanta_unit_head), yanta_unit_head)
    assert Message.objects.filter(recipient=sysadmin).count() == 1
    assert not Message.objects.filter(recipient=yanta_unit_head).exists()


def test_a_confidential_record_is_opened_to_the_approver(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    record = make_record(yanta_inspector, confidential=True)
    approval = make_approval(record, yanta_inspector)
    assert type(record).objects.visible_to(yanta_unit_head).filter(pk=record.pk).exists()
    assert not type(record).objects.visible_to(yanta_head).filter(pk=record.pk).exists()
    approve(approval, by=yanta_unit_head, on=A_DAY)
    assert type(record).objects.visible_to(yanta_head).filter(pk=record.pk).exists()
    grade = Share.objects.of(record.root_ref).get(user=yanta_head).grade
    assert grade == ShareGrade.READ


def test_a_returned_submission_goes_back_with_the_reason(
    yanta_inspector: User, yanta_unit_head: User, happened: list[str]
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    returned = return_(approval, by=yanta_unit_head, on=A_DAY, reason="证据不足")
    assert returned.state == ApprovalState.RETURNED
    assert happened == ["no 周雁队 2026-03-02"]
    assert Message.objects.get(recipient=yanta_inspector).body == "证据不足"


def test_a_return_needs_a_reason(yanta_inspector: User, yanta_unit_head: User) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    with pytest.raises(Invalid) as refused:
        return_(approval, by=yanta_unit_head, on=A_DAY, reason="  ")
    assert "reason" in refused.value.fields


def test_an_opinion_of_ten_thousand_characters_is_refused(
    yanta_inspector: User, yanta_unit_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    with pytest.raises(Invalid) as refused:
        approve(approval, by=yanta_unit_head, on=A_DAY, reason="长" * 10_000)
    assert "reason" in refused.value.fields


def test_an_ended_approval_is_not_decided_again(
    yanta_inspector: User, yanta_unit_head: User
) -> None:
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    return_(approval, by=yanta_unit_head, on=A_DAY, reason="证据不足")
    with pytest.raises(ApprovalEnded):
        approve(approval, by=yanta_unit_head, on=A_DAY)
    with pytest.raises(ApprovalEnded):
        withdraw(approval, by=yanta_inspector, on=A_DAY)


def test_a_second_press_does_not_decide_the_next_step(tree, yanta_inspector: User) -> None:
    both = make_person(
        tree.yanta, Role.UNIT_HEAD, Role.BUREAU_HEAD, unit=tree.unit("yanta"), name="孙兼任"
    )
    approval = make_approval(make_record(yanta_inspector), yanta_inspector)
    approve(approval, by=both, on=A_DAY, seq=1)
    with pytest.raises(StepDecided):
        approve(approval, by=both, on=A_DAY, seq=1)


def test_only_the_submitter_withdraws(
    yanta_inspector: User, yanta_inspector2: User, happened: list[str]
) -> None:
    record = make_record(yanta_inspector)
    approval = make_approval(record, yanta_inspector)
    with pytest.raises(PermissionRefused):
        withdraw(approval, by=yanta_inspector2, on=A_DAY)
    assert withdraw(approval, by=yanta_inspector, on=A_DAY).state == ApprovalState.WITHDRAWN
    assert happened == ["back 李雁查 2026-03-02"]
    make_approval(record, yanta_inspector)  # and may submit it again


def test_the_same_act_is_not_submitted_twice(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    make_approval(record, yanta_inspector)
    with pytest.raises(AlreadySubmitted):
        make_approval(record, yanta_inspector)
    make_approval(record, yanta_inspector, act="decision")


def test_an_act_without_a_route_is_refused(yanta_inspector: User) -> None:
    with pytest.raises(DomainError) as refused:
        make_approval(make_record(yanta_inspector), yanta_inspector, act="unheard_of")
    assert refused.value.code == "no_approval_route"
    assert not Approval.objects.exists()


def test_what_the_outcome_refuses_undoes_the_step(
    monkeypatch, yanta_inspector: User, yanta_head: User
) -> None:
    monkeypatch.setattr(registry, "_outcomes", {})

    def refuse(about_uuid, *, by, on, approval):
        raise IllegalTransition

    register_outcome("comment", "filing", refuse)
    approval = make_approval(
        make_record(yanta_inspector), yanta_inspector, roles=(Role.BUREAU_HEAD,)
    )
    with pytest.raises(IllegalTransition):
        approve(approval, by=yanta_head, on=A_DAY)
    approval.refresh_from_db()
    assert approval.state == ApprovalState.PENDING
    assert approval.steps.get().outcome == "waiting"
    assert not AuditEvent.objects.filter(kind="approval.approved").exists()


def test_each_decision_leaves_one_audit_row(
    yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    record = make_record(yanta_inspector)
    approval = make_approval(record, yanta_inspector)
    approve(approval, by=yanta_unit_head, on=A_DAY)
    approve(approval, by=yanta_head, on=NEXT_DAY)
    rows = AuditEvent.objects.filter(kind__startswith="approval.").order_by("pk")
    assert [(row.kind, row.actor_name) for row in rows] == [
        ("approval.submitted", "李雁查"),
        ("approval.step_approved", "周雁队"),
        ("approval.approved", "赵雁长"),
    ]
    assert {row.root_uuid for row in rows} == {record.uuid}


def test_the_scope_of_an_approval_is_its_records(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector, confidential=True)
    approval = make_approval(record, yanta_inspector)
    same = ("bureau_id", "unit_id", "confidential", "root_kind", "root_uuid")
    assert [getattr(approval, name) for name in same] == [
        getattr(record, name) for name in same
    ]


def test_submitting_names_the_steps_given(yanta_inspector: User) -> None:
    approval = submit(
        make_record(yanta_inspector),
        act="anything",
        title="一步",
        summary="",
        by=yanta_inspector,
        on=A_DAY,
        roles=[Role.LEGAL_REVIEWER],
    )
    assert list(approval.steps.values_list("seq", "role")) == [(1, "legal_reviewer")]
