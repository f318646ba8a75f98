"""When limits speak: the ladder of each family, and setting it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Perm
from accounts.policies import may
from core.errors import NotFound
from core.pages.base import Crumb, Page, Text
from core.pages.forms import FormPage
from deadlines.ladder import SHIPPED, Family, Ladder
from deadlines.models import LadderSetting
from deadlines.services.ladders import ladders, set_ladder, setting_of, steps_of


def step_words(family: Family, step: int) -> str:
    """``7 days before``, ``4 hours before``, ``on the day itself``."""
    if family == Family.HOURS:
        return ngettext("%(n)s hour before", "%(n)s hours before", step) % {"n": step}
    if step == 0:
        return _("on the day itself")
    return ngettext("%(n)s day before", "%(n)s days before", step) % {"n": step}


def ladder_words(family: Family, ladder: Ladder) -> str:
    """The steps before the end, in one line."""
    words = [step_words(family, step) for step in ladder.before]
    if family == Family.HOURS:
        words.insert(0, _("at once when it begins"))
    return "、".join(words)


class Ladders(Page):
    title = gettext_lazy("Ladders of reminders")
    template_name = "deadlines/ladders.html"
    perms = (Perm.MANAGE_SETTINGS,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ladders()
        rows = {row.family: row for row in LadderSetting.objects.all()}
        shown = [
            {
                "family": family,
                "ladder": found[family],
                "before": ladder_words(family, found[family]),
                "row": rows.get(family),
            }
            for family in Family
        ]
        change = may(self.user, Perm.MANAGE_SETTINGS) and self.user.is_provincial
        return super().get_context_data(**kwargs, ladders=shown, may_change=change)


class LadderForm(forms.Form):
    """How far a ladder may be set is said beside each field and checked by the service."""

    before = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Reminded before the end"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    heads_after = forms.IntegerField(
        label=gettext_lazy("Unit head and bureau head, after so many working days overdue"),
        min_value=0,
    )
    above_after = forms.IntegerField(
        label=gettext_lazy("Bureau above, after so many working days overdue"), min_value=1
    )
    province_after = forms.IntegerField(
        label=gettext_lazy("Province, after so many working days overdue"), min_value=2
    )
    basis = forms.CharField(
        label=gettext_lazy("Basis"),
        max_length=200,
        help_text=gettext_lazy("The document this rests on."),
    )

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before: Any = self.fields["before"]
        before.choices = [(step, step_words(family, step)) for step in steps_of(family)]


class SetLadder(FormPage):
    perms = (Perm.MANAGE_SETTINGS,)
    form_class = LadderForm
    success = gettext_lazy("The ladder holds for all running limits from the next sweep on.")
    intro = gettext_lazy(
        "Overdue limits are told to their officer every working day, whatever is set here."
    )

    @property
    def family(self) -> Family:
        if self.kwargs["family"] not in Family.values:
            raise NotFound
        return Family(self.kwargs["family"])

    def page_title(self) -> Text:
        return self.family.label

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Ladders of reminders"), reverse("deadlines:ladders"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"family": self.family}

    def initial(self) -> dict[str, Any]:
        row = setting_of(self.family)
        ladder = ladders().get(self.family, SHIPPED[self.family])
        return {
            "before": list(ladder.before),
            "heads_after": ladder.heads_after,
            "above_after": ladder.above_after,
            "province_after": ladder.province_after,
            "basis": row.basis if row else "",
        }

    def record(self) -> LadderSetting:
        """For its version: 0 while the ladder is as shipped."""
        return setting_of(self.family) or LadderSetting(family=self.family, version=0)

    def act(self, form: Any) -> str:
        set_ladder(
            family=self.family,
            **form.cleaned_data,
            by=self.user,
            on=self.on,
            version=self.version,
        )
        return reverse("deadlines:ladders")
