"""The bands of discretion: every version with its day, and a new one."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage
from core.pages.widgets import DateInput
from deadlines.models import SplitVersion
from deadlines.services.rules import may_confirm
from deadlines.services.splits import enter_split
from law.ranges import DEFAULT_SPLIT


class SplitForm(forms.Form):
    lenient = forms.DecimalField(
        label=_("Lenient up to (share)"),
        max_digits=4,
        decimal_places=3,
        min_value=0,
        max_value=1,
        help_text=_("A share of the range: 0.3 for thirty per cent."),
    )
    heavier = forms.DecimalField(
        label=_("Heavier from (share)"),
        max_digits=4,
        decimal_places=3,
        min_value=0,
        max_value=1,
    )
    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput)
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("Instrument and article.")
    )


class SplitList(Page):
    title = _("Bands of discretion")
    template_name = "deadlines/splits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            versions=SplitVersion.objects.select_related("entered_by"),
            shipped=DEFAULT_SPLIT,
            may_change=may_confirm(self.user),
        )


class EnterSplit(FormPage):
    title = _("Enter split points")
    form_class = SplitForm
    perms = (Perm.MANAGE_SETTINGS,)
    submit = _("Enter")
    success = _("Entered. Violations recorded from now on are measured with it.")
    intro = _(
        "Acts of that day and later are measured with these points. Ranges already computed "
        "keep the version they were computed with."
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Bands of discretion"), reverse("deadlines:split-list"))]

    def act(self, form: Any) -> str:
        enter_split(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("deadlines:split-list")
