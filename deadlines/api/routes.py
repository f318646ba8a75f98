from django.urls import URLPattern

from deadlines.api.viewsets import ClockViewSet, ReminderViewSet

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("clocks", ClockViewSet, "clocks"),
    ("reminders", ReminderViewSet, "reminders"),
]
urlpatterns: list[URLPattern] = []
