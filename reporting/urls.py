from django.urls import URLPattern, URLResolver, path

from reporting.views import annual, audit, boards, figures, health, home, search

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.Home.as_view(), name="home"),
    path("search/", search.Search.as_view(), name="search"),
    path("figures/", boards.Overview.as_view(), name="overview"),
    path("figures/definitions/", figures.IndicatorList.as_view(), name="indicator-list"),
    path("figures/<slug:code>/rows/", figures.FigureRows.as_view(), name="figure-rows"),
    path("campaigns/<uuid:id>/progress/", boards.CampaignProgress.as_view(), name="progress"),
    path("annual/", annual.AnnualSummary.as_view(), name="annual"),
    path("annual/export/", annual.ExportAnnual.as_view(), name="annual-export"),
    path("annual/compute/", annual.ComputeEdition.as_view(), name="annual-compute"),
    path("annual/<uuid:id>/freeze/", annual.FreezeEdition.as_view(), name="annual-freeze"),
    path("health/", health.HealthPage.as_view(), name="health"),
    path("audit-trail/", audit.AuditList.as_view(), name="audit-list"),
]
