"""The acts on a transfer."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb
from deadlines.services.procedure import require_open
from enforcement.forms.around import (
    AcceptedForm,
    AskedForm,
    DeclinedForm,
    HandedOverForm,
    ItemsForm,
    OpenedForm,
    TakeBackForm,
    TransferForm,
)
from enforcement.models import Case, Transfer, TransferKind
from enforcement.services import transfer_answers as answers
from enforcement.services.transfers import hand_over_transfer, propose_transfer
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.transfer import TransferAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage

READ = (Perm.READ_RECORDS,)


class ProposeTransfer(CaseActPage):
    title = gettext_lazy("Propose a transfer")
    submit = gettext_lazy("Submit to the head")
    success = gettext_lazy("The transfer waits for the head's decision.")
    act_name = CaseAct.PROPOSE_TRANSFER
    form_class = TransferForm

    def initial(self) -> dict[str, Any]:
        return {"reason": self.found.facts, "kind": TransferKind.POLICE}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        propose_transfer(case, **told, by=self.user, on=self.on)


class TransferActPage(ActPage):
    """An act on one transfer."""

    list_title = gettext_lazy("Transfers")
    list_url_name = "enforcement:transfer-list"
    detail_url_name = "enforcement:transfer-detail"
    submit = gettext_lazy("Record")
    success = gettext_lazy("Recorded.")
    perms = READ
    day_field = "answered_on"

    def get_queryset(self) -> QuerySet[Transfer]:
        rows = Transfer.objects.visible_to(self.user)
        return rows.select_related("case__bureau", "case__party", "bureau", "unit")

    def require(self, record: Any) -> None:
        require_open(record, self.act_name, by=self.user, on=self.on)

    def initial(self) -> dict[str, Any]:
        return {self.day_field: self.on}

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list_title, reverse(self.list_url_name)),
            Crumb(self.found.case.title, self.detail_address()),
        ]

    def act(self, form: Any) -> str:
        self.do(self.found, dict(form.cleaned_data))
        return self.detail_address()

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        raise NotImplementedError


class HandOverTransfer(TransferActPage):
    title = gettext_lazy("Hand the case over")
    confirm = gettext_lazy("The other organ's limit begins; this cannot be taken back.")
    act_name = TransferAct.HAND_OVER
    form_class = HandedOverForm
    day_field = "handed_over_on"

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        hand_over_transfer(transfer, **told, by=self.user, on=self.on)


class PoliceOpened(TransferActPage):
    title = gettext_lazy("The police opened a case")
    act_name = TransferAct.RECORD_OPENED
    form_class = OpenedForm

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.record_police_opened(transfer, **told, by=self.user, on=self.on)


class AuthorityAccepted(TransferActPage):
    title = gettext_lazy("The authority accepted the case")
    confirm = gettext_lazy("The case ends here.")
    act_name = TransferAct.RECORD_ACCEPTED
    form_class = AcceptedForm

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.record_accepted(transfer, **told, by=self.user, on=self.on)


class TransferDeclined(TransferActPage):
    title = gettext_lazy("The case was declined")
    act_name = TransferAct.RECORD_DECLINED
    form_class = DeclinedForm

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.record_declined(transfer, **told, by=self.user, on=self.on)


class AskReconsideration(TransferActPage):
    title = gettext_lazy("Ask the police to reconsider")
    act_name = TransferAct.ASK_RECONSIDERATION
    form_class = AskedForm
    day_field = "asked_on"

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.ask_reconsideration(transfer, **told, by=self.user, on=self.on)


class PoliceUpheld(TransferActPage):
    title = gettext_lazy("The police upheld their refusal")
    act_name = TransferAct.RECORD_UPHELD
    form_class = DeclinedForm

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.record_upheld(transfer, **told, by=self.user, on=self.on)


class AskProcuratorate(TransferActPage):
    title = gettext_lazy("Ask the procuratorate to supervise")
    act_name = TransferAct.ASK_PROCURATORATE
    form_class = AskedForm
    day_field = "asked_on"

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.ask_procuratorate(transfer, **told, by=self.user, on=self.on)


class HandOverItems(TransferActPage):
    title = gettext_lazy("Hand over goods and material")
    act_name = TransferAct.HAND_OVER_ITEMS
    form_class = ItemsForm
    day_field = "items_handed_on"

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.hand_over_items(transfer, **told, by=self.user, on=self.on)


class TakeBack(TransferActPage):
    title = gettext_lazy("The case comes back")
    confirm = gettext_lazy("The case goes on here and its limits run again.")
    act_name = TransferAct.TAKE_BACK
    form_class = TakeBackForm
    day_field = "returned_on"

    def do(self, transfer: Transfer, told: dict[str, Any]) -> None:
        answers.take_back(transfer, **told, by=self.user, on=self.on)
