"""Long work: a row first, then a message; every message may come twice or never."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from core import jobs
from core.errors import DomainError, NotFound
from core.jobs import MOST_ATTEMPTS, Progress, cancel_job, run_job, start_job, take_back_stale
from core.models import Job, JobState
from core.models.job import STALE_AFTER
from core.tasks import resend_stale_jobs, run, send, send_orphans

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Officer:
    actor_uuid: UUID = field(default_factory=uuid4)
    actor_name: str = "李娜"
    actor_bureau_code: str = "610113"
    actor_bureau_path: str = "610000/610100/610113/"
    actor_on_behalf_of: str = ""
    actor_token: str = ""


@pytest.fixture
def officer():
    return Officer()


@pytest.fixture
def works(monkeypatch):
    """The kinds of work known during one test."""
    known = {}
    monkeypatch.setattr(jobs, "_works", known)
    return known


@pytest.fixture
def begin(works, officer, django_capture_on_commit_callbacks):
    """Starts a job of the given work; its messages land in ``begin.sent``."""

    def begin_job(work):
        works["count"] = work
        with django_capture_on_commit_callbacks(execute=True):
            return start_job(
                kind="count", title="数一数", params={"to": 3}, by=officer, send=sent.append
            )

    sent = begin_job.sent = []
    return begin_job


def grow_silent(job, **values):
    """As if its worker had died and the clock gone on."""
    then = timezone.now() - STALE_AFTER - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=then, **values)


def test_a_job_is_a_row_before_it_is_a_message(begin, officer):
    job = begin(lambda progress, params: None)

    assert begin.sent == [str(job.uuid)]
    assert (job.state, job.owner_uuid) == (JobState.WAITING, officer.actor_uuid)
    assert job.owner_bureau_path == officer.actor_bureau_path


def test_a_kind_nobody_registered_is_refused_before_a_row_is_written(works, officer):
    with pytest.raises(ValueError, match="No work is registered"):
        start_job(kind="unknown", title="?", params={}, by=officer, send=lambda uuid: None)
    assert not Job.objects.exists()


def test_work_tells_how_far_it_is_and_leaves_a_result(begin):
    seen = []

    def work(progress, params):
        progress.tell(1, total=params["to"], message="一")
        seen.append(Job.objects.get().percent)
        return {"rows": 3}

    job = begin(work)
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert seen == [33]
    assert (job.state, job.result, job.message) == (JobState.DONE, {"rows": 3}, "一")
    assert job.finished_at is not None


def test_work_keeps_a_file_for_download(begin, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    job = begin(lambda progress, params: progress.keep_file("表.csv", ContentFile(b"1,2")))

    run_job(str(job.uuid))
    job.refresh_from_db()

    assert job.file_name == "表.csv"
    with job.file.open() as kept:
        assert kept.read() == b"1,2"


def test_a_message_that_comes_twice_does_the_work_once(begin):
    runs = []
    job = begin(lambda progress, params: runs.append(1))

    run_job(str(job.uuid))
    run_job(str(job.uuid))

    assert runs == [1]


def test_a_second_message_during_the_work_is_ignored(begin):
    runs = []

    def work(progress, params):
        runs.append(1)
        run_job(str(progress.job.uuid))

    run_job(str(begin(work).uuid))

    assert runs == [1]


def test_a_refusal_ends_the_job_with_its_own_words(begin):
    def work(progress, params):
        raise DomainError("第 3 行：许可证号不存在")

    job = begin(work)
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert (job.state, job.error) == (JobState.FAILED, "第 3 行：许可证号不存在")


def test_a_fault_ends_the_job_without_its_inner_words_and_is_not_hidden(begin):
    def work(progress, params):
        raise ZeroDivisionError("secret detail")

    job = begin(work)
    with pytest.raises(ZeroDivisionError):
        run_job(str(job.uuid))
    job.refresh_from_db()

    assert job.state == JobState.FAILED
    assert job.error
    assert "secret detail" not in job.error


def test_a_waiting_job_that_is_cancelled_never_runs(begin, officer):
    runs = []
    job = begin(lambda progress, params: runs.append(1))

    assert cancel_job(uuid=str(job.uuid), by=officer).state == JobState.CANCELLED
    run_job(str(job.uuid))

    assert runs == []


def test_a_running_job_stops_where_it_next_tells(begin, officer):
    reached = []

    def work(progress, params):
        cancel_job(uuid=str(progress.job.uuid), by=officer)
        reached.append("cancelled")
        progress.tell(1)
        reached.append("went on")

    job = begin(work)
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert (job.state, reached) == (JobState.CANCELLED, ["cancelled"])


def test_nobody_cancels_the_job_of_another(begin):
    job = begin(lambda progress, params: None)

    with pytest.raises(NotFound):
        cancel_job(uuid=str(job.uuid), by=Officer())


def test_a_row_whose_message_was_lost_is_sent_again_once(begin, monkeypatch):
    job = begin(lambda progress, params: None)
    sent = []
    monkeypatch.setattr(run, "delay", sent.append)

    assert resend_stale_jobs() == 0
    grow_silent(job)

    assert resend_stale_jobs() == 1
    assert resend_stale_jobs() == 0  # a minute later it waits its turn
    assert sent == [str(job.uuid)]


def test_a_job_whose_worker_died_is_done_by_the_next(begin):
    job = begin(lambda progress, params: {"by": "the second worker"})
    grow_silent(job, state=JobState.RUNNING, attempts=1)

    assert take_back_stale() == [str(job.uuid)]
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_worker_thought_dead_does_not_overwrite_its_successor(begin):
    def work(progress, params):
        Job.objects.filter(pk=progress.job.pk).update(attempts=2)  # another one claimed it
        progress.tell(99)

    job = begin(work)
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert (job.state, job.done) == (JobState.RUNNING, 0)


def test_a_job_that_silences_every_worker_ends_as_failed(begin):
    job = begin(lambda progress, params: None)
    grow_silent(job, state=JobState.RUNNING, attempts=MOST_ATTEMPTS)

    assert take_back_stale() == []
    job.refresh_from_db()

    assert job.state == JobState.FAILED
    assert job.error


def test_the_only_worker_takes_up_everything_unfinished_when_it_starts(begin, monkeypatch):
    sent = []
    monkeypatch.setattr(run, "delay", sent.append)
    running, waiting, done = (begin(lambda progress, params: None) for _ in range(3))
    Job.objects.filter(pk=running.pk).update(state=JobState.RUNNING, attempts=1)
    run_job(str(done.uuid))

    monkeypatch.setenv("YAOAN_EMBEDDED_BROKER", "0")
    send_orphans()
    assert sent == []
    monkeypatch.setenv("YAOAN_EMBEDDED_BROKER", "1")
    send_orphans()

    assert sorted(sent) == sorted([str(running.uuid), str(waiting.uuid)])


def test_a_job_to_be_cancelled_whose_worker_died_ends_as_cancelled(begin):
    job = begin(lambda progress, params: None)
    grow_silent(job, state=JobState.RUNNING, attempts=1, cancel_requested=True)

    assert take_back_stale() == []
    job.refresh_from_db()

    assert job.state == JobState.CANCELLED


def test_a_broker_that_is_down_only_delays(begin, monkeypatch):
    def refuse(uuid):
        raise run.OperationalError

    monkeypatch.setattr(run, "delay", refuse)
    job = begin(lambda progress, params: None)

    send(str(job.uuid))

    assert Job.objects.get().state == JobState.WAITING


def test_telling_keeps_a_long_job_from_being_taken(begin):
    seen = []

    def work(progress, params):
        grow_silent(progress.job)
        progress.tell(1)
        seen.extend(take_back_stale())

    run_job(str(begin(work).uuid))

    assert seen == []


def test_progress_without_a_total_has_no_percentage():
    assert Progress(Job(done=5)).job.percent is None
