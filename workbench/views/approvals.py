"""The approval queue, one approval, and deciding it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from accounts.models import Perm, Role
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import BulkAct, ListPage, Preset
from core.pages.parts import Act, Entry, Fact, Section, pill
from core.refs import resolve
from workbench.approvals import facts_of
from workbench.errors import ApprovalEnded
from workbench.filters import ApprovalPageFilter
from workbench.forms import OpinionForm, OptionalReasonForm, ReturnForm
from workbench.models import Approval, ApprovalState, ApprovalStep, StepOutcome
from workbench.policies import (
    APPROVER_PERMS,
    may_decide,
    may_record_on_paper,
    require_may_decide,
)
from workbench.records import abouts
from workbench.services.approvals import approve, return_, withdraw
from workbench.services.attachments import attachments_of
from workbench.services.recipients import Directory

TONES = {
    ApprovalState.PENDING.value: "waiting",
    ApprovalState.APPROVED.value: "met",
    ApprovalState.RETURNED.value: "soon",
    ApprovalState.WITHDRAWN.value: "void",
}
STEP_TONES = {
    StepOutcome.WAITING.value: "waiting",
    StepOutcome.APPROVED.value: "met",
    StepOutcome.RETURNED.value: "soon",
}


def _present_step(row: Any) -> str:
    if row.state != ApprovalState.PENDING:
        return ""
    return "、".join(
        str(Role(step.role).label) for step in row.steps.all() if step.seq == row.current_seq
    )


class ApprovalList(ListPage):
    title = gettext_lazy("Approvals")
    perms = (Perm.READ_RECORDS,)
    filterset_class = ApprovalPageFilter
    primary_filters = ("whose", "state")
    default_sort = "-submitted_on"
    row_url_name = "workbench:approval"
    columns = (
        Column("title", gettext_lazy("What is asked"), css="wide"),
        Column("record", gettext_lazy("Record"), value="about_title"),
        Column("submitted_by", gettext_lazy("Submitted by"), value="submitted_by.name"),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name"),
        Column(
            "submitted_on", gettext_lazy("Submitted on"), kind=Kind.DATE, sort="submitted_on"
        ),
        Column("step", gettext_lazy("Waits for"), value=_present_step),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES),
    )
    presets = (
        Preset(gettext_lazy("Waiting for me"), ""),
        Preset(gettext_lazy("Submitted by me"), "whose=submitted"),
        Preset(gettext_lazy("All I may read"), "whose=all"),
    )
    empty_reason = gettext_lazy("Nothing waits for your approval.")
    bulk_acts = (
        BulkAct(
            gettext_lazy("Approve the ticked ones"),
            "workbench:approval-bulk",
            perms=APPROVER_PERMS,
            confirm=gettext_lazy("Each is checked apart; what cannot be approved is named."),
        ),
    )

    def get_queryset(self) -> QuerySet[Approval]:
        rows = Approval.objects.visible_to(self.user).select_related("submitted_by", "bureau")
        return rows.prefetch_related("steps")

    def prepare(self, rows: list[Any]) -> None:
        seen = abouts(rows, self.user)
        for row in rows:
            row.about_title = seen[row.about].title


class ApprovalDetail(DetailPage):
    perms = (Perm.READ_RECORDS,)
    template_name = "workbench/approval_detail.html"
    record: Approval

    def get_queryset(self) -> QuerySet[Approval]:
        return Approval.objects.visible_to(self.user).select_related("submitted_by", "bureau")

    def get_record(self) -> Approval:
        record: Approval = super().get_record()
        self.steps = list(record.steps.select_related("decided_by", "recorded_by"))
        return record

    @property
    def present(self) -> ApprovalStep | None:
        if self.record.state != ApprovalState.PENDING:
            return None
        return next(step for step in self.steps if step.seq == self.record.current_seq)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, files=attachments_of(self.record))

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Approvals"), reverse("workbench:approval-list"))]

    def status(self) -> SafeString:
        return pill(self.record.get_state_display(), TONES[self.record.state])

    def head(self) -> list[Fact]:
        return [
            Fact(_("Bureau"), self.record.bureau.short_name),
            Fact(_("Submitted by"), self.record.submitted_by.name),
            Fact(_("Submitted on"), self.record.submitted_on.isoformat()),
        ]

    def sections(self) -> list[Section]:
        asked = [Fact(_("What is asked"), self.record.summary or self.record.title, wide=True)]
        facts = [Fact(label, value) for label, value in facts_of(self.record, self.user)]
        shown = [Section(_("Submission"), asked)]
        if facts:
            shown.append(Section(_("The record"), facts))
        return [*shown, Section(_("Approval route"), [self._step(step) for step in self.steps])]

    def _step(self, step: ApprovalStep) -> Fact:
        done = step.decided_by.name if step.decided_by else ""
        said = StepOutcome(step.outcome).label
        state = pill(f"{said} {done}".strip(), STEP_TONES[step.outcome])
        if step.recorded_by is not None:
            words = _("on paper, recorded by %(name)s") % {"name": step.recorded_by.name}
            state = format_html("{} {}", state, words)
        return Fact(f"{step.seq}. {Role(step.role).label}", state)

    def acts(self) -> list[Act]:
        step, id_ = self.present, [self.record.uuid]
        if step is None:
            return []
        if may_decide(self.record, step, by=self.user):
            yes, no = (reverse(f"workbench:approval-{act}", args=id_) for act in _DECISIONS)
            return [
                Act(_("Approve"), yes, icon="check", weight="main", dialog=True),
                Act(
                    pgettext("verb", "Return"),
                    no,
                    icon="arrow-left",
                    weight="danger",
                    dialog=True,
                ),
            ]
        if may_record_on_paper(self.record, by=self.user):
            paper = reverse("workbench:approval-paper", args=id_)
            return [Act(_("Record what was signed on paper"), paper, "upload")]
        if self.record.submitted_by_id == self.user.pk:
            back = reverse("workbench:approval-withdraw", args=id_)
            return [Act(_("Withdraw"), back, icon="x", dialog=True)]
        return []

    def waiting_for(self) -> Text:
        if (step := self.present) is None:
            return ""
        directory = Directory(self.record.submitted_on)
        found = directory.holders(step.role, self.record.bureau_id, self.record.unit_id)
        names = [who.name for who in found if who.pk != self.record.submitted_by_id]
        who_holds = "、".join(names) or _("nobody")
        return f"{Role(step.role).label}：{who_holds}"

    def related(self) -> list[Fact]:
        seen = resolve([self.record.about], self.user)[self.record.about]
        return [Fact(_("Record"), seen.title, seen.address)] if seen.title else []

    def timeline(self) -> list[Entry]:
        decided = [
            Entry(
                step.decided_on,
                f"{Role(step.role).label}：{StepOutcome(step.outcome).label}",
                by=step.decided_by.name,
                note=step.reason,
                tone=STEP_TONES[step.outcome],
            )
            for step in reversed(self.steps)
            if step.decided_on is not None and step.decided_by is not None
        ]
        submitted = Entry(
            self.record.submitted_on, _("Submitted"), by=self.record.submitted_by.name
        )
        return [*decided, submitted]


_DECISIONS = ("approve", "return")


class _Deciding(RecordAddress, FormPage):
    """A form that only whoever holds the present step may open."""

    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Approval]:
        return Approval.objects.visible_to(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        approval = self.get_record()
        if approval.state != ApprovalState.PENDING:
            raise ApprovalEnded
        step = approval.steps.get(seq=approval.current_seq)
        require_may_decide(approval, step, by=self.user)
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"seq": self.get_record().current_seq}

    def crumbs(self) -> list[Crumb]:
        here = reverse("workbench:approval", args=[self.kwargs["id"]])
        return [
            Crumb(_("Approvals"), reverse("workbench:approval-list")),
            Crumb(self.get_record().title, here),
        ]

    def back(self) -> str:
        return reverse("workbench:approval", args=[self.kwargs["id"]])


class ApprovalApprove(_Deciding):
    title = gettext_lazy("Approve")
    submit = gettext_lazy("Approve")
    success = gettext_lazy("Approved.")
    form_class = OpinionForm

    def act(self, form: Any) -> str:
        approve(self.get_record(), by=self.user, on=self.on, **form.cleaned_data)
        return self.back()


class ApprovalReturn(_Deciding):
    title = pgettext_lazy("verb", "Return")
    submit = pgettext_lazy("verb", "Return")
    success = gettext_lazy("Returned to the submitter.")
    danger = True
    form_class = ReturnForm

    def act(self, form: Any) -> str:
        return_(self.get_record(), by=self.user, on=self.on, **form.cleaned_data)
        return self.back()


class ApprovalWithdraw(_Deciding):
    """The submitter takes it back."""

    title = gettext_lazy("Withdraw")
    submit = gettext_lazy("Withdraw")
    success = gettext_lazy("Withdrawn.")
    form_class = OptionalReasonForm

    def get_queryset(self) -> QuerySet[Approval]:
        return super().get_queryset().filter(submitted_by=self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_record().state != ApprovalState.PENDING:
            raise ApprovalEnded
        return FormPage.get(self, request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> str:
        withdraw(self.get_record(), by=self.user, on=self.on, **form.cleaned_data)
        return self.back()
