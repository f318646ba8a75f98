from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import mixins, viewsets
from rest_framework.serializers import BaseSerializer

from accounts.api.permissions import MayDo
from accounts.models import Perm
from core.api.viewsets import ReadViewSet
from deadlines.api.serializers import (
    ClockDetailSerializer,
    ClockSerializer,
    ReminderSerializer,
)
from deadlines.filters import ClockFilter, ReminderFilter
from deadlines.models import Clock, Reminder
from deadlines.services.calendar import office_calendar
from law.workdays import WorkCalendar


class ClockViewSet(ReadViewSet):
    """Statutory limits; one of them with every step of its count."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    filterset_class = ClockFilter
    queryset = Clock.objects.none()

    def get_queryset(self) -> QuerySet[Clock]:
        rows = Clock.objects.visible_to(self.request.user).select_related("bureau")
        return rows.prefetch_related("responsible")

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return ClockDetailSerializer if self.action == "retrieve" else ClockSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        return {**context, "on": localdate(), "calendar": self._calendar}

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return office_calendar()


class ReminderViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Reminder]):
    """Who was told of a limit, at which rung and when."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    serializer_class = ReminderSerializer
    filterset_class = ReminderFilter
    queryset = Reminder.objects.none()

    def get_queryset(self) -> QuerySet[Reminder]:
        clocks = Clock.objects.visible_to(self.request.user)
        rows = Reminder.objects.filter(clock__in=clocks)
        return rows.select_related("clock", "recipient")
