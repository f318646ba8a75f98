"""Forms between review and decision: report, opinion, discussion, changes of a decision."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from enforcement.forms.common import LONG, REASON, DayField, LongText, TimeField
from enforcement.forms.violation import YuanFormField
from enforcement.models import Case, ReviewOpinion
from enforcement.services.reports import TEXTS, Report


class ReportForm(forms.Form):
    """The investigation report; what the case holds already stands there."""

    facts = LongText(label=_("Facts found"), rows=5)
    evidence = LongText(label=_("Evidence"), rows=4)
    character = LongText(label=_("Character of the violation"), rows=3)
    handling = LongText(label=_("Proposed handling and its basis"), rows=5)
    is_complex = forms.BooleanField(
        label=_("Complex or doubtful, or several legal relations"), required=False
    )
    public_interest = forms.BooleanField(label=_("Major public interest"), required=False)

    def told(self) -> Report:
        """What ``write_report`` is told."""
        return Report(**self.cleaned_data)


class SubmitForm(ReportForm):
    """The same with the submission: a part left empty is taken from the case."""

    def __init__(self, *args: Any, draft: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        for name in TEXTS:
            self.fields[name].required = False

    def told(self) -> Report:
        values = {name: self.cleaned_data[name] for name in ReportForm.base_fields}
        return Report(
            **{**values, **{name: values[name] or getattr(self.draft, name) for name in TEXTS}}
        )


class ReviewForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Conclusion"), choices=ReviewOpinion.choices, widget=forms.RadioSelect
    )
    words = LongText(label=_("Opinion"), rows=5)


class DismissalForm(forms.Form):
    reasons = LongText(label=_("Why the facts are not established"), rows=5, max_length=LONG)


class PersonField(forms.ModelChoiceField[User]):
    """One person of a bureau."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), to_field_name="uuid", **kwargs)


class DiscussForm(forms.Form):
    held_on = DayField(label=_("Discussed on"))
    chair = PersonField(label=_("Chaired by"))
    participants = forms.ModelMultipleChoiceField(
        label=_("Participants"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )
    opinions = LongText(label=_("Opinions"), rows=5)
    conclusion = LongText(label=_("Conclusion"), rows=3)
    agreed = forms.BooleanField(
        label=_("They agree with the proposal as it stands"), required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        heads = User.objects.with_role(Role.BUREAU_HEAD, case.bureau)
        fields["chair"].queryset = heads.order_by("name")
        fields["participants"].queryset = outsiders_of(case)


def outsiders_of(case: Case) -> QuerySet[User]:
    """Active people of the bureau who do not handle the case, by name."""
    team = case.team.values("officer")
    people = User.objects.active().people().filter(bureau=case.bureau)
    found: QuerySet[User] = people.exclude(pk__in=team).order_by("name")
    return found


class HearingRequestForm(forms.Form):
    requested_on = DayField(
        label=_("Requested on"),
        help_text=_("The day it came in; posted on the last day is in time."),
    )
    grounds = LongText(label=_("What the party asks for"), rows=3, required=False)


class WaiveHearingForm(forms.Form):
    waived_on = DayField(label=_("Waived in writing on"))


class ScheduleForm(forms.Form):
    host = PersonField(label=_("Hearing host"))
    recorder = PersonField(label=_("Recorder"))
    takes_place_on = DayField(
        label=_("Day of the hearing"),
        help_text=_("Seven full working days lie between its notice and this day."),
    )
    takes_place_at = TimeField(label=_("Time of the hearing"))
    place = forms.CharField(label=_("Place of the hearing"), max_length=200)
    is_public = forms.BooleanField(
        label=_("Public hearing"),
        required=False,
        initial=True,
        help_text=_("Not where state or business secrets or private life are concerned."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["host"].queryset = fields["recorder"].queryset = outsiders_of(case)


class AnnounceHearingForm(forms.Form):
    announced_on = DayField(label=_("Announced on"))


class HoldForm(forms.Form):
    attendance = LongText(label=_("Who attended"), rows=3)
    record = LongText(label=_("Record of the hearing"), rows=8)
    party_absent = forms.BooleanField(
        label=_("The party did not appear, or left without leave"), required=False
    )


class HearingReportForm(forms.Form):
    opinion = LongText(label=_("Opinion of the host"), rows=6)


class CorrectionForm(forms.Form):
    wrong = LongText(label=_("As it stood"), rows=2, max_length=REASON)
    right = LongText(label=_("As it must read"), rows=2, max_length=REASON)
    reason = LongText(label=_("Reason"), rows=2, max_length=REASON)


class AmendmentForm(forms.Form):
    fine = YuanFormField(
        label=_("Fine"), help_text=_("Of the party and the responsible persons together.")
    )
    confiscated_income = YuanFormField(label=_("Illegal income confiscated"))
    reason = LongText(label=_("Reason"), rows=4, max_length=REASON)
