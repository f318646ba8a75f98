from django.urls import URLPattern, path

from reporting.api import viewsets
from reporting.api.health import HealthView
from reporting.api.views import ComparisonView, FigureView, OverviewView

ROUTES: list[tuple[str, type, str]] = [
    ("annual-editions", viewsets.AnnualEditionViewSet, "annual-edition"),
    ("exports", viewsets.ExportViewSet, "export"),
    ("audit-events", viewsets.AuditEventViewSet, "audit-event"),
]
urlpatterns: list[URLPattern] = [
    path("figures/", FigureView.as_view(), name="figures"),
    path("dashboards/comparison/", ComparisonView.as_view(), name="dashboard-comparison"),
    path("dashboards/health/", HealthView.as_view(), name="dashboard-health"),
    path("dashboards/overview/", OverviewView.as_view(), name="dashboard-overview"),
]
