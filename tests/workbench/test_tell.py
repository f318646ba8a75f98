"""A person is told a thing once, in their language, and alone reads what they were told."""

from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.models import AuditEvent
from core.refs import Ref
from tests.factories.workbench import A_DAY, make_record
from workbench.models import Message, MessageKind
from workbench.services.messages import (
    Draft,
    acknowledge,
    mark_read,
    send,
    send_many,
    unread_count,
)

pytestmark = pytest.mark.django_db


def tell(person: User, key: str = "once", title: object = "请办理", about: Ref | None = None):
    return send(
        recipient=person,
        kind=MessageKind.NOTICE,
        title=title,
        about=about,
        dedupe_key=key,
        on=A_DAY,
    )


def test_the_same_thing_is_said_once(yanta_inspector: User, yanta_inspector2: User) -> None:
    assert tell(yanta_inspector) is not None
    assert tell(yanta_inspector) is None
    assert tell(yanta_inspector2) is not None
    assert tell(yanta_inspector, key="another") is not None
    assert Message.objects.count() == 3


def test_it_is_said_in_the_readers_language(
    yanta_inspector: User, yanta_inspector2: User
) -> None:
    yanta_inspector2.language = "en"
    title = gettext_lazy("A new comment")
    here, there = tell(yanta_inspector, title=title), tell(yanta_inspector2, title=title)
    assert there.title == "A new comment"
    assert here.title == str(title)


def test_a_title_of_ten_thousand_characters_is_cut(yanta_inspector: User) -> None:
    assert len(tell(yanta_inspector, title="长" * 10_000).title) == 200


def test_many_are_told_at_once_and_none_twice(
    yanta_inspector: User, yanta_inspector2: User, django_assert_max_num_queries
) -> None:
    first = tell(yanta_inspector, key="k")
    drafts = [
        Draft(person, MessageKind.NOTICE, "请办理", "k", A_DAY)
        for person in (yanta_inspector, yanta_inspector2, yanta_inspector2)
    ]
    with django_assert_max_num_queries(4):
        told = send_many(drafts)
    assert told[yanta_inspector.pk, "k"] == first.uuid
    assert Message.objects.filter(recipient=yanta_inspector2).count() == 1


def test_only_the_recipient_reads_a_message(
    yanta_inspector: User, yanta_head: User, province_officer: User, auditor: User
) -> None:
    tell(yanta_inspector)
    for other in (yanta_head, province_officer, auditor):
        assert not Message.objects.visible_to(other).exists()
    assert Message.objects.visible_to(yanta_inspector).exists()


def test_marking_as_read_touches_only_ones_own(
    yanta_inspector: User, yanta_inspector2: User
) -> None:
    mine, theirs = tell(yanta_inspector), tell(yanta_inspector2)
    assert mark_read(by=yanta_inspector, uuids=[mine.uuid, theirs.uuid]) == 1
    assert unread_count(yanta_inspector) == 0
    assert unread_count(yanta_inspector2) == 1
    tell(yanta_inspector, key="2")
    tell(yanta_inspector, key="3")
    assert mark_read(by=yanta_inspector) == 2


def test_taking_note_is_recorded_once(yanta_inspector: User) -> None:
    message = tell(yanta_inspector)
    first = acknowledge(message, by=yanta_inspector, on=A_DAY)
    again = acknowledge(message, by=yanta_inspector, on=date(2026, 3, 9))
    assert first.acknowledged_at == again.acknowledged_at
    assert first.read_at is not None
    assert AuditEvent.objects.filter(kind="message.acknowledged").count() == 1


def test_nobody_takes_note_for_another(yanta_inspector: User, yanta_head: User) -> None:
    message = tell(yanta_inspector)
    with pytest.raises(Message.DoesNotExist):
        acknowledge(message, by=yanta_head, on=A_DAY)


def test_a_message_points_to_its_record(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    assert tell(yanta_inspector, about=record.ref).about == record.ref
    assert tell(yanta_inspector, key="none").about is None
