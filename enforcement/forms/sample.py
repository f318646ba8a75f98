from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pages.widgets import YuanInput
from enforcement.forms.common import (
    BatchField,
    DayField,
    LongText,
    PartyField,
    ProductField,
    ReasonForm,
    given,
)
from enforcement.forms.goods import PlanLinesField, QuantityField
from enforcement.forms.inspection import TEAM, TeamFields
from enforcement.models import (
    RecallLevel,
    Sample,
    SampleResult,
    SamplingPlan,
    SamplingPlanItem,
)
from enforcement.services.samples import told_parties
from law.vocabularies import Domain
from registry.models import Party


class PlanForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    domain = forms.ChoiceField(
        label=_("Domain"), choices=Domain.choices, widget=forms.RadioSelect
    )
    items = PlanLinesField()
    description = LongText(label=_("What the plan asks"), rows=3, required=False)


class LineField(forms.ModelChoiceField[SamplingPlanItem]):
    """The line of an open plan a sample counts for."""

    def label_from_instance(self, obj: SamplingPlanItem) -> str:
        return f"{obj.plan.year} {obj.plan.title} · {obj.name}"


class TakeSampleForm(TeamFields):
    party = PartyField(label=_("Party sampled"))
    product = ProductField()
    batch = BatchField()
    quantity = QuantityField(label=_("Quantity"))
    quantity_unit = forms.CharField(label=_("Unit of quantity"), max_length=20)
    value = forms.DecimalField(
        label=_("Value of the sample (yuan)"),
        required=False,
        max_digits=16,
        decimal_places=2,
        min_value=0,
        widget=YuanInput(),
    )
    record_number = forms.CharField(label=_("Sampling record number"), max_length=60)
    taken_on = DayField(label=_("Sampled on"))
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        required=False,
        help_text=_("Left empty: the address of the party."),
    )
    sealed = forms.BooleanField(label=_("Sealed on the spot"), required=False)
    plan_item = LineField(
        label=_("Counts for the plan"),
        queryset=SamplingPlanItem.objects.none(),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_team(user, on)
        fields: dict[str, Any] = self.fields
        plans = SamplingPlan.objects.visible_to(user).open()
        lines = SamplingPlanItem.objects.filter(plan__in=plans).select_related("plan")
        fields["plan_item"].queryset = lines

    def told(self) -> dict[str, Any]:
        return {**given(self.cleaned_data, *TEAM), "officers": self.team()}


class SendForm(forms.Form):
    laboratory = forms.CharField(label=_("Laboratory"), max_length=200)
    sent_on = DayField(label=_("Received by the laboratory on"))


class ReportForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Result"), choices=SampleResult.choices, widget=forms.RadioSelect
    )
    failed_items = LongText(
        label=_("Items that do not conform"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("Needed where it does not conform."),
    )
    report_number = forms.CharField(label=_("Report number"), max_length=60)
    standard = forms.CharField(label=_("Standard"), max_length=200)
    reported_on = DayField(label=_("Report issued on"))
    received_on = DayField(label=_("Report received on"))


class TellForm(forms.Form):
    party = PartyField(
        label=_("Party told"), help_text=_("The party sampled, the holder or the maker.")
    )
    told_on = DayField(label=_("Party told on"))


class RetestForm(forms.Form):
    party = forms.ModelChoiceField(
        label=_("Retest asked for by"), queryset=Party.objects.none(), to_field_name="uuid"
    )
    asked_on = DayField(label=_("Retest asked for on"))

    def __init__(self, *args: Any, sample: Sample, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.queryset = Party.objects.filter(pk__in=sample.notices.values("party"))


class SettleForm(forms.Form):
    note = LongText(
        label=_("How the party waived its retest"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("Needed while its days still run."),
    )


class AcceptRetestForm(forms.Form):
    laboratory = forms.CharField(label=_("Retest laboratory"), max_length=200)


class RefuseRetestForm(ReasonForm):
    """Why the request is refused."""


class RetestReportForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Retest result"), choices=SampleResult.choices, widget=forms.RadioSelect
    )
    report_number = forms.CharField(label=_("Retest report number"), max_length=60)
    retested_on = DayField(label=_("Retest report issued on"))


class SampleClueForm(forms.Form):
    content = LongText(
        label=_("Content"), required=False, help_text=_("Left empty: what the report says.")
    )


class BeginRecallForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Recall level"), choices=RecallLevel.choices, widget=forms.RadioSelect
    )
    started_on = DayField(label=_("Recall decided on"))
    to_recall = QuantityField(label=_("Quantity to recall"), required=False)
    by_order = forms.BooleanField(label=_("Ordered by the authority"), required=False)


class ProgressForm(forms.Form):
    reported_on = DayField(label=_("Reported on"))
    recalled = QuantityField(label=_("Quantity recalled"))
    progress = LongText(label=_("Progress"), rows=3, max_length=2000)


class CompleteRecallForm(forms.Form):
    completed_on = DayField(label=_("Completed on"))
    recalled = QuantityField(label=_("Quantity recalled"))


class SummaryForm(forms.Form):
    summary_on = DayField(label=_("Summary received on"))


class ReviewForm(forms.Form):
    review = LongText(label=_("Result of the review"), rows=3)


def first_to_tell(sample: Sample) -> Party | None:
    """The next party that should be told."""
    told = set(sample.notices.values_list("party_id", flat=True))
    return next((one for one in told_parties(sample) if one.pk not in told), None)
