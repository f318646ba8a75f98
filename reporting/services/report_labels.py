"""Words of the report forms that are not data."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from reporting.models import ReportStatus
from reporting.report_forms.definition import Basis

BASES: Mapping[Basis, Any] = {
    Basis.DECISION: _("Date of the decision"),
    Basis.FILING: _("Date of filing"),
    Basis.CLOSING: _("Date of closing"),
    Basis.INSPECTION: _("Date of inspection"),
    Basis.RECEIPT: _("Date of receipt"),
    Basis.REPORT: _("Date of the test report"),
    Basis.OUTCOME: _("Date of the outcome"),
    Basis.STOCK: _("Last day of the period"),
    Basis.OTHER: _("As the definition says"),
}
TONES: Mapping[str, str] = {
    ReportStatus.COMPUTING.value: "active",
    ReportStatus.DRAFT.value: "active",
    ReportStatus.CHECKED.value: "waiting",
    ReportStatus.APPROVED.value: "waiting",
    ReportStatus.FROZEN.value: "met",
}


def basis_title(basis: Basis) -> Any:
    return BASES[basis]
