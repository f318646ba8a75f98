"""Records for the workbench to hang on, and what hangs on them, made by the services."""

from datetime import date
from uuid import uuid4

from accounts.models import Bureau, Role, Scoped, ShareGrade, Unit, User
from accounts.services.scope import share
from accounts.system import SYSTEM
from core.refs import Ref
from workbench.models import (
    Approval,
    Comment,
    Delegation,
    Delivery,
    Message,
    MessageKind,
    Task,
    Webhook,
)
from workbench.services.approvals import submit
from workbench.services.delegations import delegate
from workbench.services.messages import send
from workbench.services.outside import set_webhook
from workbench.services.tasks import assign_task, open_task

A_DAY = date(2026, 3, 2)


def make_record(
    author: User,
    *,
    bureau: Bureau | None = None,
    unit: Unit | None = None,
    confidential: bool = False,
    co_handling: Bureau | None = None,
) -> Scoped:
    """A top record of a bureau: the workbench asks no more of a case than this has."""
    record = Comment.top(
        bureau=bureau or author.bureau,
        unit=unit or author.unit,
        confidential=confidential,
        about_kind=Comment.ref_kind,
        about_uuid=uuid4(),
        author=author,
        text="某药店案",
    )
    record.save(force_insert=True)
    share(record, to=author, grade=ShareGrade.HANDLE, by=author, on=A_DAY)
    if co_handling is not None:
        share(record, to=co_handling, grade=ShareGrade.CO_HANDLE, by=author, on=A_DAY)
    return record


def make_approval(
    record: Scoped,
    by: User,
    *,
    act: str = "filing",
    title: str = "申请立案",
    roles: tuple[Role, ...] | None = None,
    on: date = A_DAY,
) -> Approval:
    return submit(
        record, act=act, title=title, summary="销售假药线索属实", by=by, on=on, roles=roles
    )


def make_message(recipient: User, *, about: Ref | None = None, key: str = "a") -> Message:
    message = send(
        recipient=recipient,
        kind=MessageKind.NOTICE,
        title="请及时办理",
        body="期限将至。",
        about=about,
        dedupe_key=key,
        on=A_DAY,
    )
    if message is None:
        raise ValueError("This was said before.")
    return message


def make_task(
    record: Scoped, by: User, *, assignee: User | None = None, role: str = ""
) -> Task:
    return open_task(
        record=record,
        title="核查线索",
        act="verify",
        assignee=assignee,
        role=role,
        due_on=A_DAY,
        by=by,
        on=A_DAY,
    )


def make_assigned(to: User, *, by: User) -> Task:
    return assign_task(to=to, title="整理案卷", due_on=A_DAY, by=by, on=A_DAY)


def make_delegation(person: User, deputy: User) -> Delegation:
    return delegate(
        person=person,
        deputy=deputy,
        from_on=A_DAY,
        to_on=date(2039, 12, 31),
        reason="出差",
        by=person,
        on=A_DAY,
    )


def make_webhook(bureau: Bureau, *, address: str = "https://oa.example.gov.cn/hook") -> Webhook:
    return set_webhook(
        bureau=bureau,
        form="plain",
        address=address,
        token="",
        secret="s3cret",
        is_on=True,
        by=SYSTEM,
        on=A_DAY,
    )


def make_dead_delivery(recipient: User) -> Delivery:
    """A digest that was given up, with one message in it."""
    delivery = Delivery.objects.create(
        kind="digest",
        channel="email",
        recipient=recipient,
        bureau=recipient.bureau,
        on=A_DAY,
        state="dead",
        attempts=3,
        reason="mail_refused",
        detail="554 no",
    )
    message = make_message(recipient, key=f"dead:{delivery.uuid}")
    delivery.lines.create(
        message=message,
        recipient=recipient,
        channel="email",
        not_before=delivery.created_at,
    )
    return delivery
