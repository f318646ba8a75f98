"""A job is its owner's alone: on pages and over the API."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from core.models import Job, JobState


@pytest.fixture
def job(yanta_inspector):
    return Job.objects.create(
        kind="test",
        title="导出案件",
        owner_uuid=yanta_inspector.uuid,
        owner_name=yanta_inspector.name,
        owner_bureau_path=yanta_inspector.bureau.path,
        state=JobState.RUNNING,
        done=30,
        total=120,
        message="正在写入",
    )


@pytest.fixture
def done(job):
    job.state, job.finished_at = JobState.DONE, timezone.now()
    job.file_name = "案件.xlsx"
    job.file.save("cases.xlsx", ContentFile(b"rows"))
    return job


def test_the_owner_sees_how_far_it_is(job, client_for, yanta_inspector):
    client = client_for(yanta_inspector)

    listed = client.get("/jobs/").content.decode()
    page = client.get(f"/jobs/{job.uuid}/").content.decode()
    api = client.get(f"/api/v1/jobs/{job.uuid}/").json()

    assert "导出案件" in listed
    assert 'value="25"' in page
    assert "30 / 120" in page
    assert (api["state"], api["done"], api["total"]) == ("running", 30, 120)


def test_the_progress_is_asked_for_again_only_while_it_runs(job, client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    polling = {"HX-Request": "true", "HX-Target": "job-progress", "X-Polling": "1"}

    running = client.get(f"/jobs/{job.uuid}/", headers=polling).content.decode()
    Job.objects.update(state=JobState.DONE, finished_at=timezone.now())
    ended = client.get(f"/jobs/{job.uuid}/", headers=polling).content.decode()

    assert "<html" not in running
    assert 'hx-trigger="every 2s"' in running
    assert "hx-trigger" not in ended


@pytest.mark.parametrize("act", ["", "cancel/", "download/", "file/"])
def test_for_everybody_else_it_does_not_exist(act, done, client_for, yanta_head):
    client = client_for(yanta_head)
    address = f"/jobs/{done.uuid}/{act}"
    answer = client.post(address) if act in ("cancel/", "download/") else client.get(address)

    assert answer.status_code == 404
    assert "导出案件" not in client.get("/jobs/").content.decode()
    assert client.get(f"/api/v1/jobs/{done.uuid}/").status_code == 404


def test_the_owner_stops_it(job, client_for, yanta_inspector):
    client = client_for(yanta_inspector)

    client.post(f"/jobs/{job.uuid}/cancel/")
    job.refresh_from_db()

    assert job.cancel_requested
    assert "正在停止" in client.get(f"/jobs/{job.uuid}/").content.decode()


def test_the_api_stops_what_has_not_begun(job, client_for, yanta_inspector):
    Job.objects.update(state=JobState.WAITING)

    answer = client_for(yanta_inspector).post(f"/api/v1/jobs/{job.uuid}/cancel/")

    assert answer.json()["state"] == "cancelled"


def test_the_result_comes_by_an_address_that_a_post_gave(done, client_for, yanta_inspector):
    client = client_for(yanta_inspector)

    answer = client.post(f"/jobs/{done.uuid}/download/", follow=True)
    over_api = client.post(f"/api/v1/jobs/{done.uuid}/file/").json()

    assert b"".join(answer.streaming_content) == b"rows"
    assert "%E6%A1%88%E4%BB%B6.xlsx" in answer["Content-Disposition"]
    assert over_api["expires_in"] == 120
    assert b"".join(client.get(over_api["address"]).streaming_content) == b"rows"


def test_the_address_lasts_two_minutes_and_serves_one_file(done, client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        address = client.post(f"/jobs/{done.uuid}/download/")["Location"]

    with time_machine.travel(now + timedelta(seconds=121), tick=False):
        assert client.get(address).status_code == 410
    assert client.get(reverse("core:job-file", args=[done.uuid])).status_code == 410


def test_a_job_without_a_result_has_nothing_to_fetch(job, client_for, yanta_inspector):
    client = client_for(yanta_inspector)

    assert client.post(f"/jobs/{job.uuid}/download/").status_code == 404
    assert client.post(f"/api/v1/jobs/{job.uuid}/file/").status_code == 404
