"""Correcting the amounts of a past case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from enforcement.forms.past_case import UNKNOWN
from enforcement.forms.violation import YuanFormField
from enforcement.models import Case
from enforcement.policies import require_record_past
from enforcement.services.past_corrections import OF_DECISION, correct_past_case
from enforcement.views.case_acts import CaseActPage


class PastCorrectionForm(forms.Form):
    goods_value = YuanFormField(label=_("Goods value"), required=False, help_text=UNKNOWN)
    fine = YuanFormField(label=_("Fine"), required=False)
    confiscated_income = YuanFormField(label=_("Illegal income confiscated"), required=False)
    confiscated_goods_value = YuanFormField(
        label=_("Value of goods confiscated"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CorrectPastCase(CaseActPage):
    """The amounts as they must read; what stood there stays in the audit trail."""

    title = _("Correct the past case")
    submit = _("Correct")
    success = _("The past case is corrected.")
    intro = _("Frozen report editions keep what they said; a restated one names this case.")
    perms = (Perm.RECORD_PAST_CASES,)
    form_class = PastCorrectionForm

    def require(self, record: Any) -> None:
        require_record_past(record.bureau, by=self.user)

    def initial(self) -> dict[str, Any]:
        decision = self.found.decision
        return {
            "goods_value": self.found.goods_value,
            **{name: getattr(decision, name) for name in OF_DECISION},
        }

    def do(self, case: Case, told: dict[str, Any]) -> None:
        correct_past_case(case, **told, version=self.version, by=self.user, on=self.on)
