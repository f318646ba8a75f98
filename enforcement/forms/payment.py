from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import DayField
from enforcement.forms.violation import YuanFormField
from enforcement.models import PaymentKind


class PaymentForm(forms.Form):
    kind = forms.ChoiceField(label=_("For"), choices=PaymentKind.choices)
    amount = YuanFormField(label=_("Amount"))
    paid_on = DayField(label=_("Paid on"))
    receipt = forms.CharField(label=_("Receipt number"), max_length=60)
