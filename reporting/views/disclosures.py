"""Published penalties: the list, one of them with its report, the batch, the feed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import DomainError
from core.pages.base import Crumb, SignedIn, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import BulkAct, ListAct, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from deadlines.policies import may_act
from enforcement.models import Case
from enforcement.models.base import with_limit
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
)
from reporting.disclosure.fields import FIELDS, NUMBERS
from reporting.exports.disclosure_feed import summary_of
from reporting.filters import DisclosureFilter
from reporting.forms.disclosure import FeedForm
from reporting.models import Disclosure, DisclosureStatus, HoldReason
from reporting.services.disclosure_feed import start_feed
from reporting.services.disclosures import MOST_AT_ONCE, Released, release_all_valid
from reporting.transitions.disclosure import DisclosureAct as A
from reporting.transitions.disclosure import faults_of_record

READ = (Perm.READ_RECORDS,)
S = DisclosureStatus
TONES: dict[str, str] = {
    S.PREPARED: "active",
    S.HELD: "void",
    S.RELEASED: "met",
    S.REPAIR_ASKED: "waiting",
    S.REPAIR_ACCEPTED: "waiting",
    S.REPAIRED: "soon",
    S.WITHDRAWN: "void",
    S.EXPIRED: "neutral",
}
_AT = "reporting:disclosure-"
BUTTONS: dict[str, Button] = {
    A.RELEASE: Button(f"{_AT}release", "world", "main", dialog=True),
    A.REVISE: Button(f"{_AT}revise", "pencil"),
    A.HOLD_BACK: Button(f"{_AT}hold-back", "lock", dialog=True),
    A.TAKE_UP: Button(f"{_AT}take-up", "refresh", dialog=True),
    A.NOTE_CHANGE: Button(f"{_AT}note-change", "bell", "main", dialog=True),
    A.WITHDRAW: Button(f"{_AT}withdraw", "arrow-left", "danger", dialog=True),
    A.RENEW: Button(f"{_AT}renew", "refresh", "main", dialog=True),
    A.ASK_REPAIR: Button(f"{_AT}ask-repair", "file-import", dialog=True),
    A.ACCEPT_REPAIR: Button(f"{_AT}accept-repair", "check", "main", dialog=True),
    A.REFUSE_REPAIR: Button(f"{_AT}refuse-repair", "x", dialog=True),
    A.GRANT_REPAIR: Button(f"{_AT}grant-repair", "check", "main", dialog=True),
    A.FINISH_REPAIR: Button(f"{_AT}finish-repair", "player-stop", "main", dialog=True),
    A.END_DISPLAY: Button(f"{_AT}end", "player-stop", dialog=True),
}


def crumb() -> Crumb:
    return Crumb(_("Publication of penalties"), reverse("reporting:disclosure-list"))


def _value(name: str) -> Any:
    return lambda row: row.values.get(name, "")


class DisclosureList(LimitedList):
    title = gettext_lazy("Publication of penalties")
    perms = READ
    filterset_class = DisclosureFilter
    primary_filters = ("status", "bureau", "released_on")
    default_sort = "-prepared_on"
    row_url_name = "reporting:disclosure-detail"
    columns = (
        Column("doc_no", gettext_lazy("Decision number"), value=_value("doc_no")),
        Column("party", gettext_lazy("Party"), value=_value("party_name"), css="wide"),
        Column("status", gettext_lazy("Status"), kind=Kind.STATUS, tones=TONES),
        Column("limit", gettext_lazy("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name"),
        Column(
            "decided_on",
            gettext_lazy("Decided on"),
            value="decision.decided_on",
            kind=Kind.DATE,
            sort="decision__decided_on",
        ),
        Column(
            "released_on",
            gettext_lazy("Made public on"),
            kind=Kind.DATE,
            sort="released_on",
        ),
        Column("until", gettext_lazy("Shown until"), value="display_until", kind=Kind.DATE),
        Column("prepared_on", gettext_lazy("Prepared on"), kind=Kind.DATE, sort="prepared_on"),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("To be made public"), "status=prepared"),
        Preset(gettext_lazy("Decision changed: to be withdrawn"), "changed=1"),
        Preset(gettext_lazy("Held back"), "status=held"),
    )
    acts = (
        ListAct(
            gettext_lazy("Export the feed"),
            "reporting:disclosure-feed",
            "table-export",
            perms=(Perm.EXPORT_RECORDS,),
        ),
    )
    bulk_acts = (
        BulkAct(
            gettext_lazy("Make public all that are in order"),
            "reporting:disclosure-release-valid",
            icon="world",
            perms=(Perm.DECIDE_CASES,),
            confirm=gettext_lazy("Each is checked apart; what is not in order is named."),
        ),
    )
    empty_reason = gettext_lazy("No decision was prepared for publication yet.")
    empty_advice = gettext_lazy("The head of the bureau prepares it on the page of the case.")

    def get_queryset(self) -> Any:
        rows = Disclosure.objects.visible_to(self.user).select_related("bureau", "decision")
        return with_limit(rows)

    def searchable(self) -> bool:
        return True

    def search_rows(self, rows: Any, words: str) -> Any:
        return rows.filter(decision__case__search__finds=words)


class DisclosureDetail(DetailPage):
    perms = READ
    record: Disclosure

    def get_queryset(self) -> Any:
        return Disclosure.objects.visible_to(self.user).select_related(
            "bureau", "decision__case__party", "decision__case__bureau", "released_by"
        )

    def crumbs(self) -> list[Crumb]:
        return [crumb()]

    def page_title(self) -> Text:
        return str(self.record.values.get("party_name", ""))

    def number(self) -> str:
        return str(self.record.values.get("doc_no", ""))

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        one = self.record
        facts = [
            Fact(_("Bureau"), one.bureau.name),
            Fact(_("Made public on"), one.released_on.isoformat() if one.released_on else ""),
            Fact(_("Shown until"), one.display_until.isoformat() if one.display_until else ""),
        ]
        return [fact for fact in facts if fact.value]

    def notice(self) -> Text:
        one = self.record
        if one.status == S.HELD:
            reason = HoldReason(one.hold_reason)
            return f"{reason.label}：{reason.article} {one.hold_note}".strip()
        return one.withdraw_reason if one.status == S.WITHDRAWN else ""

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def sections(self) -> Sequence[Section]:
        one = self.record
        shown = [
            Fact(f"{NUMBERS[field.name]}. {field.label}", one.values.get(field.name, ""))
            for field in FIELDS
        ]
        summary = [Fact(label, text) for label, text in summary_of(one.values)]
        return [
            *self._report(),
            Section(_("The thirty fields"), shown),
            Section(_("Summary of the decision"), summary),
        ]

    def _report(self) -> list[Section]:
        """Before release: every fault with what would be right."""
        if self.record.status != S.PREPARED:
            return []
        faults = faults_of_record(self.record)
        facts = [
            Fact(f"{one.number}. {one.label}", f"{one.problem} {one.right}", wide=True)
            for one in faults
        ]
        good = [Fact(_("Result"), _("Every field is in order."))]
        return [Section(_("Report before release"), facts or good)]

    def related(self) -> Sequence[Fact]:
        return related_of([(_("Case"), self.record.root_ref)], self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)


class DisclosurePanel(RecordAddress, SignedIn):
    """The panel of a case's page: how its publication stands, or the way to prepare it."""

    perms = READ

    def get_queryset(self) -> Any:
        return Case.objects.visible_to(self.user).select_related("bureau")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.get_record()
        one = Disclosure.objects.visible_to(self.user).filter(decision__case=case).first()
        decided = case.decided_on is not None and not case.is_past
        context = {
            "case": case,
            "one": one,
            "pill": pill(one.get_status_display(), TONES[one.status]) if one else "",
            "may_prepare": decided
            and one is None
            and may_act(case, by=self.user, perm=Perm.DECIDE_CASES),
        }
        return render(request, "reporting/_disclosure_panel.html", context)


