from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import Any, TypedDict

from django.db.models import QuerySet
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.api.permissions import MayDo, SignedIn
from accounts.models import Perm, User
from core.api.versions import etag
from core.api.viewsets import OncePerKey, ReadViewSet
from core.errors import NotFound
from deadlines.api.serializers import (
    ClockDetailSerializer,
    ClockSerializer,
    ExtendInput,
    LadderSerializer,
    PreviewInput,
    PreviewSerializer,
    ReminderSerializer,
    ResumeInput,
    SuspendInput,
    WhySerializer,
)
from deadlines.filters import ClockFilter, ReminderFilter
from deadlines.ladder import Family
from deadlines.models import Clock, Reminder
from deadlines.policies import require_extend, require_suspend
from deadlines.services.calendar import office_calendar
from deadlines.services.changes import resume_clock, suspend_clock
from deadlines.services.extensions import extend_clock, preview_extension
from deadlines.services.ladders import ladders, set_ladder, setting_of
from deadlines.services.noted import note_acknowledged
from deadlines.services.recount import rule_of
from deadlines.why import why_of
from law.workdays import WorkCalendar


class Doing(TypedDict):
    by: User
    on: date


class ClockViewSet(ReadViewSet):
    """Statutory limits; one of them with every step of its count, and its acts."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    filterset_class = ClockFilter
    queryset = Clock.objects.none()

    def get_queryset(self) -> QuerySet[Clock]:
        rows = Clock.objects.visible_to(self.request.user).select_related("bureau")
        rows = rows.prefetch_related("responsible")
        if self.action == "list":
            return rows
        return rows.prefetch_related("suspensions__by", "extensions__by")

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return ClockDetailSerializer if self.action == "retrieve" else ClockSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        return {**context, "on": localdate(), "calendar": self._calendar}

    @extend_schema(responses=WhySerializer)
    @action(detail=True)
    def why(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Why its dates are what they are: event, article, days, suspensions, extensions."""
        told = why_of(self.get_object())
        changes = {"suspensions": told.suspensions, "extensions": told.extensions}
        return Response(WhySerializer({**told.as_json(), **changes}).data)

    @extend_schema(request=SuspendInput, responses=ClockDetailSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter days that do not count; without a last day the limit stands still."""
        clock = self.get_object()
        require_suspend(clock, by=self.user)
        suspend_clock(clock, **self.typed(SuspendInput), **self.doing)
        return self.again(clock)

    @extend_schema(request=ResumeInput, responses=ClockDetailSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Close what stands open in the ledger: time counts again."""
        clock = self.get_object()
        require_suspend(clock, by=self.user)
        resume_clock(clock, **self.typed(ResumeInput), **self.doing)
        return self.again(clock)

    @extend_schema(request=PreviewInput, responses=PreviewSerializer)
    @action(detail=True, methods=["post"], url_path="preview-extension")
    def preview_extension(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The old and the new day if the next extension were granted today."""
        clock = self.get_object()
        require_extend(clock, rule_of(clock), by=self.user)
        seen = preview_extension(clock, **self.typed(PreviewInput), **self.doing)
        return Response(PreviewSerializer(seen).data)

    @extend_schema(request=ExtendInput, responses=ClockDetailSerializer)
    @action(detail=True, methods=["post"])
    def extend(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Grant the next extension the law lists for this limit."""
        clock = self.get_object()
        require_extend(clock, rule_of(clock), by=self.user)
        extend_clock(clock, **self.typed(ExtendInput), **self.doing)
        return self.again(clock)

    def typed(self, serializer: type[Any]) -> dict[str, Any]:
        form = serializer(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @property
    def doing(self) -> Doing:
        return {"by": self.user, "on": localdate()}

    def again(self, clock: Clock) -> Response:
        """The limit as it stands now, with its ETag."""
        row = self.get_queryset().get(pk=clock.pk)
        shown = ClockDetailSerializer(row, context=self.get_serializer_context())
        return Response(shown.data, headers={"ETag": etag(row)})

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

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        note_acknowledged(page or [])
        return page


class LadderViewSet(OncePerKey, viewsets.ViewSet):
    """When limits speak: read by everybody, set by the province's administrators."""

    serializer_class = LadderSerializer
    permission_classes = [SignedIn]
    lookup_field = "family"

    @extend_schema(responses=LadderSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The ladder of each family of limits."""
        return Response({"results": [_told(family) for family in Family]})

    @extend_schema(
        parameters=[OpenApiParameter("family", OpenApiTypes.STR, OpenApiParameter.PATH)],
        request=LadderSerializer,
        responses=LadderSerializer,
    )
    @action(detail=True, methods=["post"])
    def set(self, request: Request, family: str) -> Response:
        """Set the ladder of a family. Send the ``version`` that was read."""
        if family not in Family.values:
            raise NotFound
        sent = LadderSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        set_ladder(family=Family(family), **sent.validated_data, by=self.user, on=localdate())
        return Response(_told(Family(family)))


def _told(family: Family) -> dict[str, Any]:
    row = setting_of(family)
    values = (
        {"basis": row.basis, "version": row.version} if row else {"basis": "", "version": 0}
    )
    return {"family": family.value, **asdict(ladders()[family]), **values}
