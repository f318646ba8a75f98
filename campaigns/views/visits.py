"""Assistance visits: the list, one of them, and its acts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm, User
from audit.kinds import title_of
from audit.services import history_of
from campaigns.filters import VisitFilter
from campaigns.models import AssistanceVisit, Campaign, CampaignStatus, VisitStatus
from campaigns.procedures import VisitAct
from campaigns.services.visits import answer_visit, follow_up_visit, record_visit
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.navigation import Slot
from core.pages.parts import Act, Entry, Fact, Section, pill
from core.pages.widgets import Combobox, DateInput, MultiCombobox
from deadlines.services.procedure import open_acts
from deadlines.views.acts import ActPage
from registry.models import Party

VISITS = (Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS)
TONES = {"raised": "waiting", "answered": "active", "followed_up": "met"}
ADDRESSES = {
    VisitAct.ANSWER.value: ("campaigns:visit-answer", "message"),
    VisitAct.FOLLOW_UP.value: ("campaigns:visit-follow-up", "check"),
}


def _long(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, widget=forms.Textarea({"rows": 4}))


class VisitForm(forms.Form):
    party = forms.ModelChoiceField(
        label=_("Party"),
        queryset=Party.objects.select_related("region"),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.PARTY_OPTIONS),
    )
    visited_on = forms.DateField(label=_("Visited on"), widget=DateInput())
    officers = forms.ModelMultipleChoiceField(
        label=_("Officers"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        widget=MultiCombobox(slot=Slot.OFFICER_OPTIONS),
    )
    need = _long(_("What the enterprise needs"))
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = User.objects.visible_to(user).active().people()
        fields["officers"].queryset = people.select_related("bureau", "unit")
        running = Campaign.objects.visible_to(user).filter(status=CampaignStatus.RUNNING)
        fields["campaign"].queryset = running


class AnswerForm(forms.Form):
    answer = _long(_("Answer"))


class FollowUpForm(forms.Form):
    follow_up = _long(_("What came of it"))


class VisitList(ListPage):
    title = _("Assistance visits")
    perms = (Perm.READ_RECORDS,)
    filterset_class = VisitFilter
    primary_filters = ("status", "visited")
    default_sort = "-visited_on"
    row_url_name = "campaigns:visit-detail"
    columns = (
        Column("party", _("Party"), value="party.name", css="wide"),
        Column("visited_on", _("Visited on"), kind=Kind.DATE, sort="visited_on"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column(
            "officers",
            _("Officers"),
            value=lambda row: "、".join(one.name for one in row.officers.all()),
        ),
        Column("need", _("What the enterprise needs"), value=lambda row: row.need[:60]),
        Column("bureau", _("Bureau"), value="bureau.short_name"),
    )
    presets = (Preset(_("All"), ""), Preset(_("To be answered"), "status=raised"))
    acts = (ListAct(_("Record a visit"), "campaigns:visit-new", perms=VISITS),)
    empty_reason = _("No assistance visit was recorded in your jurisdiction yet.")
    empty_advice = _("Record one: whom you visited, and what they need. It is no inspection.")

    def get_queryset(self) -> Any:
        rows = AssistanceVisit.objects.visible_to(self.user)
        return rows.select_related("party", "bureau").prefetch_related("officers")


class VisitDetail(DetailPage):
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> Any:
        rows = AssistanceVisit.objects.visible_to(self.user)
        return rows.select_related("party", "bureau", "campaign")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Assistance visits"), reverse("campaigns:visit-list"))]

    def page_title(self) -> str:
        return str(self.record.party.name)

    def status(self) -> Any:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Any:
        return _("An assistance visit is no inspection and is never counted as one.")

    def head(self) -> Sequence[Fact]:
        visit = self.record
        party = reverse("registry:party-detail", args=[visit.party.uuid])
        return [
            Fact(_("Party"), visit.party.name, party),
            Fact(_("Visited on"), visit.visited_on.isoformat()),
            Fact(_("Officers"), "、".join(one.name for one in visit.officers.all())),
            Fact(_("Bureau"), visit.bureau.name),
        ]

    def acts(self) -> Sequence[Act]:
        found = []
        for one in open_acts(self.record, by=self.user):
            name, icon = ADDRESSES[one.rule.act]
            if one.allowed:
                address = reverse(name, args=[self.record.uuid])
                found.append(Act(one.rule.title, address, icon, weight="main", dialog=True))
        return found

    def sections(self) -> Sequence[Section]:
        visit = self.record
        facts = [
            Fact(_("What the enterprise needs"), visit.need, wide=True),
            Fact(_("Answer"), visit.answer, wide=True),
            Fact(_("Answered on"), visit.answered_on and visit.answered_on.isoformat()),
        ]
        if visit.status == VisitStatus.FOLLOWED_UP:
            facts.append(Fact(_("What came of it"), visit.follow_up, wide=True))
            facts.append(Fact(_("Followed up on"), visit.followed_up_on.isoformat()))
        if visit.campaign:
            facts.append(Fact(_("Campaign"), visit.campaign))
        return [Section(_("Need and answer"), facts)]

    def timeline(self) -> Iterable[Entry]:
        events = history_of(self.record.ref).exclude(kind="scope.shared")
        return [Entry(at=one.on, title=title_of(one.kind), by=one.actor_name) for one in events]


class NewVisit(FormPage):
    title = _("Record a visit")
    submit = _("Record")
    success = _("The visit was recorded.")
    intro = _("An assistance visit is no inspection and is never counted as one.")
    perms = VISITS
    form_class = VisitForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Assistance visits"), reverse("campaigns:visit-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"visited_on": self.on, "officers": [self.user]}

    def act(self, form: Any) -> str:
        visit = record_visit(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("campaigns:visit-detail", args=[visit.uuid])


class VisitActPage(ActPage):
    perms = VISITS

    def get_queryset(self) -> Any:
        rows = AssistanceVisit.objects.visible_to(self.user)
        return rows.select_related("party", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Assistance visits"), reverse("campaigns:visit-list")),
            Crumb(str(self.found), self.address()),
        ]

    def address(self) -> str:
        return reverse("campaigns:visit-detail", args=[self.found.uuid])


class AnswerVisit(VisitActPage):
    title = _("Answer the need")
    submit = _("Answer")
    success = _("The answer was recorded.")
    act_name = VisitAct.ANSWER
    form_class = AnswerForm

    def act(self, form: Any) -> str:
        answer_visit(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class FollowUpVisit(VisitActPage):
    title = _("Follow up")
    submit = _("Record")
    success = _("It was recorded what came of it.")
    act_name = VisitAct.FOLLOW_UP
    form_class = FollowUpForm

    def act(self, form: Any) -> str:
        follow_up_visit(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()