class ReleaseValid(SignedIn):
    """Makes the ticked ones public and says what became of each."""

    perms = (Perm.DECIDE_CASES,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found: Any = DisclosureList.selected(request)
        rows = Disclosure.objects.filter(pk__in=found.order_by().values("pk"))
        named = rows.select_related("decision__case__party", "bureau").order_by("pk")
        lines: list[Released] = []
        refusal = ""
        try:
            asked = named[: MOST_AT_ONCE + 1]
            lines = release_all_valid(asked, by=self.user, on=timezone.localdate())
        except DomainError as error:
            refusal = str(error)
        context = {
            "title": _("What became of the ticked ones"),
            "crumbs": [crumb()],
            "lines": lines,
            "done": sum(line.is_done for line in lines),
            "refusal": refusal,
        }
        status = 400 if refusal else 200
        return render(request, "reporting/disclosures_released.html", context, status=status)


class ExportFeed(FormPage):
    """Ask for the feed: a job, shown with its progress; every export is logged."""

    title = gettext_lazy("Export the feed")
    submit = gettext_lazy("Export")
    success = gettext_lazy("The file is being written.")
    intro = gettext_lazy(
        "The file holds what is public today; amounts are in 10,000 yuan with six decimals."
    )
    perms = (Perm.EXPORT_RECORDS,)
    form_class = FeedForm

    def crumbs(self) -> list[Crumb]:
        return [crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"bureau": self.user.bureau.code, "form": "xlsx"}

    def act(self, form: Any) -> str:

        job = start_feed(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("core:job-detail", args=[job.uuid])
