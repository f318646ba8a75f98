"""Every address of the product. Pages by app; the API under ``/api/v1/``."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("config.api", namespace="api")),
    path("", include("accounts.urls")),
    path("", include("core.urls")),
    path("", include("reporting.urls")),
    path("workbench/", include("workbench.urls")),
    path("deadlines/", include("deadlines.urls")),
    path("law/", include("law.urls")),
    path("registry/", include("registry.urls")),
    path("documents/", include("documents.urls")),
    path("enforcement/", include("enforcement.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("risk/", include("risk.urls")),
    path("audit/", include("audit.urls")),
]
