from django.urls import URLPattern, path

from risk.api.viewsets import PartyGradeViewSet

ROUTES: list[tuple[str, type, str]] = []
urlpatterns: list[URLPattern] = [
    path(
        "parties/<uuid:id>/grades/",
        PartyGradeViewSet.as_view({"get": "list", "post": "create"}),
        name="party-grades",
    ),
]
