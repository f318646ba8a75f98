"""The forms of the acts on returns: filled in below, checked above."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from campaigns.models import Return
from campaigns.return_forms import CorrectionForm, ReasonForm, SheetForm
from campaigns.services import returns, returns_checked
from campaigns.services.returns import cells_of, sums_below
from campaigns.transitions.returns import ReturnAct
from campaigns.views.procedure import ActPage
from campaigns.views.returns import return_crumb
from core.pages.base import Crumb


class ReturnActPage(ActPage):
    """An act on one return."""

    def get_queryset(self) -> Any:
        rows = Return.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "campaign", "schedule")

    def detail_address(self) -> str:
        return reverse("campaigns:return-detail", args=[self.found.uuid])

    def list_crumb(self) -> Crumb:
        return return_crumb()


class FillReturn(ReturnActPage):
    title = gettext_lazy("Fill in the return")
    success = gettext_lazy("The return was saved. Hand it in when it is complete.")
    template_name = "campaigns/return_form.html"
    act_name = ReturnAct.FILL
    form_class = SheetForm

    def form_kwargs(self) -> dict[str, Any]:
        cells = cells_of(self.found)
        sums = sums_below(self.found)
        for cell in cells:
            if cell.computed is None and cell.indicator.unit != "%":
                cell.summed = sums.get(cell.indicator_id, cell.summed)
        return {"cells": cells}

    def initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: getattr(self.found, name) for name in returns.WORDS}
        for cell in cells_of(self.found):
            places = cell.indicator.decimals
            found[f"value_{cell.pk}"] = plain(cell.value, places)
            found[f"cumulative_{cell.pk}"] = plain(cell.cumulative, places)
            found[f"why_{cell.pk}"] = cell.explanation
        return found

    def act(self, form: Any) -> str:
        told = {name: form.cleaned_data[name] for name in returns.WORDS}
        returns.fill_return(
            self.found,
            cells=form.entered(),
            version=self.version,
            by=self.user,
            on=self.on,
            **told,
        )
        return self.detail_address()


def plain(value: Any, places: int) -> Any:
    """A figure without the empty places of its column."""
    if value is None:
        return None
    return f"{value:.{places}f}" if value == round(value, places) else f"{value.normalize():f}"


class AcceptReturn(ReturnActPage):
    title = gettext_lazy("Accept the return")
    submit = gettext_lazy("Accept")
    success = gettext_lazy("The return is accepted and counts in your sums.")
    act_name = ReturnAct.ACCEPT
    service = returns_checked.accept_return


class SendBack(ReturnActPage):
    title = gettext_lazy("Send the return back")
    submit = gettext_lazy("Send back")
    success = gettext_lazy("The return was sent back.")
    act_name = ReturnAct.RETURN
    form_class = ReasonForm
    service = returns_checked.send_back


class LockReturn(ReturnActPage):
    title = gettext_lazy("Lock the return")
    submit = gettext_lazy("Lock")
    success = gettext_lazy("The return is locked.")
    confirm = gettext_lazy("Locked figures are only corrected beside the old ones. Lock it?")
    act_name = ReturnAct.LOCK
    service = returns_checked.lock_return


class CorrectReturn(ReturnActPage):
    title = gettext_lazy("Correct a locked figure")
    success = gettext_lazy("The correction stands beside the reported figure.")
    act_name = ReturnAct.CORRECT
    form_class = CorrectionForm
    service = returns_checked.correct_return

    def form_kwargs(self) -> dict[str, Any]:
        return {"cells": cells_of(self.found)}
