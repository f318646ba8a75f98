from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.permissions import Perm
from core.api.versions import etag, expected_version
from core.api.viewsets import ReadViewSet
from core.errors import NotFound
from registry.models import Party
from risk.api.serializers import PartyGradeSerializer
from risk.models import PartyGrade
from risk.services.grades import grade_party


class PartyGradeViewSet(ReadViewSet):
    """The gradings of one party: ``parties/{id}/grades/``."""

    serializer_class = PartyGradeSerializer
    queryset = PartyGrade.objects.none()

    def get_permissions(self) -> list[Any]:
        reads = self.request.method in SAFE_METHODS
        return [MayDo(Perm.READ_RECORDS if reads else Perm.GRADE_PARTIES)()]

    def get_queryset(self) -> Any:
        rows = PartyGrade.objects.visible_to(self.request.user).filter(party=self._party())
        return rows.select_related("party", "graded_by")

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Grade the party for a year; If-Match, where sent, is the party's ETag."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = expected_version(request) if "If-Match" in request.headers else None
        grade = grade_party(
            party=self._party(),
            **form.validated_data,
            version=version,
            **self._act(),
        )
        return Response(
            self.get_serializer(grade).data, status=201, headers={"ETag": etag(grade)}
        )

    def _act(self) -> dict[str, Any]:
        return {"by": self.request.user, "on": timezone.localdate()}

    def _party(self) -> Party:
        id_: UUID = self.kwargs["id"]
        party = Party.objects.visible_to(self.request.user).filter(uuid=id_).first()
        if party is None:
            raise NotFound
        return party
