"""Recusals, declared conflicts and the division of powers in the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.models import Perm
from deadlines.api.acts import ActsViewSet
from enforcement.api.gate_serializers import (
    CompetenceInput,
    CompetenceSerializer,
    ConflictInput,
    ConflictSerializer,
    DecideRecusalInput,
    RecusalSerializer,
)
from enforcement.models import CompetenceSetting, Conflict, Recusal
from enforcement.services.competence import set_competence
from enforcement.services.conflicts import declare_conflict, end_conflict, require_declare
from enforcement.services.recusals import decide_recusal, require_decide_recusal


class RecusalViewSet(ActsViewSet):
    """Recusals; requested by POST ``cases/{id}/request-recusal/``."""

    serializer_class = RecusalSerializer

    def get_queryset(self) -> Any:
        rows = Recusal.objects.visible_to(self.user)
        return rows.select_related("case__bureau", "person", "decided_by", "bureau")

    @extend_schema(request=DecideRecusalInput, responses=RecusalSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Grant or refuse; whoever is recused leaves the case."""
        row = self.get_object()
        require_decide_recusal(row, by=self.user)
        decide_recusal(row, **self.typed(DecideRecusalInput), **self.doing)
        return self.answer(self.again(row))


class ConflictViewSet(ActsViewSet):
    """One's own declared conflicts; those of the bureau for whoever assigns its work."""

    serializer_class = ConflictSerializer

    def get_queryset(self) -> Any:
        return Conflict.objects.visible_to(self.user).select_related("officer", "party")

    @extend_schema(request=ConflictInput, responses={201: ConflictSerializer})
    def create(self, request: Request) -> Response:
        """Declare one's own conflict with a party."""
        require_declare(by=self.user)
        row = declare_conflict(**self.typed(ConflictInput), **self.doing)
        return self.answer(self.again(row), status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=ConflictSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """End one's own declaration."""
        row = end_conflict(self.get_object(), **self.doing)
        return self.answer(self.again(row))


class CompetenceViewSet(AccountsViewSet):
    """The office's own division of powers, over the shipped table."""

    act_perms = {"create": Perm.MANAGE_SETTINGS}
    serializer_class = CompetenceSerializer
    queryset = CompetenceSetting.objects.none()

    def get_queryset(self) -> QuerySet[CompetenceSetting]:
        return CompetenceSetting.objects.all()

    @extend_schema(request=CompetenceInput, responses={201: CompetenceSerializer})
    def create(self, request: Request) -> Response:
        """Say whether a level may file in a link, from a day on."""
        row = set_competence(**self.sent(CompetenceInput), by=self.user, on=self.on)
        return self.fresh(row, status=201)
