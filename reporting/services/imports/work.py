"""An import's steps as jobs: small ones are done at once, long ones by a worker."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.errors import IllegalTransition, NotFound
from core.jobs import Progress, run_job, start_job
from core.models import Job
from core.protocols import Actor
from core.tasks import send
from reporting.models.imports import ImportBatch, ImportState
from reporting.services.imports.checking import check_import
from reporting.services.imports.entering import enter_rows, undo_rows
from reporting.services.imports.reading import read_import
from reporting.services.imports.states import Silent, Teller, actor

IMPORT: Final = "reporting.import"
AT_ONCE_BYTES: Final = 64 * 1024
AT_ONCE_ROWS: Final = 200
WORKING: Final = frozenset(
    {ImportState.READING, ImportState.CHECKING, ImportState.ENTERING, ImportState.UNDOING}
)


def go_on(batch: ImportBatch, *, by: Actor, on: date, wait: bool = False) -> ImportBatch:
    """Do what an import's state calls for: at once where it is little, else as a job.

    Args:
        wait: do it here whatever its size; for commands.

    Returns:
        The import as it stands then.
    """
    batch.refresh_from_db()
    if wait:
        return run_steps(batch, by=by, on=on)
    if batch.state in WORKING:
        job = _start(batch, by=by, on=on, hand_over=not _is_small(batch))
        if _is_small(batch):
            run_job(str(job.uuid))
        batch.refresh_from_db()
    return batch


def resume_import(batch: ImportBatch, *, by: Actor, on: date) -> ImportBatch:
    """Go on with an import whose work was stopped or broke off.

    Raises:
        IllegalTransition: the work goes on, or there is none.
    """
    if not is_stuck(batch):
        raise IllegalTransition(
            _("There is nothing to resume: the work goes on, or has ended.")
        )
    return go_on(batch, by=by, on=on)


def is_stuck(batch: ImportBatch) -> bool:
    """Whether the import waits for work that nobody does any more."""
    return batch.state in WORKING and (batch.job is None or batch.job.finished_at is not None)


def run_steps(
    batch: ImportBatch, *, by: Actor, on: date, teller: Teller | None = None
) -> ImportBatch:
    """Every step until a person is asked, or it has ended; safe to run again."""
    told = teller or Silent()
    while batch.state in WORKING:
        match batch.state:
            case ImportState.READING:
                batch = read_import(batch)
            case ImportState.CHECKING:
                batch = check_import(batch, by=by, on=on, teller=told)
            case ImportState.ENTERING:
                batch = enter_rows(batch, by=by, on=on, teller=told)
            case ImportState.UNDOING:
                batch = undo_rows(batch, by=by, on=on, teller=told)
    return batch


def work_on_import(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job."""
    batch = ImportBatch.objects.select_related("bureau", "owner", "job").get(
        uuid=str(params["batch"])
    )
    by = actor(str(params["by"]))
    with override(str(params["language"])):
        ended = run_steps(
            batch, by=by, on=date.fromisoformat(str(params["on"])), teller=progress
        )
    return {"import": str(ended.uuid), "state": ended.state, **ended.counts}


def find_import(id_: Any, user: User, kinds: list[str]) -> ImportBatch:
    """Raises NotFound for another bureau's import, and for one of a kind not one's own."""
    rows = ImportBatch.objects.visible_to(user, kinds).select_related("bureau", "owner", "job")
    found = rows.filter(uuid=id_).first()
    if found is None:
        raise NotFound
    return found


def _is_small(batch: ImportBatch) -> bool:
    if not batch.counts:  # not read yet, or read but never checked
        return bool(batch.file.size <= AT_ONCE_BYTES)
    return bool(batch.counts.get("rows", 0) <= AT_ONCE_ROWS)


@transaction.atomic
def _start(batch: ImportBatch, *, by: Actor, on: date, hand_over: bool) -> Job:
    params = {
        "batch": str(batch.uuid),
        "by": str(by.actor_uuid) if isinstance(by, User) else "",
        "on": on.isoformat(),
        "language": getattr(by, "language", "zh-hans"),
    }
    title = _("Import: %(file)s") % {"file": batch.file_name}
    job = start_job(
        kind=IMPORT,
        title=title[:200],
        params=params,
        by=by,
        send=send if hand_over else _kept_here,
    )
    ImportBatch.objects.filter(pk=batch.pk).update(job=job)
    return job


def _kept_here(_uuid: str) -> None:
    """The work is done in this process; were it to die, the job is found stale."""
