"""Messages, tasks, comments and deputies on their pages."""

import pytest
from django.urls import reverse

from accounts.models import Role, User
from core.panels import panels_for
from tests.factories.workbench import (
    make_delegation,
    make_message,
    make_record,
    make_task,
)
from workbench.models import Comment, Delegation, Message, Task
from workbench.panels import register_comments

pytestmark = pytest.mark.django_db


def test_the_list_shows_ones_own_messages_and_their_records(
    client_for, yanta_inspector: User, yanta_inspector2: User
) -> None:
    mine = make_message(yanta_inspector, about=make_record(yanta_inspector).ref)
    theirs = make_message(yanta_inspector2)
    page = client_for(yanta_inspector).get(reverse("workbench:inbox")).content.decode()
    assert str(mine.uuid) in page
    assert str(theirs.uuid) not in page
    assert "某药店案" in page


def test_the_record_of_a_message_stays_hidden_from_whoever_may_not_see_it(
    client_for, yanta_inspector: User, linwei_inspector: User
) -> None:
    record = make_record(yanta_inspector)
    message = make_message(linwei_inspector, about=record.ref)
    client = client_for(linwei_inspector)
    for address in (
        reverse("workbench:inbox"),
        reverse("workbench:message", args=[message.uuid]),
    ):
        assert "某药店案" not in client.get(address).content.decode()


def test_showing_a_message_writes_nothing_and_its_page_posts_that_it_was_read(
    client_for, yanta_inspector: User
) -> None:
    message = make_message(yanta_inspector)
    client = client_for(yanta_inspector)
    page = client.get(reverse("workbench:message", args=[message.uuid])).content.decode()
    message.refresh_from_db()
    assert message.read_at is None
    address = reverse("workbench:message-read", args=[message.uuid])
    assert f'hx-post="{address}"' in page
    assert client.post(address).status_code == 204
    message.refresh_from_db()
    assert message.read_at is not None
    assert client.get(address).status_code == 405


def test_the_bell_counts_what_is_unread(client_for, yanta_inspector: User) -> None:
    client = client_for(yanta_inspector)
    count = reverse("workbench:inbox-count")
    assert client.get(count).content == b""
    make_message(yanta_inspector)
    make_message(yanta_inspector, key="b")
    assert ">2<" in client.get(count).content.decode()


def test_ticked_messages_are_marked_as_read(client_for, yanta_inspector: User) -> None:
    ticked, other = make_message(yanta_inspector), make_message(yanta_inspector, key="b")
    client = client_for(yanta_inspector)
    client.post(reverse("workbench:inbox-read"), {"ids": [str(ticked.uuid)]})
    assert list(Message.objects.unread()) == [other]
    client.post(reverse("workbench:inbox-read"), {"all": "1", "query": ""})
    assert not Message.objects.unread().exists()


def test_taking_note_from_the_page(client_for, yanta_inspector: User) -> None:
    message = make_message(yanta_inspector)
    client = client_for(yanta_inspector)
    client.post(reverse("workbench:message-acknowledge", args=[message.uuid]))
    message.refresh_from_db()
    assert message.acknowledged_at is not None


def test_tasks_list_what_the_reader_has_to_do(
    client_for, yanta_inspector: User, yanta_unit_head: User
) -> None:
    record = make_record(yanta_inspector)
    make_task(record, yanta_inspector, role=Role.UNIT_HEAD)
    address = reverse("workbench:task-list")
    assert "核查线索" in client_for(yanta_unit_head).get(address).content.decode()
    assert "核查线索" not in client_for(yanta_inspector).get(address).content.decode()


def test_a_task_is_dropped_with_a_reason(client_for, yanta_inspector: User) -> None:
    task = make_task(make_record(yanta_inspector), yanta_inspector, assignee=yanta_inspector)
    client = client_for(yanta_inspector)
    address = reverse("workbench:task-drop", args=[task.uuid])
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": "重复"}).status_code == 302
    assert Task.objects.get().state == "dropped"
    assert client.post(address, {"reason": "重复"}).status_code == 400


def test_a_comment_is_written_in_the_panel_of_its_record(
    client_for, yanta_inspector: User, auditor: User
) -> None:
    record = make_record(yanta_inspector)
    register_comments(record.ref_kind)
    panel = next(
        one for one in panels_for(record, yanta_inspector) if one["name"] == "comments"
    )
    client = client_for(yanta_inspector)
    assert "<form" in client.get(panel["address"]).content.decode()
    answer = client.post(
        panel["address"], {"text": "请补充票据"}, headers={"HX-Request": "true"}
    )
    assert "请补充票据" in answer.content.decode()
    assert Comment.objects.filter(about_uuid=record.uuid).count() == 1
    assert "<form" not in client_for(auditor).get(panel["address"]).content.decode()


def test_a_refused_comment_keeps_what_was_typed(client_for, yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    address = reverse("workbench:comments", args=[record.ref_kind, record.uuid])
    endless = "长" * 10_000
    answer = client_for(yanta_inspector).post(address, {"text": endless})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert endless in page
    assert "field-error" in page


def test_comments_of_an_unknown_kind_do_not_exist(client_for, yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    address = reverse("workbench:comments", args=["no-such-kind", record.uuid])
    assert client_for(yanta_inspector).get(address).status_code == 404


def test_a_deputy_is_named_and_dismissed(
    client_for, yanta_inspector: User, yanta_inspector2: User, linwei_inspector: User
) -> None:
    client = client_for(yanta_inspector)
    values = {"from_on": "2099-03-02", "to_on": "2099-03-06", "reason": "出差"}
    new = reverse("workbench:delegation-new")
    foreign = client.post(new, {**values, "deputy": str(linwei_inspector.uuid)})
    assert foreign.status_code == 400
    backwards = {**values, "to_on": "2099-03-01", "deputy": str(yanta_inspector2.uuid)}
    assert client.post(new, backwards).status_code == 400
    assert client.post(new, {**backwards, **values}).status_code == 302
    row = Delegation.objects.get()
    assert (row.person, row.deputy) == (yanta_inspector, yanta_inspector2)
    cancel = reverse("workbench:delegation-cancel", args=[row.uuid])
    assert cancel in client.get(reverse("workbench:delegation-list")).content.decode()
    assert client_for(yanta_inspector2).post(cancel).status_code == 403
    assert client.post(cancel).status_code == 302
    row.refresh_from_db()
    assert row.cancelled_on is not None


def test_a_link_leads_to_the_record_or_to_nothing(
    client_for, yanta_inspector: User, yanta_inspector2: User, linwei_inspector: User
) -> None:
    row = make_delegation(yanta_inspector, yanta_inspector2)
    address = reverse("workbench:record", args=["delegation", row.uuid])
    answer = client_for(yanta_inspector).get(address)
    assert answer["Location"] == reverse("workbench:delegation-list")
    assert client_for(linwei_inspector).get(address).status_code == 404
