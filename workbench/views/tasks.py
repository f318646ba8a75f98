"""What the reader has to do."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Fact, days_left, pill
from core.refs import resolve
from core.templatetags.yaoan import days_left as days_badge
from workbench.filters import TaskFilter
from workbench.forms import AssignForm, OutcomeForm, ReasonForm
from workbench.models import Task, TaskState
from workbench.policies import ASSIGN_PERMS
from workbench.records import abouts
from workbench.services.tasks import assign_task, drop_task, report_done

TONES = {
    TaskState.OPEN.value: "waiting",
    TaskState.DONE.value: "met",
    TaskState.DROPPED.value: "void",
}


def _mine(user: Any) -> QuerySet[Task]:
    return Task.objects.visible_to(user).for_person(user)


def _due(row: Any) -> str | SafeString:
    if row.due_on is None or row.state != TaskState.OPEN:
        return ""
    badge: str | SafeString = days_badge(
        (row.due_on - localdate()).days, working=False, due_on=row.due_on
    )
    return badge


class TaskList(ListPage):
    title = gettext_lazy("Tasks")
    filterset_class = TaskFilter
    primary_filters = ("state", "due_on")
    default_sort = "due_on"
    row_url_name = "workbench:task"
    columns = (
        Column("title", gettext_lazy("To do"), css="wide"),
        Column("record", gettext_lazy("Record"), value="about_title"),
        Column("left", gettext_lazy("Days left"), cell=_due),
        Column("due_on", gettext_lazy("Due on"), kind=Kind.DATE, sort="due_on"),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name", shown=False),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES),
    )
    presets = (
        Preset(gettext_lazy("Open"), ""),
        Preset(gettext_lazy("Done"), "state=done"),
    )
    acts = (
        ListAct(gettext_lazy("Assign a task"), "workbench:task-new", perms=tuple(ASSIGN_PERMS)),
    )
    empty_reason = gettext_lazy("You have nothing to do here.")

    def get_queryset(self) -> QuerySet[Task]:
        return _mine(self.user).select_related("bureau")

    def prepare(self, rows: list[Any]) -> None:
        seen = abouts(rows, self.user)
        for row in rows:
            row.about_title = seen[row.about].title

    def row_css(self, row: Any) -> str:
        late = row.state == TaskState.OPEN and row.due_on and row.due_on < localdate()
        return "row-late" if late else ""


class TaskDetail(DetailPage):
    record: Task

    def get_queryset(self) -> QuerySet[Task]:
        return _mine(self.user).select_related("bureau", "assignee", "done_by")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Tasks"), reverse("workbench:task-list"))]

    def status(self) -> SafeString:
        return pill(self.record.get_state_display(), TONES[self.record.state])

    def head(self) -> list[Fact]:
        who = self.record.assignee.name if self.record.assignee else ""
        return [
            Fact(_("Bureau"), self.record.bureau.short_name),
            Fact(pgettext("task", "For"), who or self.record.get_role_display()),
        ]

    def limit(self) -> Any:
        if self.record.due_on is None or self.record.state != TaskState.OPEN:
            return None
        days = (self.record.due_on - localdate()).days
        return _("Due on"), days_left(days, working=False)

    def acts(self) -> list[Act]:
        if self.record.state != TaskState.OPEN:
            return []
        drop = reverse("workbench:task-drop", args=[self.record.uuid])
        seen = resolve([self.record.about], self.user)[self.record.about]
        there = [Act(_("Open the record"), seen.address, icon="arrow-right", weight="main")]
        if self.record.about == self.record.ref:
            done = reverse("workbench:task-done", args=[self.record.uuid])
            there = [Act(_("Report done"), done, icon="check", weight="main", dialog=True)]
        return [
            *(there if seen.address else []),
            Act(_("Need not be done"), drop, icon="x", dialog=True),
        ]

    def related(self) -> list[Fact]:
        if self.record.about == self.record.ref:
            return []
        seen = resolve([self.record.about], self.user)[self.record.about]
        return [Fact(_("Record"), seen.title, seen.address)] if seen.title else []


class AssignTask(FormPage):
    title = gettext_lazy("Assign a task")
    submit = pgettext_lazy("verb", "Assign")
    success = gettext_lazy("The task was assigned; the person was told.")
    perms = tuple(ASSIGN_PERMS)
    form_class = AssignForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Tasks"), reverse("workbench:task-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        assign_task(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("workbench:task-list")


class TaskDone(RecordAddress, FormPage):
    title = gettext_lazy("Report the task done")
    submit = gettext_lazy("Report done")
    success = gettext_lazy("The task is done.")
    form_class = OutcomeForm

    def get_queryset(self) -> QuerySet[Task]:
        return _mine(self.user)

    def crumbs(self) -> list[Crumb]:
        here = reverse("workbench:task", args=[self.kwargs["id"]])
        return [Crumb(self.get_record().title, here)]

    def act(self, form: Any) -> str:
        report_done(self.get_record(), by=self.user, on=self.on, **form.cleaned_data)
        return reverse("workbench:task-list")


class TaskDrop(RecordAddress, FormPage):
    title = gettext_lazy("Need not be done")
    submit = gettext_lazy("Close the task")
    success = gettext_lazy("The task was closed.")
    form_class = ReasonForm

    def get_queryset(self) -> QuerySet[Task]:
        return _mine(self.user)

    def crumbs(self) -> list[Crumb]:
        here = reverse("workbench:task", args=[self.kwargs["id"]])
        return [Crumb(self.get_record().title, here)]

    def act(self, form: Any) -> str:
        drop_task(self.get_record(), by=self.user, on=self.on, **form.cleaned_data)
        return reverse("workbench:task-list")
