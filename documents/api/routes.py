from django.urls import URLPattern

from documents.api.viewsets import DocumentViewSet

ROUTES: list[tuple[str, type, str]] = [("documents", DocumentViewSet, "document")]
urlpatterns: list[URLPattern] = []
