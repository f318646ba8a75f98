"""The forms of the acts on draws."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.pages.base import Crumb
from core.pages.forms import FormPage
from enforcement.draw_rules import draw_rules
from enforcement.forms.common import ReasonForm
from enforcement.forms.draw import (
    AnnounceForm,
    DrawForm,
    ExcludeForm,
    PublishForm,
    ReplaceOfficerForm,
    ReplacePartyForm,
    RunForm,
    StratumForm,
)
from enforcement.models import InspectionStatus
from enforcement.policies import require_draft_draw, require_office
from enforcement.services.draw_tasks import replace_drawn_officer, replace_drawn_party
from enforcement.services.draws import (
    add_stratum,
    announce_draw,
    cancel_draw,
    create_draw,
    exclude_from_draw,
    publish_draw,
    run_draw,
)
from enforcement.transitions.draw import DrawAct
from enforcement.views.acts import ActPage
from enforcement.views.draws import seen_draws
from enforcement.views.plans import DRAFT


class NewDraw(FormPage):
    title = _("Draft a draw")
    submit = _("Save the draft")
    success = _("The draft was saved. Add its strata, then announce the seed.")
    perms = DRAFT
    form_class = DrawForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Double-random draws"), reverse("enforcement:draw-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        require_draft_draw(by=self.user)
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"recent_months": draw_rules().recent_months}

    def act(self, form: Any) -> str:
        draw = create_draw(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:draw-detail", args=[draw.uuid])


class DrawActPage(ActPage):
    detail_url_name = "enforcement:draw-detail"
    list_url_name = "enforcement:draw-list"
    list_title = _("Double-random draws")

    def get_queryset(self) -> QuerySet[Any]:
        return seen_draws(self.user)

    @property
    def doing(self) -> dict[str, Any]:
        return {"by": self.user, "on": self.on}


class DraftAct(DrawActPage):
    """An act on a draft: who may cancel it may also shape it."""

    def require(self, record: Any) -> None:
        require_office(record, by=self.user, act=DrawAct.CANCEL)


class AddStratum(DraftAct):
    title = _("Add a stratum")
    submit = _("Add")
    success = _("The stratum was added.")
    intro = _("A party counts for the first stratum it fits; empty fields fit every party.")
    form_class = StratumForm

    def act(self, form: Any) -> str:
        add_stratum(self.found, **form.cleaned_data, **self.doing)
        return self.detail_address()


class Exclude(DraftAct):
    title = _("Leave somebody out")
    submit = pgettext_lazy("draw", "Leave out")
    success = _("It was noted with its reason.")
    intro = _("A party or an officer. The reason stands in the frozen pool for all to read.")
    form_class = ExcludeForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"draw": self.found}

    def act(self, form: Any) -> str:
        exclude_from_draw(self.found, **form.cleaned_data, **self.doing)
        return self.detail_address()


class Announce(DrawActPage):
    title = _("Announce the seed")
    submit = pgettext_lazy("draw", "Announce")
    success = _("The seed is announced, and who can be drawn is fixed.")
    confirm = _("Seed and pool can never be changed afterwards. Announce them?")
    act_name = DrawAct.ANNOUNCE
    form_class = AnnounceForm

    def act(self, form: Any) -> str:
        announce_draw(self.found, **form.cleaned_data, at=timezone.now(), **self.doing)
        return self.detail_address()


class Run(DrawActPage):
    title = _("Draw the lots")
    submit = _("Draw")
    success = _("The lots are drawn and the inspections planned.")
    confirm = _("A draw is done once and cannot be done again with another result. Draw now?")
    act_name = DrawAct.DRAW
    form_class = RunForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"draw": self.found}

    def act(self, form: Any) -> str:
        run_draw(self.found, **form.cleaned_data, at=timezone.now(), **self.doing)
        return self.detail_address()


class Replace(DrawActPage):
    act_name = DrawAct.REPLACE
    submit = _("Replace")

    def form_kwargs(self) -> dict[str, Any]:
        planned = self.found.drawn.filter(inspection__status=InspectionStatus.PLANNED)
        return {"rows": planned.select_related("party", "first", "second")}


class ReplaceParty(Replace):
    title = _("Replace a party")
    success = _("The next of the stratum was drawn and its inspection planned.")
    intro = _("The next of the same order takes the place; the inspection is cancelled.")
    form_class = ReplacePartyForm

    def act(self, form: Any) -> str:
        replace_drawn_party(self.found, **form.cleaned_data, **self.doing)
        return self.detail_address()


class ReplaceOfficer(Replace):
    title = _("Replace an officer")
    success = _("The next officer of the order goes instead.")
    form_class = ReplaceOfficerForm

    def act(self, form: Any) -> str:
        seq, officer = form.chosen()
        reason = form.cleaned_data["reason"]
        replace_drawn_officer(self.found, seq=seq, officer=officer, reason=reason, **self.doing)
        return self.detail_address()


class Publish(DrawActPage):
    title = _("Make the results public")
    submit = _("Record")
    success = _("It is recorded where the results stand.")
    act_name = DrawAct.PUBLISH
    form_class = PublishForm

    def act(self, form: Any) -> str:
        publish_draw(self.found, **form.cleaned_data, **self.doing)
        return self.detail_address()


class Cancel(DrawActPage):
    title = _("Cancel the draw")
    submit = _("Cancel the draw")
    success = _("The draw was cancelled.")
    confirm = _("A cancelled draw cannot be taken up again. Cancel it?")
    danger = True
    act_name = DrawAct.CANCEL
    form_class = ReasonForm

    def act(self, form: Any) -> str:
        cancel_draw(self.found, **form.cleaned_data, **self.doing)
        return self.detail_address()
