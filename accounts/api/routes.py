from django.urls import URLPattern

from accounts.api.bureaus import BureauViewSet, UnitViewSet
from accounts.api.machines import ServiceAccountViewSet, TokenViewSet
from accounts.api.people import OfficerViewSet, TrainingViewSet
from accounts.api.shares import ShareViewSet
from accounts.api.training_plans import TrainingPlanViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("bureaus", BureauViewSet, "bureaus"),
    ("units", UnitViewSet, "units"),
    ("officers", OfficerViewSet, "officers"),
    ("trainings", TrainingViewSet, "trainings"),
    ("training-plans", TrainingPlanViewSet, "training-plan"),
    ("service-accounts", ServiceAccountViewSet, "service-accounts"),
    ("tokens", TokenViewSet, "tokens"),
    ("shares", ShareViewSet, "shares"),
]
urlpatterns: list[URLPattern] = []
