"""The procedure of an inspection: planned, under way, completed; or cancelled."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Need, Procedure, Rule
from enforcement.models import InspectionStatus
from law.words import cite

PENALTY_LAW = "中华人民共和国行政处罚法"
ARTICLE_OFFICERS = cite(PENALTY_LAW, "第四十二条")


class InspectionAct(StrEnum):
    """The acts of the table; each is one service function."""

    BEGIN = "begin"
    RECORD_FINDING = "record_finding"
    COMPLETE = "complete"
    CANCEL = "cancel"
    OPEN_CLUE = "open_clue"


def _has_no_finding(inspection: Any) -> bool:
    return not inspection.findings.exists()


def _has_finding(inspection: Any) -> bool:
    return bool(inspection.findings.exists())


NO_FINDING = Need(
    name="no_finding",
    met=_has_no_finding,
    refusal=_("Findings are recorded. Complete the inspection; it cannot be cancelled."),
)
A_FINDING = Need(
    name="finding",
    met=_has_finding,
    refusal=_("No finding is recorded. Record what was found first."),
)

INSPECTION = Procedure(
    kind="inspection",
    initial=InspectionStatus.PLANNED.value,
    final=(InspectionStatus.COMPLETED.value, InspectionStatus.CANCELLED.value),
    rules=(
        Rule(
            act=InspectionAct.BEGIN.value,
            title=_("Begin on site"),
            sources=(InspectionStatus.PLANNED.value,),
            target=InspectionStatus.UNDER_WAY.value,
            perm=Perm.WRITE_INSPECTIONS,
            article=ARTICLE_OFFICERS,
        ),
        Rule(
            act=InspectionAct.RECORD_FINDING.value,
            title=_("Record a finding"),
            sources=(InspectionStatus.UNDER_WAY.value,),
            target=InspectionStatus.UNDER_WAY.value,
            perm=Perm.WRITE_INSPECTIONS,
        ),
        Rule(
            act=InspectionAct.COMPLETE.value,
            title=_("Complete the inspection"),
            sources=(InspectionStatus.UNDER_WAY.value,),
            target=InspectionStatus.COMPLETED.value,
            perm=Perm.WRITE_INSPECTIONS,
            confirm=True,
        ),
        Rule(
            act=InspectionAct.CANCEL.value,
            title=_("Cancel the inspection"),
            sources=(InspectionStatus.PLANNED.value, InspectionStatus.UNDER_WAY.value),
            target=InspectionStatus.CANCELLED.value,
            perm=Perm.WRITE_INSPECTIONS,
            needs=(NO_FINDING,),
            confirm=True,
        ),
        Rule(
            act=InspectionAct.OPEN_CLUE.value,
            title=_("Open a clue"),
            sources=(InspectionStatus.COMPLETED.value,),
            target=InspectionStatus.COMPLETED.value,
            perm=Perm.WRITE_INSPECTIONS,
            needs=(A_FINDING,),
        ),
    ),
)
