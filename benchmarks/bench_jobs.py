"""What it costs to keep long work as rows: begun, told, ended."""

from types import SimpleNamespace
from uuid import uuid4

from benchmarks.measure import Figure, median_ms, rate
from core.jobs import Progress, register_work, run_job, start_job, take_back_stale
from core.models import Job

BY = SimpleNamespace(actor_uuid=uuid4(), actor_name="bench", actor_bureau_path="610000/")


def nothing(_progress, _params):
    return None


def begin():
    return start_job(kind="bench", title="bench", params={}, by=BY, send=lambda uuid: None)


def run():
    register_work("bench", nothing)
    yield Figure("jobs begun", rate(begin, 500), "/s")
    waiting = iter(list(Job.objects.values_list("uuid", flat=True)))
    yield Figure("jobs run", rate(lambda: run_job(str(next(waiting))), 500), "/s")
    job = begin()
    Job.objects.filter(pk=job.pk).update(state="running")
    yield Figure("progress told", rate(lambda: Progress(job).tell(1), 500), "/s")
    yield Figure("look for stale jobs", median_ms(take_back_stale, 20), "ms", floor=50)
