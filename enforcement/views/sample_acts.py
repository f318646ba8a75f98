"""The forms of the acts on samples and recalls."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import PermissionRefused
from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from enforcement.forms.sample import (
    AcceptRetestForm,
    BeginRecallForm,
    CompleteRecallForm,
    ProgressForm,
    RefuseRetestForm,
    ReportForm,
    RetestForm,
    RetestReportForm,
    ReviewForm,
    SampleClueForm,
    SendForm,
    SettleForm,
    SummaryForm,
    TakeSampleForm,
    TellForm,
    first_to_tell,
)
from enforcement.models import Inspection, Recall, Sample
from enforcement.policies import may_inspect
from enforcement.services.retests import (
    accept_retest,
    refuse_retest,
    report_retest,
    request_retest,
    settle_without_retest,
)
from enforcement.services.sample_follow_up import (
    begin_recall,
    complete_recall,
    open_clue_from_sample,
    receive_summary,
    record_progress,
    review_recall,
)
from enforcement.services.samples import report_sample, send_sample, take_sample, tell_party
from enforcement.transitions.sample import RecallAct, SampleAct
from enforcement.views.goods import SimpleAct
from registry.models import Party

A = SampleAct


class TakeSample(FormPage):
    title = _("Take a sample")
    submit = _("Record the sample")
    success = _("The sample was recorded. Send it to the laboratory.")
    perms = (Perm.WRITE_INSPECTIONS,)
    form_class = TakeSampleForm
    fieldsets = (
        (_("What and where"), ("party", "product", "batch", "taken_on", "place")),
        (
            _("Sample"),
            ("quantity", "quantity_unit", "value", "record_number", "sealed", "plan_item"),
        ),
        (_("Officers"), ("was_there", "colleagues", "others")),
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Quality sampling"), reverse("enforcement:sample-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        if not may_inspect(self.user):
            raise PermissionRefused
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        told: dict[str, Any] = {"taken_on": self.on, "sealed": True, "was_there": True}
        if party := self._asked(Party.objects.visible_to(self.user), "party"):
            told["party"] = party
        if inspection := self.inspection():
            told |= {"party": inspection.party, "place": inspection.place}
        return told

    def inspection(self) -> Inspection | None:
        rows = Inspection.objects.visible_to(self.user)
        found: Inspection | None = self._asked(rows, "inspection")
        return found

    def _asked(self, rows: QuerySet[Any], name: str) -> Any:
        ids = valid_ids(self.request.GET.getlist(name)[:1])
        return rows.filter(uuid=ids[0]).first() if ids else None

    def act(self, form: TakeSampleForm) -> str:
        told = {**form.told(), "inspection": self.inspection()}
        sample = take_sample(**told, by=self.user, on=self.on)
        return reverse("enforcement:sample-detail", args=[sample.uuid])


class OnSample(SimpleAct):
    """An act on one sample."""

    list_title = _("Quality sampling")
    list_url_name = "enforcement:sample-list"
    detail_url_name = "enforcement:sample-detail"

    def get_queryset(self) -> QuerySet[Sample]:
        rows = Sample.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party", "product__holder", "batch")


class SendSample(OnSample):
    title = _("Received by the laboratory")
    form_class = SendForm
    act_name = A.SEND
    days = ("sent_on",)
    service = send_sample


class ReportSample(OnSample):
    title = _("Enter the test report")
    form_class = ReportForm
    act_name = A.REPORT_PASS
    days = ("reported_on", "received_on")
    service = report_sample


class TellParty(OnSample):
    title = _("Tell a party the result")
    submit = _("Told")
    success = _("Its days to ask for a retest run.")
    form_class = TellForm
    act_name = A.TELL
    service = tell_party

    def initial(self) -> dict[str, Any]:
        return {"party": first_to_tell(self.found), "told_on": self.on}


class RequestRetest(OnSample):
    title = _("Retest asked for")
    form_class = RetestForm
    act_name = A.REQUEST_RETEST
    days = ("asked_on",)
    service = request_retest

    def form_kwargs(self) -> dict[str, Any]:
        return {"sample": self.found}


class SettleSample(OnSample):
    title = _("No retest: the result stands")
    submit = _("The result stands")
    form_class = SettleForm
    act_name = A.WAIVE_RETEST
    service = settle_without_retest


class AcceptRetest(OnSample):
    title = _("Accept the retest")
    form_class = AcceptRetestForm
    act_name = A.ACCEPT_RETEST
    service = accept_retest


class RefuseRetest(OnSample):
    title = _("Refuse the retest")
    danger = True
    form_class = RefuseRetestForm
    act_name = A.REFUSE_RETEST
    service = refuse_retest


class ReportRetest(OnSample):
    title = _("Enter the retest")
    form_class = RetestReportForm
    act_name = A.RETEST_PASS
    days = ("retested_on",)
    service = report_retest


class OpenSampleClue(OnSample):
    title = _("Register a clue from the sample")
    submit = _("Register the clue")
    success = _("The clue was registered; its limit runs.")
    form_class = SampleClueForm
    act_name = A.OPEN_CLUE

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        clue = open_clue_from_sample(self.found, **told, by=self.user, on=self.on)
        return reverse("enforcement:clue-detail", args=[clue.uuid])


class BeginRecall(OnSample):
    title = _("Follow the recall")
    form_class = BeginRecallForm
    act_name = A.BEGIN_RECALL
    days = ("started_on",)
    service = begin_recall


class OnRecall(SimpleAct):
    """An act on a recall, read on the page of its sample."""

    list_title = _("Quality sampling")
    list_url_name = "enforcement:sample-list"

    def get_queryset(self) -> QuerySet[Recall]:
        rows = Recall.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "sample")

    def detail_address(self) -> str:
        address = reverse("enforcement:sample-detail", args=[self.found.sample.uuid])
        return f"{address}#recall"

    def crumbs(self) -> list[Crumb]:
        list_ = Crumb(self.list_title, reverse(self.list_url_name))
        return [list_, Crumb(self.found.sample.number, self.detail_address())]

    def initial(self) -> dict[str, Any]:
        return {**super().initial(), "recalled": self.found.recalled.normalize()}


class RecordProgress(OnRecall):
    title = _("Record the progress of the recall")
    form_class = ProgressForm
    act_name = RecallAct.PROGRESS
    days = ("reported_on",)
    service = record_progress


class CompleteRecall(OnRecall):
    title = _("The recall is completed")
    form_class = CompleteRecallForm
    act_name = RecallAct.COMPLETE
    days = ("completed_on",)
    service = complete_recall


class ReceiveSummary(OnRecall):
    title = _("Summary received")
    form_class = SummaryForm
    act_name = RecallAct.RECEIVE_SUMMARY
    days = ("summary_on",)
    service = receive_summary


class ReviewRecall(OnRecall):
    title = _("Review the recall")
    form_class = ReviewForm
    act_name = RecallAct.REVIEW
    service = review_recall
