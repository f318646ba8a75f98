from django.urls import URLPattern

from campaigns.api import viewsets

ROUTES: list[tuple[str, type, str]] = [
    ("programmes", viewsets.ProgrammeViewSet, "programme"),
    ("task-lines", viewsets.TaskLineViewSet, "task-line"),
    ("campaigns", viewsets.CampaignViewSet, "campaign"),
    ("phases", viewsets.PhaseViewSet, "phase"),
    ("tasks", viewsets.TaskViewSet, "task"),
    ("indicators", viewsets.IndicatorViewSet, "indicator"),
    ("targets", viewsets.TargetViewSet, "target"),
]
urlpatterns: list[URLPattern] = []
