"""The forms of the acts on findings, under their inspection."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import NotFound
from deadlines.services.procedure import require_open
from enforcement.forms.finding import FindingForm, RectifiedForm
from enforcement.models import Finding, Inspection
from enforcement.services.findings import (
    change_finding,
    mark_rectified,
    record_finding,
    rectification_due_on,
)
from enforcement.transitions.finding import FindingAct
from enforcement.transitions.inspection import InspectionAct
from enforcement.views.inspection_acts import InspectionActPage


class RecordFinding(InspectionActPage):
    title = _("Record a finding")
    submit = _("Record the finding")
    success = _("The finding was recorded.")
    form_class = FindingForm
    act_name = InspectionAct.RECORD_FINDING

    def initial(self) -> dict[str, Any]:
        return {"grade": "general", "due_on": rectification_due_on(self.found)}

    def do(self, inspection: Inspection, typed: dict[str, Any], on: date) -> None:
        record_finding(inspection, **typed, by=self.user, on=on)

    def detail_address(self) -> str:
        return f"{super().detail_address()}#findings"


class FindingActPage(InspectionActPage):
    """An act on one finding."""

    @cached_property
    def finding(self) -> Finding:
        """Raises NotFound for one of another inspection and one that is not there, alike."""
        rows = self.found.findings.select_related("inspection", "bureau")
        finding: Finding | None = rows.filter(uuid=self.kwargs["finding"]).first()
        if finding is None:
            raise NotFound
        return finding

    def record(self) -> Finding:
        return self.finding

    def require(self, record: Inspection) -> None:
        # Looked for first: one that is hidden is answered like one that is not there.
        self.finding  # noqa: B018
        super().require(record)

    def detail_address(self) -> str:
        return f"{super().detail_address()}#finding-{self.finding.uuid}"

    def act(self, form: Any) -> str:
        self.do_on(self.finding, form.cleaned_data, self.on)
        return self.detail_address()

    def do_on(self, finding: Finding, typed: dict[str, Any], on: date) -> None:
        """One service call."""
        raise NotImplementedError


class ChangeFinding(FindingActPage):
    title = _("Correct the finding")
    form_class = FindingForm
    act_name = InspectionAct.RECORD_FINDING

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.finding, name) for name in FindingForm.base_fields}

    def do_on(self, finding: Finding, typed: dict[str, Any], on: date) -> None:
        change_finding(finding, version=self.version, **typed, by=self.user, on=on)


class RectifyFinding(FindingActPage):
    title = _("The finding was rectified")
    submit = _("Rectified")
    success = _("Noted as rectified.")
    form_class = RectifiedForm

    def require(self, record: Inspection) -> None:
        require_open(self.finding, FindingAct.RECTIFY, by=self.user)

    def initial(self) -> dict[str, Any]:
        return {"rectified_on": self.on}

    def do_on(self, finding: Finding, typed: dict[str, Any], on: date) -> None:
        mark_rectified(finding, **typed, by=self.user, on=on)
