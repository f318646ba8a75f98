"""What the viewsets of measures and samples share."""

from collections.abc import Callable
from typing import Any

from rest_framework.response import Response

from deadlines.services.procedure import require_open
from enforcement.api.matter import MatterViewSet


class GoodsViewSet(MatterViewSet):
    """An act: open to the caller, told what its input says, answered by the record."""

    def opened(self, act: str) -> Any:
        record = self.get_object()
        require_open(record, act, **self.doing)
        return record

    def do(self, act: str, service: Callable[..., Any], serializer: Any = None) -> Response:
        record = self.opened(act)
        told = self.typed(serializer) if serializer is not None else {}
        service(record, **told, **self.doing)
        return self.answer(self.again(record))
