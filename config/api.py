"""Gathers every app's nouns under ``/api/v1/``."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

APPS = (
    "accounts",
    "audit",
    "campaigns",
    "core",
    "deadlines",
    "documents",
    "enforcement",
    "law",
    "registry",
    "reporting",
    "risk",
    "workbench",
)


def api_urls() -> list[URLPattern | URLResolver]:
    router = SimpleRouter()
    extra: list[URLPattern | URLResolver] = []
    for app in APPS:
        routes = import_module(f"{app}.api.routes")
        for prefix, viewset, basename in routes.ROUTES:
            router.register(prefix, viewset, basename=basename)
        extra += routes.urlpatterns
    return [
        *extra,
        *router.urls,
        path("schema/", SpectacularAPIView.as_view(), name="schema"),
        path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    ]


app_name = "api"
urlpatterns = api_urls()
