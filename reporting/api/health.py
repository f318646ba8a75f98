from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import MayDo
from accounts.models import Perm
from reporting.services.health import system_health


class HealthView(APIView):
    """Whether everything that runs by itself does run; for the office's own watch."""

    permission_classes = (MayDo(Perm.MANAGE_SETTINGS),)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        user: Any = request.user
        at = timezone.now()
        found = system_health(user, on=timezone.localdate(), at=at)
        return Response(
            {
                "at": at.isoformat(),
                "standing": found.standing,
                "checks": [
                    {
                        "code": check.code,
                        "name": check.name,
                        "standing": check.standing,
                        "found": check.found,
                        "advice": check.advice,
                        "number": check.number,
                    }
                    for check in found.checks
                ],
            }
        )
