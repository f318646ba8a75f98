"""Samples: the list, and one of them with who was told, its retest and its recall."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from core.refs import Ref
from enforcement.filters.goods import SampleFilter
from enforcement.models import Recall, Sample, SampleStatus
from enforcement.models.base import with_limit
from enforcement.transitions.sample import RecallAct, SampleAct
from enforcement.views.goods import READ
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
)

S, A = SampleStatus, SampleAct
TONES: dict[str, str] = {
    S.TAKEN: "waiting",
    S.TESTING: "waiting",
    S.PASSED: "met",
    S.FAILED: "late",
    S.TOLD: "soon",
    S.RETEST_ASKED: "soon",
    S.RETESTING: "waiting",
    S.STANDS: "late",
}
RESULT_TONES = {"pass": "met", "fail": "late"}
BUTTONS: dict[str, Button] = {
    A.SEND: Button("enforcement:sample-send", "send", "main", True),
    A.REPORT_PASS: Button("enforcement:sample-report", "file-text", "main"),
    A.TELL: Button("enforcement:sample-tell", "message", "main", True),
    A.REQUEST_RETEST: Button("enforcement:sample-retest", "refresh", dialog=True),
    A.WAIVE_RETEST: Button("enforcement:sample-settle", "circle-check", dialog=True),
    A.ACCEPT_RETEST: Button("enforcement:sample-accept", "circle-check", "main", True),
    A.REFUSE_RETEST: Button("enforcement:sample-refuse", "ban", "danger", True),
    A.RETEST_PASS: Button("enforcement:sample-retested", "file-text", "main", True),
    A.OPEN_CLUE: Button("enforcement:sample-clue", "zoom-question", dialog=True),
    A.BEGIN_RECALL: Button("enforcement:sample-recall", "truck", dialog=True),
}
# One form enters either result: its button bears its own words.
WORDS = {A.REPORT_PASS: _("Enter the test report"), A.RETEST_PASS: _("Enter the retest")}
RECALL_BUTTONS: dict[str, Button] = {
    RecallAct.PROGRESS: Button("enforcement:recall-progress", "truck", dialog=True),
    RecallAct.COMPLETE: Button("enforcement:recall-complete", "circle-check", dialog=True),
    RecallAct.RECEIVE_SUMMARY: Button("enforcement:recall-summary", "inbox", dialog=True),
    RecallAct.REVIEW: Button("enforcement:recall-review", "checklist", dialog=True),
}


def result_pill(sample: Sample) -> SafeString | str:
    if not sample.result:
        return ""
    return pill(sample.get_result_display(), RESULT_TONES[sample.result])


class SampleList(LimitedList):
    title = _("Quality sampling")
    perms = READ
    filterset_class = SampleFilter
    primary_filters = ("status", "result", "taken")
    default_sort = "-taken_on"
    row_url_name = "enforcement:sample-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("title", _("Product and batch"), css="wide"),
        Column("party", _("Party sampled"), value="party.name"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("result", _("Result"), cell=result_pill),
        Column("taken_on", _("Sampled on"), kind=Kind.DATE, sort="taken_on"),
        Column("limit", _("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("record_number", _("Sampling record number"), shown=False),
        Column("laboratory", _("Laboratory"), shown=False),
        Column("report_number", _("Report number"), shown=False),
        Column("plan", _("Sampling plan"), value="plan.title", shown=False),
        Column("domain", _("Domain"), shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1"),
        Preset(_("Being tested"), "status=testing"),
        Preset(pgettext_lazy("sample", "Does not conform"), "result=fail"),
        Preset(_("Failed, without a clue"), "unhandled=1"),
    )
    acts = (
        ListAct(_("Take a sample"), "enforcement:sample-new", perms=(Perm.WRITE_INSPECTIONS,)),
    )
    empty_reason = _("No sample was taken in your jurisdiction yet.")
    empty_advice = _("Record one: the party, the batch, how much, and who was there.")

    def get_queryset(self) -> QuerySet[Sample]:
        rows = Sample.objects.visible_to(self.user)
        return with_limit(rows.select_related("party", "bureau", "plan"))


class SampleDetail(DetailPage):
    template_name = "enforcement/sample_detail.html"
    perms = READ
    record: Sample

    def get_queryset(self) -> QuerySet[Sample]:
        return Sample.objects.visible_to(self.user).select_related(
            "party", "bureau", "unit", "product__holder", "batch__product", "plan",
            "plan_item", "inspection", "clue", "recall",
        )  # fmt: skip

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Quality sampling"), reverse("enforcement:sample-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        team = "、".join(one.name for one in self.record.responsible_officers())
        return [
            Fact(_("Bureau"), self.record.bureau.name),
            Fact(_("Officers"), team),
            Fact(_("Result"), result_pill(self.record)),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        today = timezone.localdate()
        recall = self.recall()
        return limit_of(self.record, today) or (limit_of(recall, today) if recall else None)

    def recall(self) -> Recall | None:
        return getattr(self.record, "recall", None)

    def acts(self) -> Sequence[Act]:
        buttons = {code: BUTTONS[code] for code in BUTTONS if code not in WORDS}
        found = acts_of(self.record, self.user, buttons, lambda one: one.ready)
        found = [*acts_of(self.record, self.user, {c: BUTTONS[c] for c in WORDS}), *found]
        titles = {BUTTONS[code].address(self.record): word for code, word in WORDS.items()}
        found = [
            Act(titles.get(one.address, one.title), one.address, one.icon, weight=one.weight,
                dialog=one.dialog)
            for one in found
        ]  # fmt: skip
        recall = self.recall()
        return [*found, *(acts_of(recall, self.user, RECALL_BUTTONS) if recall else [])]

    def sections(self) -> Sequence[Section]:
        s = self.record
        return [
            Section(_("Sample"), _told(_sample_facts(s))),
            *([Section(_("Test report"), _told(_report_facts(s)))] if s.sent_on else []),
            *([Section(_("Retest"), _told(_retest_facts(s)))] if s.retest_asked_on else []),
        ]

    def related(self) -> Sequence[Fact]:
        s = self.record
        found = (
            (_("Sampling plan"), s.plan),
            (_("Inspection"), s.inspection),
            (_("Clue"), s.clue),
            (_("Batch"), s.batch),
        )
        refs: list[tuple[Text, Ref]] = [(label, one.ref) for label, one in found if one]
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notices = self.record.notices.select_related("party")
        return super().get_context_data(
            **kwargs, notices=notices, recall=self.recall(), today=timezone.localdate()
        )


def _told(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.value not in ("", None)]


def _sample_facts(s: Sample) -> list[Fact]:
    page = reverse("registry:party-detail", args=[s.party.uuid]) if s.party else ""
    holder = s.product.holder if s.product else None
    return [
        Fact(_("Party sampled"), s.party.name if s.party else "", page),
        Fact(_("Product"), s.product),
        Fact(_("Batch"), s.batch.number if s.batch else ""),
        Fact(_("Holder or filer"), holder.name if holder else ""),
        Fact(_("Quantity"), f"{s.quantity.normalize():f}{s.quantity_unit}"),
        Fact(_("Value of the sample (yuan)"), f"{s.value:,.2f}" if s.value is not None else ""),
        Fact(_("Sampled on"), s.taken_on),
        Fact(_("Place"), s.place),
        Fact(_("Sampling record number"), s.record_number),
        Fact(_("Sealed on the spot"), _("Yes") if s.sealed else _("No")),
        Fact(_("Line of the plan"), s.plan_item.name if s.plan_item else ""),
    ]


def _report_facts(s: Sample) -> list[Fact]:
    return [
        Fact(_("Laboratory"), s.laboratory),
        Fact(_("Received by the laboratory on"), s.sent_on),
        Fact(_("Report number"), s.report_number),
        Fact(_("Standard"), s.standard),
        Fact(_("Report issued on"), s.reported_on),
        Fact(_("Report received on"), s.report_received_on),
        Fact(_("Items that do not conform"), s.failed_items, wide=True),
    ]


def _retest_facts(s: Sample) -> list[Fact]:
    return [
        Fact(_("Retest asked for by"), s.retest_asked_by),
        Fact(_("Retest asked for on"), s.retest_asked_on),
        Fact(_("Retest laboratory"), s.retest_laboratory),
        Fact(_("Retest report number"), s.retest_report),
        Fact(_("Retest report issued on"), s.retested_on),
        Fact(_("Retest result"), s.get_retest_result_display()),
    ]
