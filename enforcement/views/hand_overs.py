"""Hand-overs between bureaus: the list, one hand-over, and its acts on both sides."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from deadlines.views.acts import NothingForm
from enforcement.filters.around import HandOverFilter
from enforcement.forms.around import AcceptForm, DesignateForm, OfferForm
from enforcement.forms.common import ReasonForm
from enforcement.models import Clue, HandOver, HandOverStatus
from enforcement.models.base import with_limit
from enforcement.services import hand_overs as services
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.clue import ClueAct
from enforcement.transitions.hand_over import HandOverAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
)

READ = (Perm.READ_RECORDS,)
S = HandOverStatus
TONES: dict[str, str] = {
    S.OFFERED: "waiting",
    S.ACCEPTED: "met",
    S.REJECTED: "soon",
    S.WITHDRAWN: "void",
    S.SUBMITTED: "waiting",
    S.DESIGNATED: "active",
    S.KEPT: "void",
}
BUTTONS: dict[str, Button] = {
    HandOverAct.ACCEPT: Button("enforcement:hand-over-accept", "check", "main", dialog=True),
    HandOverAct.REJECT: Button("enforcement:hand-over-reject", "x", dialog=True),
    HandOverAct.DESIGNATE: Button(
        "enforcement:hand-over-designate", "gavel", "main", dialog=True
    ),
    HandOverAct.LEAVE: Button("enforcement:hand-over-leave", "arrow-left", dialog=True),
    HandOverAct.SUBMIT: Button("enforcement:hand-over-submit", "scale", dialog=True),
    HandOverAct.WITHDRAW: Button("enforcement:hand-over-withdraw", "x", dialog=True),
}


def kind_cell(row: HandOver) -> str:
    return _("Case") if row.case_id else _("Clue")


class HandOverList(LimitedList):
    title = gettext_lazy("Hand-overs")
    perms = READ
    filterset_class = HandOverFilter
    primary_filters = ("status",)
    default_sort = "-offered_on"
    row_url_name = "enforcement:hand-over-detail"
    columns = (
        Column("thing", gettext_lazy("Case or clue"), value=str, css="wide"),
        Column("kind", gettext_lazy("Kind"), value=kind_cell, css="narrow"),
        Column("status", gettext_lazy("Status"), kind=Kind.STATUS, tones=TONES),
        Column("limit", gettext_lazy("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("from", gettext_lazy("From"), value="from_bureau.short_name"),
        Column("to", gettext_lazy("To"), value="to_bureau.short_name"),
        Column("offered_on", gettext_lazy("Offered on"), kind=Kind.DATE, sort="offered_on"),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("Waiting for my bureau"), "waiting=1"),
        Preset(gettext_lazy("Under way"), "under_way=1"),
    )
    empty_reason = gettext_lazy("Nothing was handed over by or to your jurisdiction yet.")
    empty_advice = gettext_lazy("A head hands over on the page of a clue or a case.")

    def get_queryset(self) -> QuerySet[HandOver]:
        rows = HandOver.objects.visible_to(self.user)
        return with_limit(rows.select_related("case", "clue", "from_bureau", "to_bureau"))


class HandOverDetail(DetailPage):
    perms = READ
    record: HandOver

    def get_queryset(self) -> QuerySet[HandOver]:
        rows = HandOver.objects.visible_to(self.user)
        names = ("case", "clue", "from_bureau", "to_bureau", "superior", "offered_by")
        return rows.select_related(*names, "bureau", "answered_by")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Hand-overs"), reverse("enforcement:hand-over-list"))]

    def page_title(self) -> Text:
        return self.record.thing.title

    def number(self) -> str:
        return self.record.thing.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        row = self.record
        return [
            Fact(_("Bureau handing over"), row.from_bureau.name),
            Fact(_("Receiving bureau"), row.to_bureau.name),
            Fact(_("Offered on"), row.offered_on.isoformat()),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def waiting_for(self) -> Text:
        row = self.record
        if row.status in (S.OFFERED, S.DESIGNATED):
            return row.to_bureau.name
        if row.status == S.SUBMITTED and row.superior:
            return row.superior.name
        return row.from_bureau.name if row.status == S.REJECTED else ""

    def sections(self) -> Sequence[Section]:
        row = self.record
        facts = [
            Fact(_("Offered by"), row.offered_by.name),
            Fact(_("Answered by"), row.answered_by.name if row.answered_by else ""),
            Fact(_("Answered on"), row.answered_on.isoformat() if row.answered_on else ""),
            Fact(_("Common superior"), row.superior.name if row.superior else ""),
            Fact(_("Reason"), row.reason, wide=True),
            Fact(_("Answer"), row.answer, wide=True),
            Fact(_("Designation"), row.designation, wide=True),
        ]
        return [Section(_("Hand-over"), [fact for fact in facts if fact.value])]

    def related(self) -> Sequence[Fact]:
        return related_of([(kind_cell(self.record), self.record.thing.ref)], self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)


class HandOverCase(CaseActPage):
    title = gettext_lazy("Hand over to another bureau")
    submit = gettext_lazy("Offer")
    success = gettext_lazy("The other bureau was told and can read it.")
    act_name = CaseAct.HAND_OVER
    form_class = OfferForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"own": self.found.bureau, "on": self.on}

    def act(self, form: Any) -> str:
        row = services.hand_over(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:hand-over-detail", args=[row.uuid])


class HandOverClue(ActPage):
    title = gettext_lazy("Hand over to another bureau")
    submit = gettext_lazy("Offer")
    success = gettext_lazy("The other bureau was told and can read it.")
    act_name = ClueAct.HAND_OVER
    form_class = OfferForm
    list_title = gettext_lazy("Clues")
    list_url_name = "enforcement:clue-list"
    detail_url_name = "enforcement:clue-detail"
    perms = READ

    def get_queryset(self) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.user).select_related("bureau", "unit")

    def form_kwargs(self) -> dict[str, Any]:
        return {"own": self.found.bureau, "on": self.on}

    def act(self, form: Any) -> str:
        row = services.hand_over(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:hand-over-detail", args=[row.uuid])


class HandOverActPage(ActPage):
    """An act on one hand-over."""

    list_title = gettext_lazy("Hand-overs")
    list_url_name = "enforcement:hand-over-list"
    detail_url_name = "enforcement:hand-over-detail"
    success = gettext_lazy("Recorded; the other bureau was told.")
    form_class: ClassVar[type[BaseForm]] = ReasonForm
    perms = READ

    def get_queryset(self) -> QuerySet[HandOver]:
        rows = HandOver.objects.visible_to(self.user)
        names = ("case__bureau", "case__clue", "case__inspection", "clue__bureau")
        return rows.select_related(*names, "from_bureau", "to_bureau", "superior", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list_title, reverse(self.list_url_name)),
            Crumb(self.found.thing.title, self.detail_address()),
        ]

    def act(self, form: Any) -> str:
        self.do(self.found, dict(form.cleaned_data))
        return self.detail_address()

    def do(self, row: HandOver, told: dict[str, Any]) -> None:
        raise NotImplementedError


class AcceptHandOver(HandOverActPage):
    title = gettext_lazy("Take over")
    submit = gettext_lazy("Take over")
    success = gettext_lazy("It belongs to your bureau now, with its limits.")
    act_name = HandOverAct.ACCEPT
    form_class = AcceptForm

    def form_kwargs(self) -> dict[str, Any]:
        row = self.found
        return {
            "bureau": row.to_bureau,
            "on": self.on,
            "is_case": row.case_id is not None,
        }

    def act(self, form: Any) -> str:
        services.accept_hand_over(
            self.found,
            officers=form.officers(),
            note=form.cleaned_data["note"],
            by=self.user,
            on=self.on,
        )
        return self.detail_address()


class RejectHandOver(HandOverActPage):
    title = gettext_lazy("Dispute the competence")
    submit = gettext_lazy("Dispute")
    act_name = HandOverAct.REJECT

    def do(self, row: HandOver, told: dict[str, Any]) -> None:
        services.reject_hand_over(row, **told, by=self.user, on=self.on)


class WithdrawHandOver(HandOverActPage):
    title = gettext_lazy("Withdraw the hand-over")
    submit = gettext_lazy("Withdraw")
    act_name = HandOverAct.WITHDRAW
    form_class = NothingForm

    def do(self, row: HandOver, told: dict[str, Any]) -> None:
        services.withdraw_hand_over(row, by=self.user, on=self.on)


class SubmitJurisdiction(HandOverActPage):
    title = gettext_lazy("Submit for designation of jurisdiction")
    submit = gettext_lazy("Submit")
    act_name = HandOverAct.SUBMIT

    def do(self, row: HandOver, told: dict[str, Any]) -> None:
        services.submit_jurisdiction(row, **told, by=self.user, on=self.on)


class Designate(HandOverActPage):
    title = gettext_lazy("Designate the receiving bureau")
    submit = gettext_lazy("Designate")
    confirm = gettext_lazy("Both bureaus are bound by it.")
    act_name = HandOverAct.DESIGNATE
    form_class = DesignateForm
    to_receiver = True

    def do(self, row: HandOver, told: dict[str, Any]) -> None:
        to = self.to_receiver
        services.designate(row, to_receiver=to, **told, by=self.user, on=self.on)


class LeaveWithGiver(Designate):
    title = gettext_lazy("Leave it with the bureau that has it")
    act_name = HandOverAct.LEAVE
    to_receiver = False
