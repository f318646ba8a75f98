"""The calendar and the confirmations: read by all, changed by the province's administrator.

Each act has its what-if: the same payload sent to ``preview`` changes nothing.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.models import Perm
from deadlines.api.law_serializers import (
    CalendarDaySerializer,
    CalendarYearSerializer,
    ClearDaySerializer,
    ConfirmRuleSerializer,
    EnterYearSerializer,
    LawPreviewSerializer,
    RuleConfirmationSerializer,
    SetDaySerializer,
    UnconfirmSerializer,
)
from deadlines.models import CalendarDay, CalendarYear, DayKind, RuleConfirmation
from deadlines.services.calendar import (
    clear_calendar_day,
    enter_calendar_year,
    set_calendar_day,
)
from deadlines.services.rules import confirm_rule, require_confirmable, withdraw_confirmation
from deadlines.services.what_if import (
    Preview,
    day_kind,
    preview_day,
    preview_rule,
    preview_year,
)

SETTINGS = Perm.MANAGE_SETTINGS


class LawViewSet(AccountsViewSet):
    """What every act here shares."""

    def previewed(self, preview: Preview) -> Response:
        return Response(LawPreviewSerializer(preview).data)


class CalendarDayViewSet(LawViewSet):
    """Days the province entered over the shipped calendar."""

    act_perms = dict.fromkeys(("create", "preview", "clear"), SETTINGS)
    serializer_class = CalendarDaySerializer
    queryset = CalendarDay.objects.none()

    def get_queryset(self) -> QuerySet[CalendarDay]:
        return CalendarDay.objects.all()

    @extend_schema(request=SetDaySerializer, responses={201: CalendarDaySerializer})
    def create(self, request: Request) -> Response:
        """Enter what a notice says about a day; the limits it touches are counted again."""
        asked = self.sent(SetDaySerializer)
        kind = DayKind(asked.pop("kind"))
        row = set_calendar_day(**asked, kind=kind, by=self.user, on=self.on)
        return self.fresh(row, status=201)

    @extend_schema(request=SetDaySerializer, responses=LawPreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """Which running limits that day would move, and how."""
        asked = self.sent(SetDaySerializer)
        what = day_kind(asked["kind"], asked.get("name", ""))
        return self.previewed(preview_day(asked["day"], what))

    @extend_schema(request=ClearDaySerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def clear(self, request: Request, **_kwargs: Any) -> Response:
        """Take an entry back: the shipped calendar holds again."""
        day: date = self.get_object().day
        notice = self.sent(ClearDaySerializer)["notice"]
        clear_calendar_day(day=day, notice=notice, by=self.user, on=self.on)
        return Response(status=204)


class CalendarYearViewSet(LawViewSet):
    """Years the province entered from the State Council's notice."""

    act_perms = dict.fromkeys(("create", "preview"), SETTINGS)
    serializer_class = CalendarYearSerializer
    queryset = CalendarYear.objects.none()

    def get_queryset(self) -> QuerySet[CalendarYear]:
        return CalendarYear.objects.all()

    @extend_schema(request=EnterYearSerializer, responses={201: CalendarYearSerializer})
    def create(self, request: Request) -> Response:
        """Enter a whole year: the notice as it is worded, or one line a stretch."""
        asked = self.sent(EnterYearSerializer)
        row = enter_calendar_year(**asked, by=self.user, on=self.on)
        return self.fresh(row, status=201)

    @extend_schema(request=EnterYearSerializer, responses=LawPreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """Which running limits that year would move, and how."""
        asked = self.sent(EnterYearSerializer)
        preview, _days = preview_year(asked["year"], asked["days"])
        return self.previewed(preview)


class RuleConfirmationViewSet(LawViewSet):
    """Who stands for a rule from memory."""

    act_perms = dict.fromkeys(("create", "preview", "withdraw"), SETTINGS)
    serializer_class = RuleConfirmationSerializer
    queryset = RuleConfirmation.objects.none()

    def get_queryset(self) -> QuerySet[RuleConfirmation]:
        return RuleConfirmation.objects.select_related("confirmed_by", "withdrawn_by")

    @extend_schema(request=ConfirmRuleSerializer, responses={201: RuleConfirmationSerializer})
    def create(self, request: Request) -> Response:
        """Stand for a rule by name: it is in use from now on."""
        row = confirm_rule(**self.sent(ConfirmRuleSerializer), by=self.user, on=self.on)
        return self.fresh(row, status=201)

    @extend_schema(request=ConfirmRuleSerializer, responses=LawPreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """What confirming would change for the limits that run."""
        rule = self.sent(ConfirmRuleSerializer)["rule"]
        require_confirmable(rule)
        return self.previewed(preview_rule(rule, confirmed=True))

    @extend_schema(request=UnconfirmSerializer, responses=RuleConfirmationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_kwargs: Any) -> Response:
        """Take a confirmation back: the rule is off again."""
        return self.act(withdraw_confirmation, UnconfirmSerializer)
