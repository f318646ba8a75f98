"""Amounts of the province: what ships, what was entered, and a new one."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage
from core.pages.widgets import DateInput
from deadlines.services.amounts import CHOICES, enter_amount, standing_amounts
from deadlines.services.rules import may_confirm


class AmountForm(forms.Form):
    name = forms.ChoiceField(label=_("Amount"), choices=list(CHOICES.items()))
    value = forms.DecimalField(
        label=_("Yuan"),
        max_digits=16,
        decimal_places=2,
        min_value=0,
        help_text=_("From this figure on, itself included."),
    )
    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput)
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("Instrument and article.")
    )


class AmountList(Page):
    title = _("Amounts of the province")
    template_name = "deadlines/amounts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, amounts=standing_amounts(), may_change=may_confirm(self.user)
        )


class EnterAmount(FormPage):
    title = _("Enter an amount")
    form_class = AmountForm
    perms = (Perm.MANAGE_SETTINGS,)
    submit = _("Enter")
    success = _("Entered. Cases are measured with it from its day on.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Amounts of the province"), reverse("deadlines:amount-list"))]

    def act(self, form: Any) -> str:
        enter_amount(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("deadlines:amount-list")
