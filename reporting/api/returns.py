"""The noun ``returns``: begun and handed in with the computed figures."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.inputs import ReturnInput
from campaigns.api.outputs import CampaignReturnSerializer
from campaigns.api.updown import ReturnActsViewSet
from campaigns.policies import OFFICE
from campaigns.transitions.returns import ReturnAct
from reporting.services import returns


class ReturnViewSet(ReturnActsViewSet):
    """Returns of one's jurisdiction and their acts."""

    @extend_schema(request=ReturnInput, responses={201: CampaignReturnSerializer})
    def create(self, request: Request) -> Response:
        """Begin the return of one's bureau for a period, filled in from the records."""
        self.require_any(OFFICE)
        typed = self.typed(ReturnInput)
        report = returns.begin(typed.pop("schedule"), **typed, **self.doing)
        return self.answer(self.again(report), status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=CampaignReturnSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Hand a return in, compared with the records as they are now."""
        return self.does(ReturnAct.SUBMIT, returns.submit)
