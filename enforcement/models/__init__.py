from enforcement.models.case import (
    Case,
    CaseOfficer,
    CaseQuerySet,
    CaseStatus,
    DatePrecision,
)
from enforcement.models.clue import Clue, ClueKind, ClueReporter, ClueStatus
from enforcement.models.decision import (
    Decision,
    DecisionKind,
    Payment,
    PaymentKind,
    PersonPenalty,
)
from enforcement.models.inspection import (
    Finding,
    FindingStatus,
    Inspection,
    InspectionKind,
    InspectionOfficer,
    InspectionStatus,
    SiteConclusion,
)
from enforcement.models.violation import Violation

__all__ = [
    "Case",
    "CaseOfficer",
    "CaseQuerySet",
    "CaseStatus",
    "Clue",
    "ClueKind",
    "ClueReporter",
    "ClueStatus",
    "DatePrecision",
    "Decision",
    "DecisionKind",
    "Finding",
    "FindingStatus",
    "Inspection",
    "InspectionKind",
    "InspectionOfficer",
    "InspectionStatus",
    "Payment",
    "PaymentKind",
    "PersonPenalty",
    "SiteConclusion",
    "Violation",
]
