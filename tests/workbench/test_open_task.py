"""A task waits for a person or a duty, and the act it names closes it."""

from datetime import date

import pytest

from accounts.models import Role, User
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from tests.factories.workbench import A_DAY, make_record
from workbench.models import Message, Task, TaskState
from workbench.services.tasks import close_tasks, drop_task, open_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(yanta_inspector: User):
    return make_record(yanta_inspector)


def give(record, by: User, **values) -> Task:
    values = {"title": "核查线索", "act": "verify", "by": by, "on": A_DAY, **values}
    return open_task(record=record, **values)


def test_a_task_for_a_person_is_theirs_and_they_are_told(
    record, yanta_unit_head: User, yanta_inspector: User, yanta_inspector2: User
) -> None:
    task = give(record, yanta_unit_head, assignee=yanta_inspector, due_on=date(2026, 3, 9))
    assert list(Task.objects.for_person(yanta_inspector)) == [task]
    assert not Task.objects.for_person(yanta_inspector2).exists()
    assert Message.objects.get(recipient=yanta_inspector).about == record.ref


def test_whoever_gives_themselves_a_task_is_not_told(record, yanta_inspector: User) -> None:
    give(record, yanta_inspector, assignee=yanta_inspector)
    assert not Message.objects.exists()


def test_a_task_for_a_duty_is_seen_by_its_holders_in_the_bureau_and_unit(
    record, yanta_inspector: User, yanta_unit_head: User, linwei_unit_head: User
) -> None:
    task = give(record, yanta_inspector, role=Role.UNIT_HEAD)
    assert list(Task.objects.for_person(yanta_unit_head)) == [task]
    assert not Task.objects.for_person(linwei_unit_head).exists()


def test_a_task_for_nobody_is_refused(record, yanta_inspector: User) -> None:
    with pytest.raises(Invalid) as refused:
        give(record, yanta_inspector)
    assert "assignee" in refused.value.fields


def test_the_act_closes_its_tasks_and_no_others(record, yanta_inspector: User) -> None:
    verify = give(record, yanta_inspector, assignee=yanta_inspector)
    other = give(record, yanta_inspector, assignee=yanta_inspector, act="inspect")
    elsewhere = give(make_record(yanta_inspector), yanta_inspector, assignee=yanta_inspector)
    assert close_tasks(record, act="verify", by=yanta_inspector, on=A_DAY) == 1
    assert list(Task.objects.open()) == [other, elsewhere]
    verify.refresh_from_db()
    assert (verify.state, verify.done_by, verify.done_on) == (
        TaskState.DONE,
        yanta_inspector,
        A_DAY,
    )
    assert close_tasks(record, by=yanta_inspector, on=A_DAY) == 1


def test_a_task_shares_the_scope_of_its_record(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector, confidential=True)
    task = give(record, yanta_inspector, assignee=yanta_inspector)
    same = ("bureau_id", "unit_id", "confidential", "root_kind", "root_uuid")
    assert [getattr(task, name) for name in same] == [getattr(record, name) for name in same]


def test_only_its_holder_drops_a_task_and_says_why(
    record, yanta_inspector: User, yanta_inspector2: User
) -> None:
    task = give(record, yanta_inspector2, assignee=yanta_inspector)
    with pytest.raises(PermissionRefused):
        drop_task(task, reason="重复", by=yanta_inspector2, on=A_DAY)
    with pytest.raises(Invalid):
        drop_task(task, reason=" ", by=yanta_inspector, on=A_DAY)
    assert drop_task(task, reason="重复", by=yanta_inspector, on=A_DAY).state == "dropped"
    with pytest.raises(Invalid):
        drop_task(task, reason="重复", by=yanta_inspector, on=A_DAY)


def test_opening_and_closing_are_audited(record, yanta_inspector: User) -> None:
    give(record, yanta_inspector, assignee=yanta_inspector)
    close_tasks(record, by=yanta_inspector, on=A_DAY)
    kinds = AuditEvent.objects.filter(subject_kind="task").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["task.opened", "task.done"]
