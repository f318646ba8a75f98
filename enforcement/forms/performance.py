"""Forms of what follows a decision. Amounts in yuan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import EMPTY, REASON, DayField, LongText
from enforcement.forms.violation import YuanFormField
from enforcement.models import (
    CAUSES,
    RemedyKind,
    RemedyOutcome,
    Retention,
    StepCause,
    StepKind,
)
from enforcement.services.collection import CourtStep
from enforcement.services.plans import PlannedPart

# So many parts a plan has on the page; the API takes more.
PARTS = 12


def part_names(place: int) -> tuple[str, str]:
    return f"part_day_{place}", f"part_amount_{place}"


class DemandForm(forms.Form):
    served_on = DayField(label=_("Received by the party on"))


class PlanForm(forms.Form):
    applied_on = DayField(label=_("Applied on"))
    reason = LongText(label=_("The party's hardship"), max_length=REASON, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, PARTS + 1):
            day, amount = part_names(place)
            self.fields[day] = DayField(label=_("Due on"), required=place == 1)
            self.fields[amount] = YuanFormField(label=_("Amount"), required=place == 1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for place in range(2, PARTS + 1):
            day, amount = part_names(place)
            if bool(cleaned.get(day)) != bool(cleaned.get(amount)):
                missing = amount if cleaned.get(day) else day
                if missing not in self.errors:
                    self.add_error(missing, _("A part has a day and an amount."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """What ``submit_plan`` is told: the parts that were filled in."""
        cleaned, parts = self.cleaned_data, []
        for place in range(1, PARTS + 1):
            day, amount = (cleaned.get(name) for name in part_names(place))
            if day and amount is not None:
                parts.append(PlannedPart(day, amount))
        return {
            "reason": cleaned["reason"],
            "applied_on": cleaned["applied_on"],
            "parts": parts,
        }


class NoteForm(forms.Form):
    note = LongText(label=_("Note"), max_length=REASON, required=False, rows=3)


class AgreementForm(forms.Form):
    agreed_on = DayField(label=_("Agreed on"))
    terms = LongText(
        label=_("Terms"), help_text=_("The stages, and what the party does to make good.")
    )
    waived = YuanFormField(label=_("Surcharge waived"), required=False)
    paper = forms.CharField(label=_("Document"), max_length=100)

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "waived": self.cleaned_data["waived"] or 0}


class CourtForm(forms.Form):
    court = forms.CharField(label=_("Court"), max_length=100)
    applied_on = DayField(label=_("Applied on"))


class CourtStepForm(forms.Form):
    step = forms.ChoiceField(label=_("What happened"), choices=CourtStep.choices)
    happened_on = DayField(label=_("On"))
    number = forms.CharField(label=_("Number at the court"), max_length=60, required=False)
    note = LongText(label=_("Note"), max_length=REASON, required=False, rows=3)


class RemedyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=RemedyKind.choices)
    organ = forms.CharField(label=_("Review organ or court"), max_length=100)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    filed_on = DayField(label=_("Filed on"))
    received_on = DayField(
        label=_("Copy received on"), help_text=_("The time to answer runs from this day.")
    )
    stayed = forms.BooleanField(label=_("Enforcement is stayed"), required=False)


class AnswerForm(forms.Form):
    answered_on = DayField(label=_("Answered on"))


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=RemedyOutcome.choices)
    ended_on = DayField(label=_("Outcome served on"))
    fine_after = YuanFormField(
        label=_("Fine after the outcome"),
        required=False,
        help_text=_("Only where amounts were altered."),
    )
    confiscation_after = YuanFormField(
        label=_("Confiscation after the outcome"), required=False
    )
    note = LongText(label=_("Note"), max_length=REASON, required=False, rows=3)


class RefundForm(forms.Form):
    amount = YuanFormField(label=_("Amount"))
    refunded_on = DayField(label=_("Given back on"))
    reason = forms.CharField(label=_("Reason and basis"), max_length=300)
    paper = forms.CharField(label=_("Document"), max_length=100)


class CorrectionForm(forms.Form):
    amount = YuanFormField(label=_("Amount"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class StepForm(forms.Form):
    """A proposal on the course of a case; ``kind`` decides causes and fields."""

    cause = forms.ChoiceField(label=_("Cause"))
    until_on = DayField(
        label=_("Extended to"),
        required=False,
        help_text=_("Only for a second extension, decided by collective discussion."),
    )
    paper = forms.CharField(
        label=_("Document"),
        max_length=100,
        required=False,
        help_text=_("Number of the document that shows the cause."),
    )
    reason = LongText(label=_("Reason"), max_length=REASON, rows=4)

    def __init__(self, *args: Any, kind: StepKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cause"]
        causes = [(one.value, StepCause(one).label) for one in CAUSES[kind]]
        field.choices = causes if len(causes) == 1 else [*EMPTY, *causes]
        if kind != StepKind.EXTENSION:
            del self.fields["until_on"]


class ArchiveForm(forms.Form):
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=100_000)
    volumes = forms.IntegerField(label=_("Volumes"), min_value=1, max_value=100, initial=1)
    retention = forms.ChoiceField(label=_("Kept for"), choices=Retention.choices)
    location = forms.CharField(
        label=_("Place in the archive"), max_length=100, help_text=_("Room, shelf, box.")
    )
