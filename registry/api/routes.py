from django.urls import URLPattern

from registry.api import viewsets
from registry.api.dossier import DossierItemViewSet

ROUTES: list[tuple[str, type, str]] = [
    ("parties", viewsets.PartyViewSet, "party"),
    ("licences", viewsets.LicenceViewSet, "licence"),
    ("products", viewsets.ProductViewSet, "product"),
    ("batches", viewsets.BatchViewSet, "batch"),
    ("key-lists", viewsets.KeyListViewSet, "key-list"),
    ("dossier-items", DossierItemViewSet, "dossier-item"),
]
urlpatterns: list[URLPattern] = []
