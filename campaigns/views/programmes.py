from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.forms import ProgrammeForm, TaskLineForm
from campaigns.models import Campaign, Programme
from campaigns.policies import require_design
from campaigns.services.programmes import add_task_line, create_programme
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Act, Fact, Section


class ProgrammeList(ListPage):
    title = _("Programmes and task lines")
    perms = (Perm.READ_RECORDS,)
    default_sort = "-starts_on"
    row_url_name = "campaigns:programme-detail"
    columns = (
        Column("name", _("Name"), css="wide"),
        Column("code", _("Code")),
        Column("bureau", _("Bureau"), value="bureau.name"),
        Column("is_long_running", _("Long-running"), kind=Kind.FLAG),
        Column("starts_on", _("Starts on"), kind=Kind.DATE, sort="starts_on"),
        Column("ends_on", _("Ends on"), kind=Kind.DATE),
    )
    acts = (
        ListAct(
            _("Enter a programme"), "campaigns:programme-new", perms=(Perm.DESIGN_CAMPAIGNS,)
        ),
    )
    empty_reason = _("No programme has been entered yet.")
    empty_advice = _("A campaign officer enters the year's work with its task lines.")

    def get_queryset(self) -> Any:
        return Programme.objects.visible_to(self.user).select_related("bureau")


class ProgrammeDetail(DetailPage):
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> Any:
        return Programme.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Programmes and task lines"), reverse("campaigns:programme-list"))]

    def number(self) -> str:
        return str(self.record.code)

    def head(self) -> Sequence[Fact]:
        end = self.record.ends_on
        period = f"{self.record.starts_on:%Y-%m-%d} – {end:%Y-%m-%d}" if end else ""
        return [
            Fact(_("Bureau"), self.record.bureau.name),
            Fact(_("Period"), period or _("Long-running")),
        ]

    def acts(self) -> Sequence[Act]:
        own = self.record.bureau_id == self.user.bureau_id
        if not own or not self.user.can(Perm.DESIGN_CAMPAIGNS):
            return []
        address = reverse("campaigns:task-line-add", args=[self.record.uuid])
        return [Act(_("Add a task line"), address, icon="plus", weight="main", dialog=True)]

    def sections(self) -> Sequence[Section]:
        found = []
        if self.record.summary:
            facts = [Fact(_("Summary"), self.record.summary, wide=True)]
            found.append(Section(_("Plan"), facts))
        found.append(Section(_("Task lines"), [], template="campaigns/_task_lines.html"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = list(
            Campaign.objects.visible_to(self.user).filter(task_line__programme=self.record)
        )
        lines = self.record.task_lines.prefetch_related("linked_programmes")
        return super().get_context_data(
            **kwargs,
            lines=[
                (line, [one for one in visible if one.task_line_id == line.pk])
                for line in lines
            ],
            tied_to=self.record.tied_to_lines.select_related("programme"),
        )


class NewProgramme(FormPage):
    title = _("Enter a programme")
    submit = _("Save")
    success = _("The programme was entered. Add its task lines.")
    perms = (Perm.DESIGN_CAMPAIGNS,)
    form_class = ProgrammeForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Programmes and task lines"), reverse("campaigns:programme-list"))]

    def act(self, form: Any) -> str:
        programme = create_programme(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("campaigns:programme-detail", args=[programme.uuid])


class AddTaskLine(RecordAddress, FormPage):
    title = _("Add a task line")
    submit = _("Add")
    success = _("The task line was added.")
    perms = (Perm.DESIGN_CAMPAIGNS,)
    form_class = TaskLineForm

    def get_queryset(self) -> Any:
        return Programme.objects.visible_to(self.user).select_related("bureau")

    @cached_property
    def programme(self) -> Programme:
        found: Programme = self.get_record()
        require_design(found.bureau, by=self.user)
        return found

    def address(self) -> str:
        return reverse("campaigns:programme-detail", args=[self.programme.uuid])

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Programmes and task lines"), reverse("campaigns:programme-list")),
            Crumb(self.programme.name, self.address()),
        ]

    def act(self, form: Any) -> str:
        add_task_line(self.programme, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()
