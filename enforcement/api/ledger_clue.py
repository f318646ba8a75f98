"""A ledger item becomes a clue, over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.ledger import LedgerItemViewSet
from campaigns.transitions.ledger import LedgerAct
from enforcement.services.clues_from_ledger import open_clue_from_ledger


class LedgerClueInput(serializers.Serializer[Any]):
    content = serializers.CharField(max_length=20_000, required=False, allow_blank=True)


class NewClueSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="uuid")
    number = serializers.CharField()


class LedgerClueViewSet(LedgerItemViewSet):
    """The act of this app on the noun ``ledger-items``."""

    @extend_schema(request=LedgerClueInput, responses={201: NewClueSerializer})
    def open_clue(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Pursue the item as a case: a clue begins, the item ends."""
        item = self.opened(LedgerAct.TRANSFER_TO_CASE)
        clue = open_clue_from_ledger(item, **self.typed(LedgerClueInput), **self.doing)
        return Response(NewClueSerializer(clue).data, status=status.HTTP_201_CREATED)
