from django.urls import URLPattern, path

from reporting.api import viewsets
from reporting.api.disclosures import DisclosureViewSet
from reporting.api.health import HealthView
from reporting.api.imports import ImportViewSet
from reporting.api.pivot import PivotView
from reporting.api.report_editions import ReportEditionViewSet
from reporting.api.report_forms import ReportFormFileView, ReportFormsView, ReportFormView
from reporting.api.returns import ReturnViewSet
from reporting.api.saved_views import SavedViewViewSet
from reporting.api.service import CoverageView, DossierView
from reporting.api.views import ComparisonView, FigureView, OverviewView

ROUTES: list[tuple[str, type, str]] = [
    ("disclosures", DisclosureViewSet, "disclosure"),
    ("returns", ReturnViewSet, "return"),
    ("annual-editions", viewsets.AnnualEditionViewSet, "annual-edition"),
    ("report-editions", ReportEditionViewSet, "report-edition"),
    ("exports", viewsets.ExportViewSet, "export"),
    ("saved-views", SavedViewViewSet, "saved-view"),
    ("imports", ImportViewSet, "import"),
    ("audit-events", viewsets.AuditEventViewSet, "audit-event"),
]
urlpatterns: list[URLPattern] = [
    path("report-forms/", ReportFormsView.as_view(), name="report-forms"),
    path("report-forms/<slug:code>/", ReportFormView.as_view(), name="report-form"),
    path(
        "report-forms/<slug:code>/compare/",
        ReportFormFileView.as_view(),
        name="report-form-compare",
    ),
    path("figures/", FigureView.as_view(), name="figures"),
    path("figures/pivot/", PivotView.as_view(), name="figure-pivot"),
    path("parties/<uuid:id>/dossier/", DossierView.as_view(), name="party-dossier"),
    path("key-lists/<uuid:id>/coverage/", CoverageView.as_view(), name="key-list-coverage"),
    path("dashboards/comparison/", ComparisonView.as_view(), name="dashboard-comparison"),
    path("dashboards/health/", HealthView.as_view(), name="dashboard-health"),
    path("dashboards/overview/", OverviewView.as_view(), name="dashboard-overview"),
]
