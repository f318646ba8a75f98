from django.urls import URLPattern, path

from deadlines.api.amounts import AmountVersionViewSet
from deadlines.api.boards import LimitsBoardView, PlanView
from deadlines.api.law_viewsets import (
    CalendarDayViewSet,
    CalendarYearViewSet,
    RuleConfirmationViewSet,
)
from deadlines.api.splits import SplitVersionViewSet
from deadlines.api.viewsets import ClockViewSet, LadderViewSet, ReminderViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("clocks", ClockViewSet, "clocks"),
    ("reminders", ReminderViewSet, "reminders"),
    ("ladders", LadderViewSet, "ladders"),
    ("calendar-days", CalendarDayViewSet, "calendar-days"),
    ("calendar-years", CalendarYearViewSet, "calendar-years"),
    ("rule-confirmations", RuleConfirmationViewSet, "rule-confirmations"),
    ("amounts", AmountVersionViewSet, "amounts"),
    ("split-points", SplitVersionViewSet, "split-points"),
]
urlpatterns: list[URLPattern] = [
    path("dashboards/deadlines/", LimitsBoardView.as_view(), name="dashboard-deadlines"),
    path("dashboards/reminders/", PlanView.as_view(), name="dashboard-reminders"),
]
