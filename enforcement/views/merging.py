"""Merging a case into another, splitting one, and telling who reported a clue."""

from typing import Any

from django.db import models
from django.db.models import QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from enforcement.forms.around import MergeForm, ReporterToldForm, SplitForm
from enforcement.models import Case, CaseStatus, Clue
from enforcement.services.merging import merge_case, split_case
from enforcement.services.reporters import tell_reporter
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.clue import ClueAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage


class MergeCase(CaseActPage):
    title = gettext_lazy("Merge into another case")
    submit = gettext_lazy("Merge")
    success = gettext_lazy("The cases are merged: this one goes on.")
    intro = gettext_lazy(
        "Violations and findings go to the other case. This one stays to be read; its number "
        "is not used again."
    )
    confirm = gettext_lazy("A merger is not undone; only a split makes a new case.")
    act_name = CaseAct.MERGE
    form_class = MergeForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"candidates": candidates_for(self.found, self.user)}

    def act(self, form: Any) -> str:
        told = dict(form.cleaned_data)
        into = merge_case(self.found, **told, by=self.user, on=self.on)
        return reverse("enforcement:case-detail", args=[into.uuid])


class SplitCase(CaseActPage):
    title = gettext_lazy("Split the case")
    submit = gettext_lazy("Split")
    success = gettext_lazy("The new case has its own number; it was filed on the same day.")
    confirm = gettext_lazy("The violations leave this case.")
    act_name = CaseAct.SPLIT
    form_class = SplitForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.found}

    def act(self, form: Any) -> str:
        told = dict(form.cleaned_data)
        told["violations"] = list(told["violations"])
        made = split_case(self.found, **told, by=self.user, on=self.on)
        return reverse("enforcement:case-detail", args=[made.uuid])


class TellReporter(ActPage):
    title = gettext_lazy("Record that the reporter was told")
    submit = gettext_lazy("Record")
    success = gettext_lazy("Recorded.")
    act_name = ClueAct.TELL_REPORTER
    form_class = ReporterToldForm
    list_title = gettext_lazy("Clues")
    list_url_name = "enforcement:clue-list"
    detail_url_name = "enforcement:clue-detail"
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.user).select_related("bureau", "unit")

    def initial(self) -> dict[str, Any]:
        return {"told_on": self.on}

    def act(self, form: Any) -> str:
        tell_reporter(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


def candidates_for(case: Case, user: Any) -> QuerySet[Case]:
    """Cases it could be merged into, those of the same party first."""
    rows = Case.objects.visible_to(user).own().exclude(pk=case.pk)
    same_first = models.Case(
        When(party_id=case.party_id, then=Value(0)),
        default=Value(1),
        output_field=models.IntegerField(),
    )
    found: QuerySet[Case] = rows.filter(
        bureau_id=case.bureau_id, status=CaseStatus.INVESTIGATING, procedure=case.procedure
    ).order_by(same_first, "-pk")
    return found
