"""The forms of publishing penalties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau
from enforcement.forms.common import LONG, REASON, DayField, LongText
from reporting.disclosure.fields import BY_NAME, NUMBERS, SUPPLIED
from reporting.models import HoldReason, WithdrawGround

LONG_FIELDS = ("violation_type", "facts", "legal_basis", "content", "remark")


class FieldsForm(forms.Form):
    """The fields a person may enter; each is named by its number in the feed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SUPPLIED:
            self.fields[name] = _field(name)


def _field(name: str) -> forms.Field:
    one = BY_NAME[name]
    label = f"{NUMBERS[name]}. {one.label}"
    if one.choices:
        choices = [("", "—"), *((word, word) for word in one.choices)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if name in LONG_FIELDS:
        return LongText(label=label, required=False, rows=3, max_length=LONG)
    return forms.CharField(label=label, required=False, max_length=one.longest or LONG)


class HoldForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=HoldReason.choices, widget=forms.RadioSelect
    )
    note = LongText(label=_("Note"), required=False, max_length=REASON)


class NoteForm(forms.Form):
    note = LongText(label=_("Note"), required=False, max_length=REASON)


class WithdrawForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=WithdrawGround.choices, widget=forms.RadioSelect
    )
    reason = LongText(label=_("Reason told to the public"), max_length=REASON)


class AskRepairForm(forms.Form):
    received_on = DayField(label=_("Application received on"))
    grounds = LongText(label=_("What the party shows"), max_length=LONG)


class FeedForm(forms.Form):
    bureau = forms.ModelChoiceField(
        label=_("Bureau"), queryset=Bureau.objects.none(), to_field_name="code"
    )
    form = forms.ChoiceField(
        label=_("Form"),
        choices=[
            ("xlsx", _("XLSX, thirty fields")),
            ("csv", _("CSV, thirty fields")),
            ("xml", _("XML, thirty fields")),
            ("txt", _("Summaries as text")),
        ],
    )
    start = DayField(label=_("Made public from"), required=False)
    end = DayField(label=_("Made public to"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bureau"]
        field.queryset = Bureau.objects.within(user.bureau.path)
