"""The forms of the acts on ledger items: each one service call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import ledger_forms
from campaigns.models import LedgerItem
from campaigns.services import ledger, ledger_closing, ledger_jobs, ledger_work
from campaigns.transitions.ledger import LedgerAct
from campaigns.views.ledger import WORKS, LedgerList, ledger_crumb
from campaigns.views.procedure import ActPage
from core.errors import Invalid
from core.models.base import uuids
from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from core.tasks import send


class NewItem(FormPage):
    title = _("Enter a hazard")
    submit = _("Enter")
    success = _("It stands in the ledger. Hand it over to whoever answers for it.")
    perms = WORKS
    form_class = ledger_forms.RegisterForm
    fieldsets = (
        (_("Hazard"), ("source", "found_on", "description", "domain", "grade", "category")),
        (_("Where"), ("party", "place", "link")),
        (
            pgettext_lazy("ledger item", "Rectification"),
            ("measure", "bureau", "campaign", "relapse_of"),
        ),
    )

    def crumbs(self) -> list[Crumb]:
        return [ledger_crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"found_on": self.on, "grade": "general", "party": self.request.GET.get("party")}

    def act(self, form: Any) -> str:
        item = ledger.register_item(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("campaigns:ledger-detail", args=[item.uuid])


class LedgerActPage(ActPage):
    """An act on one item."""

    def get_queryset(self) -> Any:
        rows = LedgerItem.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "owner", "party")

    def detail_address(self) -> str:
        return reverse("campaigns:ledger-detail", args=[self.found.uuid])

    def list_crumb(self) -> Crumb:
        return ledger_crumb()


class Dispatch(LedgerActPage):
    title = _("Hand over for rectification")
    submit = _("Hand over")
    success = _("The item was handed over.")
    act_name = LedgerAct.DISPATCH
    form_class = ledger_forms.DispatchForm
    service = ledger.dispatch_item

    def form_kwargs(self) -> dict[str, Any]:
        return {"bureau": self.found.bureau}

    def initial(self) -> dict[str, Any]:
        return {"measure": self.found.measure}


class Accept(LedgerActPage):
    title = _("Accept the item")
    submit = _("Accept")
    success = _("The item is in hand.")
    act_name = LedgerAct.ACCEPT
    form_class = ledger_forms.AcceptForm
    service = ledger.accept_item

    def form_kwargs(self) -> dict[str, Any]:
        return {"bureau": self.found.bureau}


class Move(LedgerActPage):
    title = _("Hand to another bureau")
    submit = _("Hand over")
    success = _("The item was handed to the other bureau.")
    act_name = LedgerAct.MOVE
    form_class = ledger_forms.MoveForm
    service = ledger.move_item

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}


class NoteProgress(LedgerActPage):
    title = _("Note progress")
    success = _("The progress was noted.")
    act_name = LedgerAct.NOTE_PROGRESS
    form_class = ledger_forms.TextForm
    service = ledger_work.note_progress


class AddEvidence(LedgerActPage):
    title = _("Add evidence")
    success = _("The evidence was added.")
    act_name = LedgerAct.ADD_EVIDENCE
    form_class = ledger_forms.EvidenceForm
    service = ledger_work.add_evidence


class RecordReport(LedgerActPage):
    title = _("Record a report of the party")
    success = _("The report was recorded.")
    act_name = LedgerAct.RECORD_REPORT
    form_class = ledger_forms.PartyReportForm
    service = ledger_work.record_party_report

    def initial(self) -> dict[str, Any]:
        return {"reported_on": self.on}


class ReportRectified(LedgerActPage):
    title = _("Report as rectified")
    submit = _("Report")
    success = _("It waits for its recheck.")
    act_name = LedgerAct.REPORT_RECTIFIED
    form_class = ledger_forms.TextForm
    service = ledger_work.report_rectified


class Recheck(LedgerActPage):
    title = _("Record a recheck")
    success = _("The recheck was recorded.")
    act_name = LedgerAct.RECHECK
    form_class = ledger_forms.RecheckForm
    service = ledger_work.recheck_item

    def initial(self) -> dict[str, Any]:
        return {"rechecked_on": self.on}


class Extend(LedgerActPage):
    title = _("Give more time")
    success = _("The new day was set.")
    act_name = LedgerAct.EXTEND
    form_class = ledger_forms.DueForm
    service = ledger_work.extend_item


class ProposeClose(LedgerActPage):
    title = _("Propose closing")
    submit = _("Propose closing")
    success = _("Somebody else decides now.")
    act_name = LedgerAct.PROPOSE_CLOSE
    form_class = ledger_forms.TextForm
    service = ledger_closing.propose_close


class Close(LedgerActPage):
    title = _("Close the item")
    submit = _("Close the item")
    success = _("The item is closed.")
    confirm = _("Decide that the hazard is gone?")
    act_name = LedgerAct.CLOSE
    form_class = ledger_forms.OptionalTextForm
    service = ledger_closing.close_item


class ReturnClosing(LedgerActPage):
    title = _("Send back for rectification")
    submit = _("Send back")
    success = _("The item was sent back.")
    act_name = LedgerAct.RETURN_CLOSING
    form_class = ledger_forms.ReasonForm
    service = ledger_closing.return_closing


class Reopen(LedgerActPage):
    title = _("Open the item again")
    submit = _("Open again")
    success = _("The item is open again.")
    act_name = LedgerAct.REOPEN
    form_class = ledger_forms.DueForm
    service = ledger_closing.reopen_item


class BulkPage(FormPage):
    """A bulk act on the rows of the list: asks what it needs, then begins a job."""

    perms = WORKS
    submit = _("Begin")
    success = _("The work has begun; refused rows are named at its end.")
    kind = ""

    def crumbs(self) -> list[Crumb]:
        return [ledger_crumb()]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_once" in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = {
            "ids": ",".join(request.POST.getlist("ids")),
            "all": request.POST.get("all", "")[:1],
            "query": request.POST.get("query", ""),
        }
        form = self.form_class(initial=chosen)
        return self.render_to_response(self.get_context_data(form=form))

    def chosen(self, typed: dict[str, Any]) -> list[Any]:
        """The rows that were ticked, or all that the list found."""
        request: Any = HttpRequest()
        request.user = self.user
        request.POST = request.POST.copy()
        request.POST["query"], request.POST["all"] = typed.pop("query"), typed.pop("all")
        request.POST.setlist("ids", map(str, valid_ids(typed.pop("ids").split(","))))
        return uuids(LedgerList.selected(request).order_by("pk"))

    def act(self, form: Any) -> str:
        typed = dict(form.cleaned_data)
        ids = self.chosen(typed)
        if not ids:
            raise Invalid(_("Tick at least one row of the list first."))
        params = {name: str(value) for name, value in typed.items()}
        job = ledger_jobs.start_bulk(
            self.kind, ids, params=params, by=self.user, on=self.on, send=send
        )
        return reverse("core:job-detail", args=[job.uuid])


class BulkDispatch(BulkPage):
    title = _("Hand over the chosen items")
    kind = ledger_jobs.DISPATCH
    form_class = ledger_forms.BulkDispatchForm


class BulkPropose(BulkPage):
    title = _("Propose closing the chosen items")
    kind = ledger_jobs.PROPOSE_CLOSE
    form_class = ledger_forms.BulkTextForm


class BulkClose(BulkPage):
    title = _("Close the chosen items")
    kind = ledger_jobs.CLOSE
    form_class = ledger_forms.BulkTextForm
