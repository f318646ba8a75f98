"""The forms of the acts on inspections: made for a phone on site."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import IllegalTransition, PermissionRefused
from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from enforcement.forms.common import ReasonForm
from enforcement.forms.inspection import (
    BeginInspectionForm,
    ChangeInspectionForm,
    CompleteInspectionForm,
    InspectionForm,
    LogInspectionForm,
    OpenClueForm,
    PlanInspectionForm,
    clues_in_hand,
)
from enforcement.models import Inspection, InspectionKind, InspectionStatus
from enforcement.policies import may_inspect, require_change
from enforcement.services.clues_from_inspections import open_clue_from_inspection
from enforcement.services.inspection_changes import OPEN_TO_CHANGE, change_inspection
from enforcement.services.inspections import (
    begin_inspection,
    cancel_inspection,
    complete_inspection,
    log_inspection,
    plan_inspection,
)
from enforcement.transitions.inspection import InspectionAct
from enforcement.views.acts import ActPage
from registry.models import Party

WRITE = (Perm.WRITE_INSPECTIONS,)
MORE = (
    gettext_lazy("More details"),
    ("kind", "campaigns", "for_clue", "domain", "link", "product", "batch", "summary"),
)


class NewInspection(FormPage):
    """What logging and planning have in common."""

    perms = WRITE
    template_name = "enforcement/inspection_form.html"

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Inspections"), reverse("enforcement:inspection-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        if not may_inspect(self.user):
            raise PermissionRefused
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        """What the address tells: the party, the clue, the inspection to be rechecked."""
        told: dict[str, Any] = {"kind": InspectionKind.ROUTINE, "was_there": True}
        if found := self._asked(Party.objects.visible_to(self.user), "party"):
            told["party"] = found
        if found := self._asked(clues_in_hand(self.user).select_related("party"), "clue"):
            told |= {"for_clue": found, "kind": InspectionKind.FOR_CAUSE}
            told.setdefault("party", found.party)
        if found := self._asked(Inspection.objects.visible_to(self.user), "rechecks"):
            told |= {"rechecks": found, "kind": InspectionKind.FOLLOW_UP}
        return told

    def _asked(self, rows: QuerySet[Any], name: str) -> Any:
        ids = valid_ids(self.request.GET.getlist(name)[:1])
        return rows.filter(uuid=ids[0]).first() if ids else None

    def service(self, form: InspectionForm) -> Inspection:
        raise NotImplementedError

    def act(self, form: InspectionForm) -> str:
        inspection = self.service(form)
        return reverse("enforcement:inspection-detail", args=[inspection.uuid])


class LogInspection(NewInspection):
    title = gettext_lazy("Log an inspection")
    submit = gettext_lazy("Begin the inspection")
    success = gettext_lazy("The inspection is under way. Record what you find.")
    form_class = LogInspectionForm
    fieldsets = (
        (gettext_lazy("Where and with whom"), ("party", "was_there", "colleagues", "others")),
        (gettext_lazy("When"), ("inspected_on", "started_at", "place")),
        MORE,
    )

    def initial(self) -> dict[str, Any]:
        now = timezone.localtime().time().replace(second=0, microsecond=0)
        return {"inspected_on": self.on, "started_at": now, **super().initial()}

    def service(self, form: InspectionForm) -> Inspection:
        return log_inspection(**form.facts(), by=self.user, on=self.on)


class PlanInspection(NewInspection):
    title = gettext_lazy("Plan an inspection")
    submit = gettext_lazy("Plan the inspection")
    success = gettext_lazy("The inspection was planned.")
    form_class = PlanInspectionForm
    fieldsets = (
        (gettext_lazy("Where and with whom"), ("party", "was_there", "colleagues", "others")),
        (gettext_lazy("When"), ("planned_on", "place")),
        MORE,
    )

    def service(self, form: InspectionForm) -> Inspection:
        return plan_inspection(**form.facts(), by=self.user, on=self.on)


class InspectionActPage(ActPage):
    """An act on one inspection."""

    list_title = gettext_lazy("Inspections")
    list_url_name = "enforcement:inspection-list"
    detail_url_name = "enforcement:inspection-detail"
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Inspection]:
        rows = Inspection.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party__bureau")

    def act(self, form: Any) -> str:
        self.do(self.found, form.cleaned_data, self.on)
        return self.detail_address()

    def do(self, inspection: Inspection, typed: dict[str, Any], on: date) -> None:
        """One service call."""
        raise NotImplementedError


class ChangeInspection(InspectionActPage):
    title = gettext_lazy("Correct the inspection")
    form_class = ChangeInspectionForm

    def require(self, record: Inspection) -> None:
        require_change(record, by=self.user)
        if record.status not in OPEN_TO_CHANGE:
            raise IllegalTransition

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "user": self.user,
            "on": self.on,
            "planned": self.found.status == InspectionStatus.PLANNED,
            "kept": list(self.found.campaigns.all()),
        }

    def initial(self) -> dict[str, Any]:
        inspection = self.found
        lists = ("officers", "campaigns")
        names = [name for name in ChangeInspectionForm.base_fields if name not in lists]
        return {
            **{name: getattr(inspection, name) for name in names},
            "officers": inspection.responsible_officers(),
            "campaigns": list(inspection.campaigns.all()),
        }

    def act(self, form: Any) -> str:
        typed = {**form.cleaned_data, "officers": form.team()}
        change_inspection(self.found, version=self.version, **typed, by=self.user, on=self.on)
        return self.detail_address()


class BeginInspection(InspectionActPage):
    title = gettext_lazy("Begin the inspection")
    submit = gettext_lazy("Begin the inspection")
    success = gettext_lazy("The inspection is under way. Record what you find.")
    form_class = BeginInspectionForm
    act_name = InspectionAct.BEGIN

    def initial(self) -> dict[str, Any]:
        now = timezone.localtime().time().replace(second=0, microsecond=0)
        return {"inspected_on": self.on, "started_at": now}

    def do(self, inspection: Inspection, typed: dict[str, Any], on: date) -> None:
        begin_inspection(inspection, **typed, by=self.user, on=on)


class CompleteInspection(InspectionActPage):
    title = gettext_lazy("Complete the inspection")
    submit = gettext_lazy("Complete the inspection")
    success = gettext_lazy("The inspection is completed.")
    confirm = gettext_lazy("After this nothing more can be recorded or corrected.")
    form_class = CompleteInspectionForm
    act_name = InspectionAct.COMPLETE

    def initial(self) -> dict[str, Any]:
        inspection = self.found
        now = timezone.localtime().time().replace(second=0, microsecond=0)
        here = now if inspection.inspected_on == self.on else None
        return {"ended_at": inspection.ended_at or here, "summary": inspection.summary}

    def do(self, inspection: Inspection, typed: dict[str, Any], on: date) -> None:
        complete_inspection(inspection, **typed, by=self.user, on=on)


class CancelInspection(InspectionActPage):
    title = gettext_lazy("Cancel the inspection")
    submit = gettext_lazy("Cancel the inspection")
    success = gettext_lazy("The inspection was cancelled.")
    danger = True
    form_class = ReasonForm
    act_name = InspectionAct.CANCEL

    def do(self, inspection: Inspection, typed: dict[str, Any], on: date) -> None:
        cancel_inspection(inspection, **typed, by=self.user, on=on)


class OpenClue(InspectionActPage):
    title = gettext_lazy("Open a clue from the findings")
    submit = gettext_lazy("Register the clue")
    success = gettext_lazy("The clue was registered; its limit runs.")
    form_class = OpenClueForm
    act_name = InspectionAct.OPEN_CLUE

    def form_kwargs(self) -> dict[str, Any]:
        return {"inspection": self.found}

    def initial(self) -> dict[str, Any]:
        return {"findings": list(self.found.findings.open())}

    def act(self, form: Any) -> str:
        clue = open_clue_from_inspection(
            self.found, **form.cleaned_data, by=self.user, on=self.on
        )
        return reverse("enforcement:clue-detail", args=[clue.uuid])
