from django.urls import URLPattern

from campaigns.api import ledger, updown, viewsets
from campaigns.api.visits import VisitViewSet

ROUTES: list[tuple[str, type, str]] = [
    ("programmes", viewsets.ProgrammeViewSet, "programme"),
    ("task-lines", viewsets.TaskLineViewSet, "task-line"),
    ("campaigns", viewsets.CampaignViewSet, "campaign"),
    ("phases", viewsets.PhaseViewSet, "phase"),
    ("tasks", viewsets.TaskViewSet, "task"),
    ("indicators", viewsets.IndicatorViewSet, "indicator"),
    ("targets", viewsets.TargetViewSet, "target"),
    ("visits", VisitViewSet, "visit"),
    ("ledger-items", ledger.LedgerItemViewSet, "ledger-item"),
    ("notices", updown.NoticeViewSet, "notice"),
    ("assessments", updown.ScoreViewSet, "assessment"),
]
urlpatterns: list[URLPattern] = []
