"""Whoever works on a record may remark on it; its handling officers hear of it."""

import pytest

from accounts.models import User
from core.errors import Invalid, PermissionRefused
from tests.factories.workbench import A_DAY, make_record
from workbench.models import Comment, Message
from workbench.services.comments import add_comment, comments_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(yanta_inspector: User):
    return make_record(yanta_inspector)


def test_a_comment_tells_the_handling_officers_but_not_its_author(
    record, yanta_inspector: User, yanta_head: User
) -> None:
    add_comment(record, text=" 请补充进货票据。 ", by=yanta_head, on=A_DAY)
    assert [comment.text for comment in comments_of(record)] == ["请补充进货票据。"]
    assert Message.objects.get(recipient=yanta_inspector).about == record.ref
    add_comment(record, text="已补充。", by=yanta_inspector, on=A_DAY)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "长" * 10_000])
def test_an_empty_or_endless_comment_is_refused(
    record, yanta_inspector: User, text: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_comment(record, text=text, by=yanta_inspector, on=A_DAY)
    assert "text" in refused.value.fields
    assert comments_of(record) == []


def test_auditors_administrators_and_machines_do_not_write(
    record, auditor: User, sysadmin: User, secadmin: User, xian_dashboard: User
) -> None:
    for reader in (auditor, sysadmin, secadmin, xian_dashboard):
        with pytest.raises(PermissionRefused):
            add_comment(record, text="看过", by=reader, on=A_DAY)


def test_a_comment_is_seen_by_whoever_sees_the_record(
    yanta_inspector: User, yanta_inspector2: User, linwei_inspector: User
) -> None:
    record = make_record(yanta_inspector, confidential=True)
    comment = add_comment(record, text="保密", by=yanta_inspector, on=A_DAY)
    mine = Comment.objects.filter(pk=comment.pk)
    assert mine.visible_to(yanta_inspector).exists()
    assert not mine.visible_to(yanta_inspector2).exists()
    assert not mine.visible_to(linwei_inspector).exists()
