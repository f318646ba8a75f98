from django.urls import URLPattern

from core.api.jobs import JobViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [("jobs", JobViewSet, "job")]
urlpatterns: list[URLPattern] = []
