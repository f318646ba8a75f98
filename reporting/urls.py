from django.urls import URLPattern, URLResolver, path

from reporting.views import (
    annual,
    audit,
    boards,
    coverage,
    dossier,
    figures,
    health,
    home,
    progress,
    province_map,
    returns,
    search,
    wall,
)
from reporting.views.centre_urls import centre_urls
from reporting.views.disclosure_urls import disclosure_urls
from reporting.views.report_urls import report_urls

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.Home.as_view(), name="home"),
    path("search/", search.Search.as_view(), name="search"),
    path("figures/", boards.Overview.as_view(), name="overview"),
    path("figures/definitions/", figures.IndicatorList.as_view(), name="indicator-list"),
    path("figures/<slug:code>/rows/", figures.FigureRows.as_view(), name="figure-rows"),
    path("campaigns/<uuid:id>/progress/", boards.CampaignProgress.as_view(), name="progress"),
    path("figures/map/", province_map.MapPage.as_view(), name="map"),
    path("coverage/", coverage.CoverageBoard.as_view(), name="coverage"),
    path("coverage/<uuid:id>/", coverage.CoverageRows.as_view(), name="coverage-rows"),
    path("dossiers/", dossier.DossierList.as_view(), name="dossier-list"),
    path("parties/<uuid:id>/dossier/", dossier.DossierPage.as_view(), name="dossier"),
    path(
        "parties/<uuid:id>/dossier/panel/", dossier.DossierPanel.as_view(), name="dossier-panel"
    ),
    path(
        "parties/<uuid:id>/dossier/items/", dossier.RecordItem.as_view(), name="dossier-record"
    ),
    path(
        "dossier-items/<uuid:id>/withdraw/",
        dossier.WithdrawItem.as_view(),
        name="dossier-withdraw",
    ),
    path("campaigns/<uuid:id>/bulletin/", progress.BulletinPage.as_view(), name="bulletin"),
    path(
        "campaigns/<uuid:id>/bulletin/export/",
        progress.ExportBulletin.as_view(),
        name="bulletin-export",
    ),
    path("figures/compared/", progress.Comparison.as_view(), name="comparison"),
    path(
        "figures/compared/export/",
        progress.ExportComparison.as_view(),
        name="comparison-export",
    ),
    path("wall/", wall.WallScreen.as_view(), name="wall"),
    path("campaigns/returns/new/", returns.BeginReturn.as_view(), name="return-begin"),
    path(
        "campaigns/returns/<uuid:id>/submit/",
        returns.SubmitReturn.as_view(),
        name="return-submit",
    ),
    path("annual/", annual.AnnualSummary.as_view(), name="annual"),
    path("annual/export/", annual.ExportAnnual.as_view(), name="annual-export"),
    path("annual/compute/", annual.ComputeEdition.as_view(), name="annual-compute"),
    path("annual/<uuid:id>/freeze/", annual.FreezeEdition.as_view(), name="annual-freeze"),
    path("health/", health.HealthPage.as_view(), name="health"),
    path("audit-trail/", audit.AuditList.as_view(), name="audit-list"),
    *report_urls,
    *centre_urls,
    *disclosure_urls,
]
