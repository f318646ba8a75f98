"""What the nouns of campaigns with a procedure share in the API."""

from collections.abc import Sequence
from typing import Any

from accounts.models import Perm
from core.errors import PermissionRefused
from deadlines.api.acts import ActsViewSet
from deadlines.policies import require_may_do
from deadlines.procedure import procedure_of
from deadlines.services.procedure import require_open


class CampaignActsViewSet(ActsViewSet):
    """Whoever may not act is told so first, whatever the record's state."""

    def require_any(self, perms: Sequence[Perm]) -> None:
        """Refused before what was sent is looked at."""
        if not any(self.user.can(perm) for perm in perms):
            raise PermissionRefused

    def opened(self, act: str) -> Any:
        record = self.get_object()
        rule = procedure_of(record.ref_kind).by_act[act]
        require_may_do(record, rule, by=self.user)
        require_open(record, act, **self.doing)
        return record
