from django.urls import URLPattern, URLResolver, path

from risk.views import grades

app_name = "risk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("parties/<uuid:id>/grades/", grades.PartyGrades.as_view(), name="party-grades"),
    path("parties/<uuid:id>/grade/", grades.GradeParty.as_view(), name="party-grade"),
]
