from django.urls import URLPattern, path

from enforcement.api.around import (
    AssistanceViewSet,
    HandOverViewSet,
    SupervisionViewSet,
    TransferViewSet,
)
from enforcement.api.case_parts import DecisionViewSet, ViolationViewSet
from enforcement.api.cases import CaseViewSet
from enforcement.api.clues import ClueViewSet
from enforcement.api.draws import DrawViewSet
from enforcement.api.hearing_acts import HearingViewSet
from enforcement.api.inspections import InspectionViewSet
from enforcement.api.keep_away import CompetenceViewSet, ConflictViewSet, RecusalViewSet
from enforcement.api.ledger_clue import LedgerClueViewSet
from enforcement.api.measures import MeasureViewSet
from enforcement.api.performance_parts import (
    CollectionViewSet,
    CounterEntryViewSet,
    PaymentActsViewSet,
    PaymentPlanViewSet,
    RemedyViewSet,
)
from enforcement.api.plans import PlanViewSet
from enforcement.api.regulatory import RegulatoryMeasureViewSet
from enforcement.api.samples import SampleViewSet
from enforcement.api.sampling_plans import SamplingPlanViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("cases", CaseViewSet, "case"),
    ("hearings", HearingViewSet, "hearing"),
    ("violations", ViolationViewSet, "violation"),
    ("decisions", DecisionViewSet, "decision"),
    ("recusals", RecusalViewSet, "recusal"),
    ("conflicts", ConflictViewSet, "conflict"),
    ("competence", CompetenceViewSet, "competence"),
    ("payments", PaymentActsViewSet, "payment"),
    ("counter-entries", CounterEntryViewSet, "counter-entry"),
    ("payment-plans", PaymentPlanViewSet, "payment-plan"),
    ("remedies", RemedyViewSet, "remedy"),
    ("collections", CollectionViewSet, "collection"),
    ("clues", ClueViewSet, "clue"),
    ("transfers", TransferViewSet, "transfer"),
    ("hand-overs", HandOverViewSet, "hand-over"),
    ("assistance-requests", AssistanceViewSet, "assistance"),
    ("supervisions", SupervisionViewSet, "supervision"),
    ("inspections", InspectionViewSet, "inspection"),
    ("plans", PlanViewSet, "plan"),
    ("draws", DrawViewSet, "draw"),
    ("measures", MeasureViewSet, "measure"),
    ("regulatory-measures", RegulatoryMeasureViewSet, "regulatory-measure"),
    ("samples", SampleViewSet, "sample"),
    ("sampling-plans", SamplingPlanViewSet, "sampling-plan"),
]
urlpatterns: list[URLPattern] = [
    path(
        "ledger-items/<str:id>/open-clue/",
        LedgerClueViewSet.as_view({"post": "open_clue"}),
        name="ledger-item-open-clue",
    ),
]
