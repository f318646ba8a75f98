"""Asking for assistance, and the acts on a request."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from deadlines.services.procedure import require_open
from enforcement.forms.around import (
    AnswerForm,
    AssignAssistanceForm,
    AssistanceForm,
    ExtendAssistanceForm,
    IncomingAssistanceForm,
    OutsideAnswerForm,
    cases_in_hand,
)
from enforcement.forms.common import ReasonForm
from enforcement.models import AssistanceRequest
from enforcement.services import assistance as services
from enforcement.transitions.assistance import AssistanceAct
from enforcement.views.acts import ActPage
from workbench.services.attachments import attach_all

READ = (Perm.READ_RECORDS,)


class NewAssistance(FormPage):
    perms = (Perm.WRITE_CASES,)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Assistance requests"), reverse("enforcement:assistance-list"))]

    def ask(self, told: dict[str, Any]) -> AssistanceRequest:
        raise NotImplementedError

    def act(self, form: Any) -> str:
        told = dict(form.cleaned_data)
        files = told.pop("attached")
        row = self.ask(told)
        attach_all(row, files, by=self.user, on=self.on)
        return reverse("enforcement:assistance-detail", args=[row.uuid])


class RequestAssistance(NewAssistance):
    title = gettext_lazy("Ask for assistance")
    submit = gettext_lazy("Send")
    success = gettext_lazy("The request was sent; its limit runs.")
    intro = gettext_lazy("The other bureau has it at once. Waiting does not stop your limits.")
    form_class = AssistanceForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        ids = valid_ids(self.request.GET.getlist("case")[:1])
        rows = cases_in_hand(self.user)
        return {"case": rows.filter(uuid=ids[0]).first()} if ids else {}

    def ask(self, told: dict[str, Any]) -> AssistanceRequest:
        return services.request_assistance(**told, by=self.user, on=self.on)


class RegisterAssistance(NewAssistance):
    title = gettext_lazy("Register a letter from outside")
    submit = gettext_lazy("Register")
    success = gettext_lazy("The letter was registered; its limit runs.")
    perms = (Perm.WRITE_CLUES,)
    form_class = IncomingAssistanceForm

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.on}

    def ask(self, told: dict[str, Any]) -> AssistanceRequest:
        return services.register_assistance(**told, by=self.user, on=self.on)


class AssistanceActPage(ActPage):
    """An act on one request."""

    list_title = gettext_lazy("Assistance requests")
    list_url_name = "enforcement:assistance-list"
    detail_url_name = "enforcement:assistance-detail"
    success = gettext_lazy("Recorded; the other side was told.")
    form_class: ClassVar[type[BaseForm]] = ReasonForm
    perms = READ

    def get_queryset(self) -> QuerySet[AssistanceRequest]:
        rows = AssistanceRequest.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "from_bureau", "case", "asked_by")

    def require(self, record: Any) -> None:
        require_open(record, self.act_name, by=self.user, on=self.on)

    def act(self, form: Any) -> str:
        self.do(self.found, dict(form.cleaned_data))
        return self.detail_address()

    def do(self, row: AssistanceRequest, told: dict[str, Any]) -> None:
        raise NotImplementedError


class AssignAssistance(AssistanceActPage):
    title = gettext_lazy("Assign an officer")
    submit = gettext_lazy("Assign")
    act_name = AssistanceAct.ASSIGN
    form_class = AssignAssistanceForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"bureau": self.found.bureau, "on": self.on}

    def do(self, row: AssistanceRequest, told: dict[str, Any]) -> None:
        services.assign_assistance(row, **told, by=self.user, on=self.on)


class ExtendAssistance(AssistanceActPage):
    title = gettext_lazy("Tell that it takes longer")
    submit = gettext_lazy("Tell")
    act_name = AssistanceAct.EXTEND
    form_class = ExtendAssistanceForm

    def do(self, row: AssistanceRequest, told: dict[str, Any]) -> None:
        services.extend_assistance(row, **told, by=self.user, on=self.on)


class AnswerAssistance(AssistanceActPage):
    title = gettext_lazy("Answer")
    submit = gettext_lazy("Answer")
    confirm = gettext_lazy("An answer cannot be taken back.")
    act_name = AssistanceAct.ANSWER

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        return OutsideAnswerForm if self.found.is_sent_outside else AnswerForm

    def initial(self) -> dict[str, Any]:
        return {"answered_on": self.on}

    def do(self, row: AssistanceRequest, told: dict[str, Any]) -> None:
        files = told.pop("attached")
        services.answer_assistance(row, **told, by=self.user, on=self.on)
        attach_all(row, files, by=self.user, on=self.on)


class WithdrawAssistance(AssistanceActPage):
    title = gettext_lazy("Withdraw the request")
    submit = gettext_lazy("Withdraw")
    danger = True
    act_name = AssistanceAct.WITHDRAW

    def do(self, row: AssistanceRequest, told: dict[str, Any]) -> None:
        services.withdraw_assistance(row, **told, by=self.user, on=self.on)
