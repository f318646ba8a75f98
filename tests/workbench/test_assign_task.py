"""A head gives a task that no record asks for; whoever got it reports it done."""

import pytest
from django.urls import reverse

from core.errors import Invalid, PermissionRefused
from tests.factories.workbench import A_DAY, make_assigned
from workbench.models import Message, Task, TaskState
from workbench.services.tasks import assign_task, report_done

pytestmark = pytest.mark.django_db


def test_the_person_is_told_and_finds_it_among_their_tasks(yanta_head, yanta_inspector):
    task = make_assigned(yanta_inspector, by=yanta_head)

    assert list(Task.objects.for_person(yanta_inspector).open()) == [task]
    assert Message.objects.get(recipient=yanta_inspector).about == task.ref


def test_an_administrator_sees_their_own_task_and_no_case_content(province_head, sysadmin):
    task = make_assigned(sysadmin, by=province_head)

    assert list(Task.objects.visible_to(sysadmin)) == [task]


def test_tasks_go_down_only(yanta_head, xian_officer, yanta_inspector, yanta_inspector2):
    for to, by in ((xian_officer, yanta_head), (yanta_inspector, yanta_inspector2)):
        with pytest.raises(PermissionRefused):
            make_assigned(to, by=by)


def test_a_task_without_words_is_refused(yanta_head, yanta_inspector):
    with pytest.raises(Invalid):
        assign_task(to=yanta_inspector, title=" ", due_on=A_DAY, by=yanta_head, on=A_DAY)


def test_it_is_done_once_by_whoever_got_it_and_says_the_outcome(yanta_head, yanta_inspector):
    task = make_assigned(yanta_inspector, by=yanta_head)
    with pytest.raises(PermissionRefused):
        report_done(task, outcome="已办", by=yanta_head, on=A_DAY)
    with pytest.raises(Invalid):
        report_done(task, outcome="", by=yanta_inspector, on=A_DAY)

    report_done(task, outcome="已归档12卷", by=yanta_inspector, on=A_DAY)

    task.refresh_from_db()
    assert task.state == TaskState.DONE
    with pytest.raises(Invalid):
        report_done(task, outcome="再报", by=yanta_inspector, on=A_DAY)


def test_a_head_assigns_on_the_page_and_the_officer_reports_there(
    client_for, yanta_head, yanta_inspector
):
    typed = {"title": "核对台账", "to": str(yanta_inspector.uuid), "due_on": "2026-03-12"}
    answer = client_for(yanta_head).post(reverse("workbench:task-new"), typed)
    assert answer.status_code == 302
    task = Task.objects.get(title="核对台账")

    done = reverse("workbench:task-done", args=[task.uuid])
    assert client_for(yanta_inspector).post(done, {"outcome": "已核对"}).status_code == 302
    assert client_for(yanta_head).get(done).status_code == 404
