"""What the gates ask: signs of a crime, the law chosen, recusal, competence, imports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enforcement.forms.common import REASON, DayField, LongText, PartyField
from enforcement.forms.course import SubmitForm
from enforcement.forms.violation import YuanFormField
from enforcement.models import Case, ChosenLaw, CriminalCheck, RecusalGround
from enforcement.models.competence import CompetentLevel
from enforcement.services.gates.criminal import CriminalAnswer
from law.criminal_signs import signs_for
from law.vocabularies import Domain, Link

FOUND = (("no", _("None of these signs was found")), ("yes", _("Signs were found")))


class SubmitPenaltyForm(SubmitForm):
    """The report, and one question before the review: do the facts suggest a crime?"""

    signs_found = forms.ChoiceField(
        label=_("Do the facts suggest a crime?"),
        choices=FOUND,
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "Say whether the facts suggest a crime (Art. 27): go through the list."
            )
        },
    )
    signs = forms.MultipleChoiceField(
        label=_("Signs found"), required=False, widget=forms.CheckboxSelectMultiple
    )
    why_not_transferred = LongText(
        label=_("Why it is not transferred"),
        required=False,
        rows=2,
        max_length=REASON,
        help_text=_("Only with signs found, where the case was not handed to the police."),
    )

    def __init__(
        self, *args: Any, case: Case, last: CriminalCheck | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["signs"].choices = [
            (sign.code, f"{sign.text}（{sign.article}）") for sign in signs_for(case.domain)
        ]
        if last is not None and last.found:
            fields["signs"].initial = list(last.signs)
            fields["why_not_transferred"].initial = last.why_not_transferred

    def answer(self) -> CriminalAnswer:
        """What ``submit_penalty`` is told."""
        told = self.cleaned_data
        if told["signs_found"] == "no":
            return CriminalAnswer(found=False)
        return CriminalAnswer(True, tuple(told["signs"]), told["why_not_transferred"])


class ChooseLawForm(forms.Form):
    chosen = forms.ChoiceField(
        label=_("Law applied"), choices=ChosenLaw.choices, widget=forms.RadioSelect
    )
    reason = LongText(
        label=_("Reason"),
        rows=3,
        max_length=REASON,
        help_text=_("Compare the whole outcomes: fine, confiscations, other kinds."),
    )


class DivideForm(forms.Form):
    """The part of the first period; the rest is the second's."""

    goods_value = YuanFormField(label=_("Goods value of the first period"), required=False)
    illegal_income = YuanFormField(
        label=_("Illegal income of the first period"), required=False
    )
    base = YuanFormField(
        label=_("Base of the first period"),
        required=False,
        help_text=_("Only where the base was entered by hand."),
    )


class RecusalForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who should keep away"), queryset=User.objects.none(), to_field_name="uuid"
    )
    ground = forms.ChoiceField(label=_("Ground"), choices=RecusalGround.choices)
    by_party = forms.BooleanField(label=_("Requested by the party"), required=False)
    reason = LongText(label=_("Reason"), rows=3, max_length=REASON)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        people = User.objects.active().people().filter(bureau_id=case.bureau_id)
        field.queryset = people.order_by("name")


class DecideRecusalForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=(("yes", _("Granted: keeps away")), ("no", _("Refused: goes on"))),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    note = LongText(label=_("Why it was decided so"), rows=3, max_length=REASON)


class ConflictForm(forms.Form):
    party = PartyField(help_text=_("The party you are related to or have an interest in."))
    ground = forms.ChoiceField(label=_("Ground"), choices=RecusalGround.choices)


class CompetenceForm(forms.Form):
    domain = forms.ChoiceField(label=_("Domain"), choices=Domain.choices)
    link = forms.ChoiceField(label=_("Link"), choices=Link.choices)
    level = forms.ChoiceField(label=_("Level"), choices=CompetentLevel.choices)
    competent = forms.BooleanField(label=_("May file and penalise"), required=False)
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("Instrument and article.")
    )
    effective_from = DayField(label=_("Effective from"))


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Table"), help_text=_("XLSX, or CSV in UTF-8, with the template's columns.")
    )
    dry_run = forms.BooleanField(
        label=_("Only check: list the errors, enter nothing"), required=False, initial=True
    )
