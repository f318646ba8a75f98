from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.models import Perm, User
from campaigns.api.serializers import TEXT, VisibleField
from campaigns.api.viewsets import CampaignsViewSet
from campaigns.filters import VisitFilter
from campaigns.models import AssistanceVisit, Campaign
from campaigns.procedures import VisitAct
from campaigns.services.visits import answer_visit, follow_up_visit, record_visit
from core.errors import PermissionRefused
from deadlines.services.procedure import require_open
from registry.models import Party

CREATED = status.HTTP_201_CREATED


class VisitSerializer(serializers.ModelSerializer[AssistanceVisit]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    party = serializers.UUIDField(source="party.uuid", read_only=True)
    party_name = serializers.CharField(source="party.name", read_only=True)
    officers: Any = serializers.SlugRelatedField(slug_field="uuid", many=True, read_only=True)
    campaign: Any = serializers.SlugRelatedField(slug_field="uuid", read_only=True)

    class Meta:
        model = AssistanceVisit
        fields = (
            "id",
            "version",
            "bureau",
            "party",
            "party_name",
            "campaign",
            "visited_on",
            "officers",
            "need",
            "answer",
            "answered_on",
            "follow_up",
            "followed_up_on",
            "status",
        )


class NewVisitInput(serializers.Serializer[Any]):
    party = VisibleField(queryset=Party.objects.all())
    visited_on = serializers.DateField()
    officers = VisibleField(queryset=User.objects.all(), many=True)
    need = serializers.CharField(max_length=TEXT)
    campaign = VisibleField(queryset=Campaign.objects.all(), required=False, allow_null=True)


class VisitAnswerInput(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=TEXT)


class FollowUpInput(serializers.Serializer[Any]):
    follow_up = serializers.CharField(max_length=TEXT)


class VisitViewSet(CampaignsViewSet):
    """Assistance visits: beside inspections, and never counted as one."""

    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    queryset = AssistanceVisit.objects.none()

    def get_permissions(self) -> list[Any]:
        return [MayDo(Perm.READ_RECORDS)()]

    def get_queryset(self) -> Any:
        rows = AssistanceVisit.objects.visible_to(self.user)
        return rows.select_related("party", "bureau", "campaign").prefetch_related("officers")

    @extend_schema(request=NewVisitInput, responses={201: VisitSerializer})
    def create(self, request: Request) -> Response:
        """Record a visit and what the enterprise needs."""
        if not {Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS} & self.user.perms:
            raise PermissionRefused
        return self.answer(record_visit(**self.typed(NewVisitInput), **self.act), CREATED)

    @extend_schema(request=VisitAnswerInput)
    @action(detail=True, methods=["post"], url_path="answer")
    def answer_need(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the enterprise its answer."""
        visit = self.opened(VisitAct.ANSWER)
        return self.answer(answer_visit(visit, **self.typed(VisitAnswerInput), **self.act))

    @extend_schema(request=FollowUpInput)
    @action(detail=True, methods=["post"], url_path="follow-up")
    def follow_up(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record what came of the answer."""
        visit = self.opened(VisitAct.FOLLOW_UP)
        return self.answer(follow_up_visit(visit, **self.typed(FollowUpInput), **self.act))

    def opened(self, act: str) -> AssistanceVisit:
        visit: AssistanceVisit = self.get_object()
        require_open(visit, act, by=self.user)
        return visit
