"""What waits for one person, as blocks of a home page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.counts import capped_count
from core.pages.parts import Block, Line
from core.refs import Ref, Resolved
from workbench.models import Approval, Message, Task
from workbench.records import abouts

LINES = 6


@dataclass(frozen=True, slots=True)
class Queue:
    """Blocks with the first lines and the count that opens the full list."""

    tasks: Block
    approvals: Block
    submitted: Block
    messages: Block


def queue_for(user: User, on: date) -> Queue:
    """What waits for ``user`` on a day. Costs a fixed number of queries."""
    return Queue(
        tasks=_tasks(user, on),
        approvals=_approvals(user),
        submitted=_submitted(user),
        messages=_messages(user),
    )


def _tasks(user: User, on: date) -> Block:
    rows = Task.objects.visible_to(user).for_person(user).open()
    shown = list(rows[:LINES])
    seen = abouts(shown, user)
    lines = [
        Line(
            task.title,
            reverse("workbench:task", args=[task.uuid]),
            note="" if task.about == task.ref else seen[task.about].title,
            due_on=task.due_on,
            days=(task.due_on - on).days if task.due_on else None,
            working=False,
        )
        for task in shown
    ]
    late = rows.filter(due_on__lt=on).exists()
    return Block(
        title=_("To do"),
        lines=lines,
        count=capped_count(rows),
        address=reverse("workbench:task-list"),
        icon="checklist",
        empty=_("You have nothing to do here."),
        tone="late" if late else "neutral",
    )


def _approvals(user: User) -> Block:
    rows = Approval.objects.visible_to(user).waiting_for(user)
    return Block(
        title=_("Waiting for my approval"),
        lines=_approval_lines(rows, lambda row: str(row.submitted_by.name)),
        count=capped_count(rows),
        address=reverse("workbench:approval-list"),
        icon="clipboard-check",
        empty=_("Nothing waits for your approval."),
    )


def _submitted(user: User) -> Block:
    rows = Approval.objects.pending().filter(submitted_by=user)
    return Block(
        title=_("Waiting for others"),
        lines=_approval_lines(rows, _present_duty),
        count=capped_count(rows),
        address=reverse("workbench:approval-list") + "?whose=submitted&state=pending",
        icon="hourglass",
        empty=_("Nothing of yours waits for others."),
    )


def _messages(user: User) -> Block:
    rows = Message.objects.visible_to(user).unread()
    shown: Sequence[Message] = list(rows[:LINES])
    seen = abouts(list(shown), user)
    lines = [
        Line(
            row.title,
            reverse("workbench:message", args=[row.uuid]),
            note=_about_note(row, seen),
        )
        for row in shown
    ]
    return Block(
        title=_("Unread messages"),
        lines=lines,
        count=capped_count(rows),
        address=reverse("workbench:inbox") + "?reading=unread",
        icon="mail",
        empty=_("You have read everything."),
    )


def _about_note(row: Message, seen: dict[Ref, Resolved]) -> str:
    """What the message is about, unless its title says so already."""
    title = seen[row.about].title if row.about else ""
    return "" if title in row.title else title


def _approval_lines(rows: QuerySet[Approval], note: Any) -> list[Line]:
    shown = rows.select_related("submitted_by").prefetch_related("steps")[:LINES]
    return [
        Line(row.title, reverse("workbench:approval", args=[row.uuid]), note=note(row))
        for row in shown
    ]


def _present_duty(approval: Approval) -> str:
    return "、".join(
        step.get_role_display()
        for step in approval.steps.all()
        if step.seq == approval.current_seq
    )
