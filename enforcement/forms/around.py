"""The forms of transfers, hand-overs, assistance, supervision, merging and splitting."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.files import ACCEPTED
from enforcement.forms.case import certified_of
from enforcement.forms.common import (
    LONG,
    REASON,
    DayField,
    DaysField,
    DomainField,
    LongText,
    PartyField,
)
from enforcement.models import Case, ReturnGround, TransferKind, Violation
from enforcement.services.cases import LONGEST_VIOLATION


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is examined by the service."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Files"))
        kwargs.setdefault("help_text", _("PDF, JPEG or PNG, at most 10 MB each."))
        kwargs.setdefault("widget", FilesInput({"accept": ACCEPTED}))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        rows = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(row, initial) for row in rows if row]


class BureauField(forms.ModelChoiceField[Bureau]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Bureau.objects.none(), to_field_name="code", **kwargs)


class TransferForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=TransferKind.choices,
        widget=forms.RadioSelect,
        initial=TransferKind.POLICE.value,
    )
    to_name = forms.CharField(label=_("Receiving organ"), max_length=100)
    charge = forms.CharField(
        label=_("Suspected crime"),
        max_length=200,
        required=False,
        help_text=_("Needed for the police."),
    )
    reason = LongText(label=_("Facts and grounds"), rows=5)


class HandedOverForm(forms.Form):
    handed_over_on = DayField(label=_("Handed over on"))
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)


class OpenedForm(forms.Form):
    answered_on = DayField(label=_("Day of the answer"))
    notice = forms.CharField(
        label=_("Number of the notice of filing"),
        max_length=60,
        help_text=_("It shows why the ninety days stand still."),
    )


class AcceptedForm(forms.Form):
    answered_on = DayField(label=_("Day of the answer"))
    notice = forms.CharField(label=_("Number of the answer"), max_length=60, required=False)


class DeclinedForm(AcceptedForm):
    answer = LongText(label=_("Grounds given"), rows=4)


class AskedForm(forms.Form):
    asked_on = DayField(label=_("Asked on"))
    note = LongText(label=_("Grounds"), max_length=REASON, required=False, rows=3)


class ItemsForm(forms.Form):
    items_handed_on = DayField(label=_("Handed over on"))


class TakeBackForm(forms.Form):
    ground = forms.ChoiceField(label=_("Why it came back"), choices=ReturnGround.choices)
    returned_on = DayField(label=_("Came back on"))
    notice = forms.CharField(
        label=_("Number of the paper it came with"), max_length=60, required=False
    )
    note = LongText(label=_("Remark"), max_length=REASON, required=False, rows=3)


class OfferForm(forms.Form):
    """To which bureau a clue or a case is handed over, and why."""

    to = BureauField(label=_("To which bureau"))
    reason = LongText(label=_("Reason"), max_length=REASON, rows=4)

    def __init__(self, *args: Any, own: Bureau, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = other_bureaus(own, on).filter(may_penalise=True)


class AcceptForm(forms.Form):
    """Who handles it from now on."""

    lead = forms.ModelChoiceField(
        label=_("Lead officer"), queryset=User.objects.none(), to_field_name="uuid"
    )
    others = forms.ModelMultipleChoiceField(
        label=_("Further officers"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = LongText(label=_("Remark"), max_length=REASON, required=False, rows=2)

    def __init__(
        self, *args: Any, bureau: Bureau, on: date, is_case: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = fields["others"].queryset = certified_of(bureau, on)
        if not is_case:
            del fields["others"]

    def officers(self) -> list[User]:
        """The lead first."""
        lead: User = self.cleaned_data["lead"]
        others = self.cleaned_data.get("others", [])
        return [lead, *(one for one in others if one.pk != lead.pk)]


class DesignateForm(forms.Form):
    reason = LongText(label=_("Grounds of the designation"), max_length=REASON, rows=4)


class AssistanceForm(forms.Form):
    """A letter to another bureau, or to an authority outside."""

    case = forms.ModelChoiceField(
        label=_("For case"),
        queryset=Case.objects.none(),
        to_field_name="uuid",
        required=False,
    )
    to = BureauField(
        label=_("To which bureau"),
        required=False,
        help_text=_("Left empty for an authority outside."),
    )
    outside = forms.CharField(label=_("Authority outside"), max_length=100, required=False)
    title = forms.CharField(label=_("Title"), max_length=200)
    request = LongText(label=_("What is asked"), rows=6, max_length=LONG)
    domain = DomainField(required=False, help_text=_("Left empty: the domain of the case."))
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    attached = FilesField()

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to"].queryset = other_bureaus(user.bureau, on)
        fields["case"].queryset = cases_in_hand(user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("domain") and cleaned.get("case") is None:
            self.add_error("domain", _("Choose the domain, or the case it is for."))
        return cleaned


class IncomingAssistanceForm(forms.Form):
    outside = forms.CharField(label=_("Authority that asks"), max_length=100)
    number = forms.CharField(label=_("Number of the letter"), max_length=60, required=False)
    received_on = DayField(label=_("Received on"))
    title = forms.CharField(label=_("Title"), max_length=200)
    request = LongText(label=_("What is asked"), rows=6, max_length=LONG)
    domain = DomainField()
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    attached = FilesField()


class AssignAssistanceForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), to_field_name="uuid"
    )

    def __init__(self, *args: Any, bureau: Bureau, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = certified_of(bureau, on)


class ExtendAssistanceForm(forms.Form):
    until_on = DayField(label=_("Answer until"))
    reason = LongText(label=_("Reason"), max_length=REASON, rows=3)
    paper = forms.CharField(
        label=_("Number of the letter that tells it"), max_length=60, required=False
    )


class AnswerForm(forms.Form):
    answer = LongText(label=_("Answer"), rows=6, max_length=LONG)
    attached = FilesField()


class OutsideAnswerForm(AnswerForm):
    answered_on = DayField(label=_("Day of the answer"))
    field_order = ("answered_on", "answer", "attached")


class ReportDaysForm(forms.Form):
    report_days = DaysField()


class ReportForm(forms.Form):
    text = LongText(label=_("How the case stands"), rows=6, max_length=LONG)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Into which case"),
        queryset=Case.objects.none(),
        to_field_name="uuid",
        help_text=_("Cases of the bureau under investigation; those of the same party first."),
    )
    reason = LongText(label=_("What joins them"), max_length=REASON, rows=3)

    def __init__(self, *args: Any, candidates: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = candidates


class SplitForm(forms.Form):
    violations = forms.ModelMultipleChoiceField(
        label=_("Violations that leave"),
        queryset=Violation.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least one stays."),
    )
    violation = forms.CharField(
        label=_("Suspected violation"),
        max_length=LONGEST_VIOLATION,
        help_text=_("In a few words, like 销售劣药: it becomes part of the case's name."),
    )
    party = PartyField(help_text=_("Another offender, if it is another."), required=False)
    reason = LongText(label=_("Reason"), max_length=REASON, rows=3)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["violations"]
        rows.queryset = case.violations.all()


class ReporterToldForm(forms.Form):
    told_on = DayField(label=_("Told on"))
    note = LongText(label=_("How, and what was said"), max_length=REASON, rows=3)


def other_bureaus(own: Bureau, on: date) -> QuerySet[Bureau]:
    """Bureaus at work on the day, without one's own."""
    rows: QuerySet[Bureau] = Bureau.objects.active(on).exclude(pk=own.pk).order_by("path")
    return rows


def cases_in_hand(user: User) -> QuerySet[Case]:
    """Cases of the bureau that are not decided yet, one's own first known by their names."""
    rows = Case.objects.visible_to(user).own().filter(bureau_id=user.bureau_id)
    states = ("investigating", "reviewing", "approved", "notified")
    found: QuerySet[Case] = rows.filter(status__in=states).order_by("-pk")
    return found
