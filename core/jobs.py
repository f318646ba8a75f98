"""Long work: registered by kind, kept as rows, run by a worker, safe to run twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotFound
from core.models import Job, JobState
from core.protocols import Actor

MOST_ATTEMPTS: Final = 5


class Cancelled(Exception):
    """The owner asked to stop, or another worker has taken the job over."""


@dataclass
class Progress:
    """Handed to the work: tells how far it is, and stops it when asked to.

    The work tells at least every two minutes: a job silent for three is given to
    another worker. What it tells inside a transaction shows only when that ends.
    """

    job: Job

    def tell(self, done: int, total: int | None = None, message: str = "") -> None:
        """Record progress. Raises Cancelled when the owner asked to stop."""
        values: dict[str, object] = {
            "done": done,
            "message": message,
            "heartbeat_at": timezone.now(),
        }
        if total is not None:
            values["total"] = total
        if not Job.objects.held_by(self.job).filter(cancel_requested=False).update(**values):
            raise Cancelled

    def keep_file(self, name: str, content: "File[bytes]") -> None:
        """Keep the result for download."""
        self.job.file.save(name, content, save=False)
        Job.objects.filter(pk=self.job.pk).update(file=self.job.file.name, file_name=name)


Work = Callable[[Progress, Mapping[str, object]], Mapping[str, object] | None]
_works: dict[str, Work] = {}


def register_work(kind: str, work: Work) -> None:
    """Make a kind of job known. Called from ``AppConfig.ready()``."""
    _works[kind] = work


@transaction.atomic
def start_job(
    *,
    kind: str,
    title: str,
    params: Mapping[str, object],
    by: Actor,
    send: Callable[[str], None],
) -> Job:
    """Write the job's row; ``send`` gets its id once the transaction is through.

    A lost message does no harm: the row is found stale and sent again.
    """
    if kind not in _works:
        raise ValueError(f"No work is registered for {kind!r}.")
    job = Job.objects.create(
        kind=kind,
        title=title,
        params=dict(params),
        owner_uuid=by.actor_uuid,
        owner_name=by.actor_name,
        owner_bureau_path=by.actor_bureau_path,
    )
    transaction.on_commit(lambda: send(str(job.uuid)))
    return job


def run_job(uuid: str) -> None:
    """Do the work of one job; a second delivery while it runs or after it ended is ignored."""
    if not _claim(uuid):
        return
    job = Job.objects.get(uuid=uuid)
    try:
        result = _works[job.kind](Progress(job), job.params)
    except Cancelled:
        _finish(job, JobState.CANCELLED)
    except DomainError as error:
        _finish(job, JobState.FAILED, error=str(error))
    except Exception:
        _finish(job, JobState.FAILED, error=_("The work stopped on a fault. Try it again."))
        raise
    else:
        _finish(job, JobState.DONE, result=dict(result or {}))


def _claim(uuid: str) -> bool:
    """One conditional UPDATE: of two workers, one gets the job."""
    now = timezone.now()
    open_to_all = Job.objects.stale() | Job.objects.filter(state=JobState.WAITING)
    claimed = Job.objects.filter(uuid=uuid, pk__in=open_to_all, cancel_requested=False).update(
        state=JobState.RUNNING,
        started_at=now,
        heartbeat_at=now,
        attempts=F("attempts") + 1,
    )
    return bool(claimed)


def _finish(job: Job, state: JobState, **values: object) -> None:
    """End the job, unless another worker took it over meanwhile."""
    Job.objects.held_by(job).update(state=state, finished_at=timezone.now(), **values)


def cancel_job(*, uuid: str, by: Actor) -> Job:
    """Ask a job of one's own to stop."""
    job = Job.objects.owned_by(by.actor_uuid).filter(uuid=uuid).first()
    if job is None:
        raise NotFound
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.CANCELLED, finished_at=timezone.now()
    )
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested=True)
    job.refresh_from_db()
    return job


def take_back_stale(limit: int = 100) -> list[str]:
    """Make jobs that nobody works on ready for a worker, and name them.

    One whose owner asked to stop ends as cancelled; one that silenced its worker
    ``MOST_ATTEMPTS`` times ends as failed instead of silencing the next.
    """
    now = timezone.now()
    Job.objects.stale().filter(cancel_requested=True).update(
        state=JobState.CANCELLED, finished_at=now
    )
    Job.objects.stale().filter(state=JobState.RUNNING, attempts__gte=MOST_ATTEMPTS).update(
        state=JobState.FAILED,
        finished_at=now,
        error=_("The work was begun several times and never ended. Ask your administrator."),
    )
    taken = []
    for uuid in list(Job.objects.stale().values_list("uuid", flat=True)[:limit]):
        # Waiting with a fresh heartbeat: the next look in a minute does not send it again.
        if (
            Job.objects.stale()
            .filter(uuid=uuid)
            .update(state=JobState.WAITING, heartbeat_at=now)
        ):
            taken.append(str(uuid))
    return taken


def release_all() -> list[str]:
    """Free every unfinished job and name it: only where it is known that no worker is alive."""
    Job.objects.filter(state=JobState.RUNNING).update(state=JobState.WAITING)
    return [str(uuid) for uuid in Job.objects.unfinished().values_list("uuid", flat=True)]
