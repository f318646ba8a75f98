"""The assessment sheet of a campaign: one bureau's items, scores and appeals."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, Perm
from campaigns.design_forms import ScoreForm, SettleForm
from campaigns.ledger_forms import TextForm
from campaigns.models import AssessmentScore, Campaign
from campaigns.services import assessment
from campaigns.transitions.assessment import ScoreAct
from campaigns.views.acts import CampaignAct, page_of
from campaigns.views.procedure import ActPage, Button, acts_of
from core.errors import NotFound
from core.pages.base import Crumb, Page

TONES = {"scored": "active", "appealed": "soon", "settled": "met"}
BUTTONS = {
    ScoreAct.APPEAL: Button("campaigns:score-appeal", "message"),
    ScoreAct.SETTLE: Button("campaigns:score-settle", "circle-check"),
}


class AssessmentSheet(Page):
    """What one bureau was given for each item, with evidence, appeal and adjustment."""

    template_name = "campaigns/assessment.html"
    title = gettext_lazy("Assessment")
    perms = (Perm.READ_RECORDS,)

    @cached_property
    def campaign(self) -> Campaign:
        rows = Campaign.objects.visible_to(self.user).select_related("bureau")
        found = rows.filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Campaigns"), reverse("campaigns:campaign-list")),
            Crumb(self.campaign.name, page_of(self.campaign)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Bureau.objects.within(self.user.bureau.path).order_by("path")
        bureaus = list(mine.exclude(pk=self.campaign.bureau_id))
        asked = self.request.GET.get("bureau", "")
        chosen = next((one for one in bureaus if one.code == asked), None)
        bureau = chosen or next(iter(bureaus), None)
        lines = self._lines(bureau) if bureau else []
        given = [score.score for _item, score, _acts in lines if score]
        own = self.campaign.bureau_id == self.user.bureau_id
        return super().get_context_data(
            **kwargs,
            campaign=self.campaign,
            bureaus=bureaus,
            bureau=bureau,
            lines=lines,
            total=sum(given, Decimal(0)),
            whole=sum((item.weight for item, _score, _acts in lines), Decimal(0)),
            may_score=own and self.user.can(Perm.DESIGN_CAMPAIGNS),
        )

    def _lines(self, bureau: Bureau) -> list[tuple[Any, AssessmentScore | None, Any]]:
        rows = AssessmentScore.objects.visible_to(self.user).filter(
            campaign=self.campaign, bureau=bureau
        )
        scores = {
            row.item_id: row for row in rows.select_related("bureau", "unit", "scored_by")
        }
        found = []
        for item in self.campaign.assessmentitems.select_related("indicator"):
            score = scores.get(item.pk)
            acts = acts_of(score, self.user, BUTTONS) if score else []
            found.append((item, score, acts))
        return found


class GiveScore(CampaignAct):
    title = gettext_lazy("Score a bureau")
    submit = gettext_lazy("Give the score")
    success = gettext_lazy("The score was given; the bureau may appeal.")
    form_class = ScoreForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign}

    def initial(self) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in ("bureau", "item")}

    def act(self, form: Any) -> str:
        typed = dict(form.cleaned_data)
        score = assessment.give_score(typed.pop("item"), **typed, by=self.user, on=self.on)
        return sheet_of(score)


def sheet_of(score: AssessmentScore) -> str:
    address = reverse("campaigns:assessment", args=[score.campaign.uuid])
    return f"{address}?bureau={score.bureau.code}"


class ScoreActPage(ActPage):
    """An act on one score."""

    def get_queryset(self) -> Any:
        rows = AssessmentScore.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "campaign", "item")

    def detail_address(self) -> str:
        return sheet_of(self.found)

    def list_crumb(self) -> Crumb:
        return Crumb(self.found.campaign.name, page_of(self.found.campaign))


class Appeal(ScoreActPage):
    title = gettext_lazy("Appeal against the score")
    submit = gettext_lazy("Appeal")
    success = gettext_lazy("The appeal was sent.")
    act_name = ScoreAct.APPEAL
    form_class = TextForm
    service = assessment.appeal_score


class Settle(ScoreActPage):
    title = gettext_lazy("Settle the score")
    submit = gettext_lazy("Settle")
    success = gettext_lazy("The score is settled.")
    confirm = gettext_lazy("A settled score stands. Settle it?")
    act_name = ScoreAct.SETTLE
    form_class = SettleForm
    service = assessment.settle_score
