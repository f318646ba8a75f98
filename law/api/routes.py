from django.urls import URLPattern, path

from law.api.views import DeadlineView, PenaltyRangeView, PeriodViewSet, ProvisionViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("law/periods", PeriodViewSet, "law-period"),
    ("law/provisions", ProvisionViewSet, "law-provision"),
]
urlpatterns: list[URLPattern] = [
    path("law/deadline/", DeadlineView.as_view(), name="law-deadline"),
    path("law/penalty-range/", PenaltyRangeView.as_view(), name="law-penalty-range"),
]
