from django.urls import URLPattern

from enforcement.api.case_parts import DecisionViewSet, PaymentViewSet, ViolationViewSet
from enforcement.api.cases import CaseViewSet
from enforcement.api.clues import ClueViewSet
from enforcement.api.inspections import InspectionViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("cases", CaseViewSet, "case"),
    ("violations", ViolationViewSet, "violation"),
    ("decisions", DecisionViewSet, "decision"),
    ("payments", PaymentViewSet, "payment"),
    ("clues", ClueViewSet, "clue"),
    ("inspections", InspectionViewSet, "inspection"),
]
urlpatterns: list[URLPattern] = []
