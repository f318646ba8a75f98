from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import Programme, TaskLine
from campaigns.policies import require_design
from core.errors import Invalid


@transaction.atomic
def create_programme(
    *,
    code: str,
    name: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    on: date,
    is_long_running: bool = False,
    summary: str = "",
) -> Programme:
    """Enter a year's work or a long-running project of the actor's bureau.

    Raises:
        Invalid: the code is taken, or the end lies before the start.
        PermissionRefused: not a campaign officer.
    """
    require_design(by.bureau, by=by)
    if ends_on is not None and ends_on < starts_on:
        raise Invalid(fields={"ends_on": _("The end lies before the start.")})
    if Programme.objects.filter(code=code).exists():
        raise Invalid(fields={"code": _("This code is taken. Choose another.")})
    programme = Programme.objects.create(
        code=code,
        name=name,
        bureau=by.bureau,
        starts_on=starts_on,
        ends_on=ends_on,
        is_long_running=is_long_running,
        summary=summary,
    )
    record("programme.created", subject=programme, by=by, on=on, after={"name": name})
    return programme


@transaction.atomic
def add_task_line(
    programme: Programme,
    *,
    name: str,
    by: User,
    on: date,
    content: str = "",
    linked: Programme | None = None,
) -> TaskLine:
    """Add the next task line; ``linked`` ties a long-running programme to it."""
    require_design(programme.bureau, by=by)
    last = programme.task_lines.order_by("-seq").values_list("seq", flat=True).first() or 0
    line = TaskLine.objects.create(
        programme=programme, seq=last + 1, name=name, content=content
    )
    if linked is not None:
        line.linked_programmes.add(linked)
    record("task_line.added", subject=line, by=by, on=on, after={"name": name})
    return line
