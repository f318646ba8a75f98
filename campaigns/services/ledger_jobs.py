"""Bulk acts on ledger items as jobs: begun by a person, done as them, outcome kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.services.ledger import require_day
from campaigns.services.ledger_bulk import (
    BulkAct,
    closing,
    dispatching,
    proposing,
    run_bulk,
)
from core.errors import NotFound
from core.jobs import Progress, start_job
from core.models import Job

DISPATCH = "ledger.dispatch"
PROPOSE_CLOSE = "ledger.propose_close"
CLOSE = "ledger.close"


def start_bulk(
    kind: str,
    ids: Sequence[UUID],
    *,
    params: Mapping[str, object],
    by: User,
    on: date,
    send: Callable[[str], None],
) -> Job:
    """Begin a bulk act as a job of the actor.

    Args:
        params: what the act is told beside the rows: ``due_on`` and ``measure``, or ``text``.
    """
    title = TITLES[kind]() + f" ({len(ids)})"
    told = {"ids": [str(one) for one in ids], "by": str(by.uuid), "on": on.isoformat()}
    return start_job(kind=kind, title=title, params={**told, **params}, by=by, send=send)


TITLES: dict[str, Callable[[], str]] = {
    DISPATCH: lambda: _("Ledger items handed over"),
    PROPOSE_CLOSE: lambda: _("Closing of ledger items proposed"),
    CLOSE: lambda: _("Ledger items closed"),
}


def work_bulk(progress: Progress, params: Mapping[str, object]) -> Mapping[str, object]:
    """The job: the act on the rows it was given, as its owner."""
    told: Any = params
    by = User.objects.active().select_related("bureau", "unit").filter(uuid=told["by"]).first()
    if by is None:
        raise NotFound
    on = date.fromisoformat(told["on"])
    ids = [UUID(one) for one in told["ids"]]
    progress.tell(0, len(ids))
    bulk = _bulk_of(progress.job.kind, told, by, on)
    return run_bulk(bulk, ids, by=by, on=on, tell=progress.tell).as_result()


def _bulk_of(kind: str, told: Any, by: User, on: date) -> BulkAct:
    if kind == DISPATCH:
        due_on = date.fromisoformat(told["due_on"])
        require_day(due_on, on=on)
        return dispatching(due_on, told.get("measure", ""))
    if kind == PROPOSE_CLOSE:
        return proposing(told["text"], by=by, on=on)
    return closing(told.get("text", ""), by=by, on=on)
