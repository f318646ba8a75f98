from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import IllegalTransition
from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.draw_serializers import (
    DrawSerializer,
    ExclusionInput,
    NewDrawInput,
    PoolSerializer,
    PublicationInput,
    ReplaceOfficerInput,
    ReplacePartyInput,
    ReplaySerializer,
    RunInput,
    SeedInput,
    StratumInput,
)
from enforcement.filters.draw import DrawFilter
from enforcement.models import Draw
from enforcement.policies import (
    require_draft_draw,
    require_office,
)
from enforcement.services.draw_replay import replay_draw
from enforcement.services.draw_tasks import replace_drawn_officer, replace_drawn_party
from enforcement.services.draws import (
    add_stratum,
    announce_draw,
    cancel_draw,
    create_draw,
    exclude_from_draw,
    publish_draw,
    run_draw,
)
from enforcement.transitions.draw import DrawAct

CREATED = status.HTTP_201_CREATED


class DrawViewSet(ActsViewSet):
    """Double-random draws of one's jurisdiction, their lots and their replay."""

    serializer_class = DrawSerializer
    filterset_class = DrawFilter

    def get_queryset(self) -> Any:
        rows = Draw.objects.visible_to(self.user).select_related(
            "bureau", "plan", "campaign", "announced_by", "drawn_by"
        )
        return rows.prefetch_related(
            "strata__key_list",
            "drawn__party",
            "drawn__first",
            "drawn__second",
            "drawn__inspection",
            "changes__by",
        )

    def _told(self, draw: Draw) -> Response:
        return self.answer(self.again(draw))

    @extend_schema(request=NewDrawInput, responses={201: DrawSerializer})
    def create(self, request: Request) -> Response:
        """Draft a draw of one's own bureau."""
        require_draft_draw(by=self.user)
        draw = create_draw(**self.typed(NewDrawInput), **self.doing)
        return self.answer(self.again(draw), CREATED)

    def _draft(self) -> Draw:
        draw: Draw = self.get_object()
        require_office(draw, by=self.user, act=DrawAct.CANCEL)
        return draw

    @extend_schema(request=StratumInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def strata(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Add a stratum to a draft."""
        draw = self._draft()
        add_stratum(draw, **self.typed(StratumInput), **self.doing)
        return self._told(draw)

    @extend_schema(request=ExclusionInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def exclude(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Leave a party or an officer out, with the reason."""
        draw = self._draft()
        exclude_from_draw(draw, **self.typed(ExclusionInput), **self.doing)
        return self._told(draw)

    @extend_schema(request=SeedInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def announce(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Freeze the pool and announce the seed."""
        draw = self.opened(DrawAct.ANNOUNCE)
        values = self.typed(SeedInput)
        return self._told(announce_draw(draw, **values, at=timezone.now(), **self.doing))

    @extend_schema(request=RunInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def draw(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Draw the lots and plan the inspections."""
        found = self.opened(DrawAct.DRAW)
        values = self.typed(RunInput)
        return self._told(run_draw(found, **values, at=timezone.now(), **self.doing))

    @extend_schema(request=None, responses=ReplaySerializer)
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Draw again from the stored pool and seed, and compare. Changes nothing."""
        return Response(ReplaySerializer(replay_draw(self._announced())).data)

    @extend_schema(responses=PoolSerializer, filters=False)
    @action(detail=True, methods=["get"])
    def pool(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The frozen pool, as it was hashed."""
        return Response(PoolSerializer(self._announced()).data)

    def _announced(self) -> Draw:
        draw: Draw = self.get_object()
        if not draw.inputs:
            raise IllegalTransition
        return draw

    @extend_schema(request=ReplacePartyInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"], url_path="replace-party")
    def replace_party(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The next of the same stratum instead."""
        draw = self.opened(DrawAct.REPLACE)
        replace_drawn_party(draw, **self.typed(ReplacePartyInput), **self.doing)
        return self._told(draw)

    @extend_schema(request=ReplaceOfficerInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"], url_path="replace-officer")
    def replace_officer(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The next officer of the order instead."""
        draw = self.opened(DrawAct.REPLACE)
        replace_drawn_officer(draw, **self.typed(ReplaceOfficerInput), **self.doing)
        return self._told(draw)

    @extend_schema(request=PublicationInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record where the results were made public."""
        draw = self.opened(DrawAct.PUBLISH)
        return self._told(publish_draw(draw, **self.typed(PublicationInput), **self.doing))

    @extend_schema(request=ReasonInput, responses=DrawSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give up a draw that was not drawn."""
        draw = self.opened(DrawAct.CANCEL)
        return self._told(cancel_draw(draw, **self.typed(ReasonInput), **self.doing))
