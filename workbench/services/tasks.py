"""What a person or a duty must do on a record: opened and closed by the acts above."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Scoped, User
from audit.services import record as write_audit
from core.errors import Invalid, PermissionRefused
from workbench.models import MessageKind, Task, TaskState
from workbench.policies import require_assign
from workbench.services.messages import Text, send


@transaction.atomic
def open_task(
    *,
    record: Scoped,
    title: Text,
    act: str,
    assignee: User | None = None,
    role: str = "",
    due_on: date | None = None,
    by: User,
    on: date,
) -> Task:
    """Give a person, or whoever holds a duty in the record's bureau, something to do.

    Args:
        record: what it concerns; the task shares its scope.
        title: what to do, in a few words.
        act: the act that will close it.
        assignee: a person; told unless it is ``by``.
        role: a duty, where no person is named.
        due_on: local date.

    Raises:
        Invalid: neither a person nor a duty is named.
    """
    if assignee is None and not role:
        raise Invalid(fields={"assignee": _("Name a person or a duty.")})
    task = Task.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        title=str(title)[:200],
        act=act,
        assignee=assignee,
        role=role,
        due_on=due_on,
    )
    task.save(force_insert=True)
    after = {"title": task.title, "act": act, "role": role, "due_on": due_on}
    if assignee is not None:
        after["assignee"] = assignee.name
        if assignee.pk != by.pk:
            send(
                recipient=assignee,
                kind=MessageKind.TASK,
                title=title,
                about=record.ref,
                dedupe_key=f"task:{task.uuid}",
                on=on,
            )
    write_audit("task.opened", subject=task, by=by, on=on, after=after)
    return task


@transaction.atomic
def assign_task(*, to: User, title: str, due_on: date, by: User, on: date) -> Task:
    """Give a person something to do that no record asks for; they report it done.

    Args:
        to: a person of the giver's bureau or of one under it.
        due_on: local date.

    Raises:
        PermissionRefused: not a head's or campaign officer's duty, or another bureau's person.
        Invalid: nothing is said, or the day has passed.
    """
    require_assign(to, by=by)
    if not title.strip():
        raise Invalid(fields={"title": _("Say what is to be done.")})
    task = Task.top(
        bureau=to.bureau, unit=to.unit, title=title.strip()[:200], assignee=to, due_on=due_on
    )
    task.about_kind, task.about_uuid = Task.ref_kind, task.uuid
    task.save(force_insert=True)
    send(
        recipient=to,
        kind=MessageKind.TASK,
        title=task.title,
        about=task.ref,
        dedupe_key=f"task:{task.uuid}",
        on=on,
    )
    after = {"title": task.title, "assignee": to.name, "due_on": due_on}
    write_audit("task.assigned", subject=task, by=by, on=on, after=after)
    return task


@transaction.atomic
def report_done(task: Task, *, outcome: str, by: User, on: date) -> Task:
    """Report a task done that no act of a record closes.

    Raises:
        PermissionRefused: it is somebody else's, or an act closes it.
        Invalid: nothing is said of the outcome, or it is closed already.
    """
    row: Task = Task.objects.select_for_update().get(pk=task.pk)
    if row.assignee_id != by.pk or row.act:
        raise PermissionRefused
    if row.state != TaskState.OPEN:
        raise Invalid(_("This task is closed already."))
    if not outcome.strip():
        raise Invalid(fields={"outcome": _("Say what was done and with what result.")})
    _close(row, TaskState.DONE, by, on)
    write_audit("task.done", subject=row, by=by, on=on, note=outcome)
    return row


@transaction.atomic
def close_tasks(record: Scoped, *, act: str = "", by: User, on: date) -> int:
    """Close the open tasks of a record that ``act`` fulfils; all of them without an act."""
    rows = Task.objects.open().filter(about_kind=record.ref_kind, about_uuid=record.uuid)
    if act:
        rows = rows.filter(act=act)
    tasks = list(rows.select_for_update())
    for task in tasks:
        _close(task, TaskState.DONE, by, on)
        write_audit("task.done", subject=task, by=by, on=on)
    return len(tasks)


@transaction.atomic
def drop_task(task: Task, *, reason: str, by: User, on: date) -> Task:
    """Close a task that need not be done; only its assignee or holder of its duty may.

    Raises:
        PermissionRefused: it is somebody else's.
        Invalid: no reason is given, or it is closed already.
    """
    row: Task = Task.objects.select_for_update().get(pk=task.pk)
    if not Task.objects.for_person(by).filter(pk=row.pk).exists():
        raise PermissionRefused
    if row.state != TaskState.OPEN:
        raise Invalid(_("This task is closed already."))
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say why it need not be done.")})
    _close(row, TaskState.DROPPED, by, on)
    write_audit("task.dropped", subject=row, by=by, on=on, note=reason)
    return row


def _close(task: Task, state: TaskState, by: User, on: date) -> None:
    task.state, task.done_on, task.done_by = state, on, by
    task.version += 1
    task.save(update_fields=["state", "done_on", "done_by", "version", "updated_at"])
