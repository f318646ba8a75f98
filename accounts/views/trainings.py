"""Training plans: the list with its rates, one with its officers, and its acts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import TrainingPlan, User
from accounts.services.trainings import (
    PLANNERS,
    may_plan_training,
    plan_training,
    record_attendance,
)
from core.errors import PermissionRefused
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.navigation import Slot
from core.pages.parts import Act, Fact, Section, bar
from core.pages.widgets import DateInput, MultiCombobox


def counted_plans(user: Any) -> QuerySet[Any]:
    """The plans a reader sees, each with its places and who took the course.

    Counts the officers of the reader's own tree: those of others are not theirs to see.
    """
    mine = Q(places__bureau_id__in=user.scope_bureau_ids)
    taken = mine & Q(places__record__isnull=False)
    rows = TrainingPlan.objects.visible_to(user).select_related("bureau")
    return rows.annotate(
        wanted=Count("places", filter=mine), taken=Count("places", filter=taken)
    )


class TrainingPlanFilter(django_filters.FilterSet):
    due = django_filters.DateFromToRangeFilter(
        "due_on",
        label=_("To be taken by"),
        widget=django_filters.widgets.DateRangeWidget(attrs={"type": "date"}),
    )

    class Meta:
        model = TrainingPlan
        fields: tuple[str, ...] = ()


class TrainingPlanForm(forms.Form):
    title = forms.CharField(label=_("Course"), max_length=200)
    provider = forms.CharField(label=_("Provider"), max_length=100, required=False)
    hours = forms.DecimalField(
        label=_("Class hours"), min_value=Decimal("0.1"), max_digits=5, decimal_places=1
    )
    due_on = forms.DateField(label=_("To be taken by"), widget=DateInput())
    content = forms.CharField(
        label=_("Content"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    officers = forms.ModelMultipleChoiceField(
        label=_("Officers"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=MultiCombobox(slot=Slot.OFFICER_OPTIONS),
        help_text=_("Left empty: everybody who enforces in the bureau and under it."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officers"]
        people = User.objects.visible_to(user).active().people()
        field.queryset = people.select_related("bureau", "unit")


class AttendanceForm(forms.Form):
    held_on = forms.DateField(label=_("Held on"), widget=DateInput())
    officers = forms.ModelMultipleChoiceField(
        label=_("Who took it"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: TrainingPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officers"]
        open_places = plan.places.filter(record=None).values("officer")
        field.queryset = User.objects.filter(pk__in=open_places)


class TrainingPlanList(ListPage):
    title = _("Training plans")
    filterset_class = TrainingPlanFilter
    default_sort = "-due_on"
    row_url_name = "accounts:training-plan"
    columns = (
        Column("title", _("Course"), css="wide"),
        Column("bureau", _("Bureau"), value="bureau.short_name"),
        Column("hours", _("Class hours")),
        Column("due_on", _("To be taken by"), kind=Kind.DATE, sort="due_on"),
        Column("taken", _("Taken / planned"), cell=lambda row: bar(row.taken, row.wanted)),
    )
    acts = (ListAct(_("Plan a training"), "accounts:training-plan-new", perms=PLANNERS),)
    empty_reason = _("No training has been planned for your bureau yet.")
    empty_advice = _("A head or the campaign officer plans one, with the day it is due.")

    def get_queryset(self) -> QuerySet[Any]:
        return counted_plans(self.user)


class TrainingPlanDetail(DetailPage):
    record: Any

    def get_queryset(self) -> QuerySet[Any]:
        return counted_plans(self.user)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Training plans"), reverse("accounts:training-plans"))]

    def head(self) -> Sequence[Fact]:
        plan = self.record
        return [
            Fact(_("Bureau"), plan.bureau.name),
            Fact(_("Provider"), plan.provider),
            Fact(_("Class hours"), plan.hours),
            Fact(_("To be taken by"), plan.due_on.isoformat()),
            Fact(_("Taken / planned"), bar(plan.taken, plan.wanted)),
        ]

    def acts(self) -> Sequence[Act]:
        if not may_plan_training(self.user, self.record):
            return []
        address = reverse("accounts:training-plan-attend", args=[self.record.uuid])
        return [Act(_("Record attendance"), address, "user-check", weight="main")]

    def sections(self) -> Sequence[Section]:
        return [
            Section(_("Content"), [Fact(_("Content"), self.record.content, wide=True)]),
            Section(_("Officers"), [], template="accounts/_training_places.html"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = self.record.places.filter(bureau_id__in=self.user.scope_bureau_ids)
        rows = seen.select_related("officer", "bureau", "record")
        return super().get_context_data(**kwargs, places=rows)


class NewTrainingPlan(FormPage):
    title = _("Plan a training")
    submit = _("Plan")
    success = _("The training was planned.")
    perms = PLANNERS
    form_class = TrainingPlanForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Training plans"), reverse("accounts:training-plans"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        plan = plan_training(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("accounts:training-plan", args=[plan.uuid])


class RecordAttendance(RecordAddress, FormPage):
    title = _("Record attendance")
    submit = _("Record")
    success = _("The attendance was recorded.")
    form_class = AttendanceForm
    _found: Any = None

    def get_queryset(self) -> QuerySet[Any]:
        return TrainingPlan.objects.visible_to(self.user).select_related("bureau")

    @property
    def plan(self) -> Any:
        if self._found is None:
            self._found = self.get_record()
            if not may_plan_training(self.user, self._found):
                raise PermissionRefused
        return self._found

    def crumbs(self) -> list[Crumb]:
        plans = Crumb(_("Training plans"), reverse("accounts:training-plans"))
        return [plans, Crumb(self.plan.title, self._address())]

    def form_kwargs(self) -> dict[str, Any]:
        return {"plan": self.plan}

    def initial(self) -> dict[str, Any]:
        return {"held_on": self.on}

    def act(self, form: Any) -> str:
        record_attendance(self.plan, **form.cleaned_data, by=self.user, on=self.on)
        return self._address()

    def _address(self) -> str:
        return reverse("accounts:training-plan", args=[self.plan.uuid])
