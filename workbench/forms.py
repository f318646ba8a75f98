from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.pages.navigation import Slot
from core.pages.widgets import Combobox, DateInput
from workbench.models import WebhookForm


class OpinionForm(forms.Form):
    """An approver's opinion, if any; remembers the step that was looked at."""

    reason = forms.CharField(
        label=_("Opinion"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May be left empty."),
    )
    seq = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """What must be changed before it can be approved."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say what must be changed; the submitter reads it."),
    )
    seq = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssignForm(forms.Form):
    """What is to be done, by whom and until when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    to = forms.ModelChoiceField(
        label=_("To whom"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.OFFICER_OPTIONS),
    )
    due_on = forms.DateField(label=_("Due on"), widget=DateInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = User.objects.visible_to(user).people().active()


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("Outcome"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class DelegationForm(forms.Form):
    """Who stands in, and when."""

    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.OFFICER_OPTIONS),
        help_text=_("A colleague of the same bureau. Reminders go to both of you."),
    )
    from_on = forms.DateField(label=_("From"), widget=DateInput)
    to_on = forms.DateField(label=_("To"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.active().people().filter(bureau_id=user.bureau_id)
        field = self.fields["deputy"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = colleagues.exclude(pk=user.pk)


class ChannelsForm(forms.Form):
    email_on = forms.BooleanField(
        label=_("Send me my reminders by e-mail as well"),
        required=False,
        help_text=_("One e-mail each morning; at once only for limits counted in hours."),
    )


class WebhookSettingsForm(forms.Form):
    """Where a bureau's reminders go besides the inbox."""

    bureau = forms.ModelChoiceField(
        label=_("Bureau"), queryset=Bureau.objects.none(), to_field_name="uuid"
    )
    form = forms.ChoiceField(label=_("Kind"), choices=WebhookForm.choices)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=300,
        help_text=_(
            "Of a group robot: its whole address as its product shows it, or empty for the "
            "usual one."
        ),
    )
    token = forms.CharField(
        label=_("Token of the robot"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Not needed if the whole address was given. Empty keeps the stored one."),
    )
    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Messages are signed with it. Empty keeps the stored one."),
    )
    is_on = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureaus: Any = self.fields["bureau"]
        bureaus.queryset = Bureau.objects.within(user.bureau.path)


class EmptyForm(forms.Form):
    """An act that asks nothing."""
