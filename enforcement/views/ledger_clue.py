"""The form by which a ledger item becomes a clue."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.transitions.ledger import LedgerAct
from campaigns.views.ledger_acts import LedgerActPage
from enforcement.forms.common import LongText
from enforcement.services.clues_from_ledger import open_clue_from_ledger


class LedgerClueForm(forms.Form):
    content = LongText(label=_("Content"))


class OpenClueFromLedger(LedgerActPage):
    title = _("Pursue the item as a case")
    submit = _("Register the clue")
    success = _("The clue was registered; its limit runs. The ledger item ends with it.")
    confirm = _("The item leaves the ledger and goes on as a clue. Register it?")
    act_name = LedgerAct.TRANSFER_TO_CASE
    form_class = LedgerClueForm

    def initial(self) -> dict[str, Any]:
        return {"content": self.found.description}

    def act(self, form: Any) -> str:
        clue = open_clue_from_ledger(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:clue-detail", args=[clue.uuid])
