"""Computing an edition: at once or by a job, whole or not at all."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import IllegalTransition
from core.jobs import Progress, cancel_job, run_job
from core.models import Job
from reporting.models import EditionSource, ReportEdition
from reporting.report_forms import fill as filling
from reporting.services import report_computing
from reporting.services.report_approval import check_report
from reporting.services.report_content import content_hash
from reporting.services.report_duties import StillComputing
from reporting.services.report_editions import recompute_report, report_value, word_report
from reporting.services.report_files import start_report_files
from reporting.services.report_restate import restate_report
from tests.factories.editions import ON, make_edition, make_frozen
from tests.factories.reports import make_past_cases

CASES = "drug_cases.total.total.case_count"


@pytest.fixture(autouse=True)
def _at_the_end_of_the_year():
    with time_machine.travel(date(2026, 12, 31), tick=False):
        yield


@pytest.fixture
def cases(year, province_officer):
    return make_past_cases(2, by=province_officer)


@pytest.fixture
def large(monkeypatch):
    """Nothing is little."""
    monkeypatch.setattr(report_computing, "AT_ONCE_RECORDS", 0)


def work(edition):
    """What the worker does; the edition as it stands then."""
    edition.refresh_from_db()
    run_job(str(edition.job.uuid))
    return ReportEdition.objects.select_related("job").get(pk=edition.pk)


def break_at(monkeypatch, number, fault=RuntimeError):
    """The computing breaks off at a form."""
    real = filling.fill

    def fill(form, *told):
        if form.number == number:
            raise fault
        return real(form, *told)

    monkeypatch.setattr(report_computing, "fill", fill)


def test_a_small_edition_is_computed_at_once(cases, province_officer):
    edition = make_edition(by=province_officer)

    assert (edition.status, edition.job.state) == ("draft", "done")
    assert edition.job.owner_uuid == province_officer.uuid


def test_a_large_one_waits_for_its_job_and_then_holds_the_same_figures(
    cases, large, province_officer, monkeypatch
):
    told = []
    real = Progress.tell

    def tell(self, done, total=None, message=""):
        told.append((done, total, message))
        real(self, done, total, message)

    monkeypatch.setattr(Progress, "tell", tell)
    edition = make_edition(by=province_officer)
    assert (edition.status, edition.job.state) == ("computing", "waiting")
    assert list(edition.content) == ["period"]
    assert not edition.sources.exists()

    done = work(edition)

    assert (done.status, done.job.state) == ("draft", "done")
    assert done.content["values"][CASES]["computed"] == "2"
    assert done.narrative
    assert [message[:3] for _done, _total, message in told][:3] == ["A01", "A02", "A03"]
    assert told[-1][0] == told[-1][1]
    monkeypatch.setattr(report_computing, "AT_ONCE_RECORDS", 1_000)
    again = recompute_report(done, by=province_officer, on=ON)
    assert content_hash(again.content) == content_hash(done.content)


def test_commands_wait(cases, large, province_officer, province_head):
    edition = make_edition(by=province_officer, wait=True)

    assert (edition.status, edition.job) == ("draft", None)
    assert not Job.objects.exists()


def test_no_step_is_open_while_it_is_computed(cases, large, province_officer):
    edition = make_edition(by=province_officer)
    for act in (
        lambda: check_report(edition, by=province_officer, on=ON),
        lambda: report_value(edition, address=CASES, value=1, by=province_officer, on=ON),
        lambda: word_report(edition, sentences=["甲"], by=province_officer, on=ON),
        lambda: recompute_report(edition, by=province_officer, on=ON),
        lambda: start_report_files(edition, by=province_officer, on=ON),
    ):
        with pytest.raises(StillComputing):
            act()
    with pytest.raises(CommandError):
        call_command(
            "report_edition", "2026-year", bureau="610000", out=None, stdout=StringIO()
        )


def test_the_database_keeps_what_is_computed_apart(cases, large, province_officer):
    edition = make_edition(by=province_officer)
    for values in (
        {"status": "draft"},
        {"checked_by": province_officer, "checked_on": ON},
        {"content_hash": "0" * 64},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportEdition.objects.filter(pk=edition.pk).update(**values)


def test_what_breaks_off_saves_nothing_and_is_computed_again(
    cases, large, province_officer, monkeypatch
):
    edition = make_edition(by=province_officer)
    with monkeypatch.context() as patch:
        break_at(patch, "C01")
        with pytest.raises(RuntimeError):
            work(edition)
    broken = ReportEdition.objects.get(pk=edition.pk)
    assert (broken.status, broken.is_stuck) == ("computing", True)
    assert list(broken.content) == ["period"]
    assert not broken.sources.kept().exists()

    done = work(recompute_report(broken, by=province_officer, on=ON))

    assert done.status == "draft"
    assert not EditionSource.objects.filter(staged=True).exists()


def test_a_draft_keeps_its_earlier_figures_until_the_new_ones_are_whole(
    cases, province_officer, monkeypatch
):
    draft = make_edition(by=province_officer)
    before = (draft.content, list(draft.sources.kept().values_list("pk", "rows")))
    make_past_cases(1, by=province_officer)
    with monkeypatch.context() as patch:
        break_at(patch, "H01", IllegalTransition)
        broken = recompute_report(draft, by=province_officer, on=ON)

    assert (broken.is_stuck, broken.job.state) == (True, "failed")
    kept = list(broken.sources.kept().values_list("pk", "rows"))
    assert (broken.content, kept) == before
    whole = recompute_report(broken, by=province_officer, on=ON)
    assert whole.content["values"][CASES]["computed"] == "3"
    counted = whole.sources.kept().get(form="drug_cases", column="case_count")
    assert len(counted.rows) == 3


def test_a_job_that_was_stopped_leaves_it_to_be_computed_again(
    cases, large, province_officer, monkeypatch
):
    edition = make_edition(by=province_officer)
    cancel_job(uuid=str(edition.job.uuid), by=province_officer)
    edition = ReportEdition.objects.get(pk=edition.pk)

    assert edition.is_stuck
    assert work(recompute_report(edition, by=province_officer, on=ON)).status == "draft"


def test_the_job_that_was_overtaken_saves_nothing(cases, large, province_officer, monkeypatch):
    edition = make_edition(by=province_officer)
    real = filling.fill

    def overtaken(form, *told):
        ReportEdition.objects.filter(pk=edition.pk).update(version=edition.version + 1)
        return real(form, *told)

    monkeypatch.setattr(report_computing, "fill", overtaken)
    left = work(edition)

    # Refused in words, not by a fault: run_job() raises those.
    assert (left.status, left.job.state) == ("computing", "failed")
    assert left.job.error
    assert not left.sources.exists()


def test_a_second_delivery_leaves_the_draft_alone(cases, large, province_officer):
    done = work(make_edition(by=province_officer))
    Job.objects.filter(pk=done.job.pk).update(state="waiting", finished_at=None)

    again = work(done)

    assert (again.version, again.job.state) == (done.version, "done")


def test_every_computing_is_in_the_audit(cases, province_officer):
    draft = make_edition(by=province_officer)
    recompute_report(draft, by=province_officer, on=ON)

    kinds = AuditEvent.objects.filter(subject_uuid=draft.uuid).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        f"report_edition.{act}" for act in ("begun", "computed", "computing", "computed")
    ]


def test_a_restated_edition_is_computed_by_a_job_too(
    cases, province_officer, province_head, monkeypatch
):
    frozen = make_frozen(by=province_officer, head=province_head)
    monkeypatch.setattr(report_computing, "AT_ONCE_RECORDS", 0)
    restated = restate_report(frozen, reason="更正", by=province_officer, on=ON)
    assert restated.status == "computing"

    done = work(restated)

    assert (done.status, done.number) == ("draft", 2)
    assert content_hash(done.content) == frozen.content_hash


def test_the_page_tells_how_far_it_is(cases, large, client_for, person, province_officer):
    officer = client_for(province_officer)
    begun = officer.post(reverse("reporting:report-new"), {"period": "2026-year"})
    here = begun["Location"]
    edition = ReportEdition.objects.get()
    Job.objects.filter(pk=edition.job.pk).update(
        done=3, total=9, message="B01", state="running"
    )

    page = officer.get(here)
    assert [(act.address, bool(act.reason)) for act in page.context["acts"]] == [
        (reverse("reporting:report-check", args=[edition.uuid]), True)
    ]
    progress = officer.get(here, headers={"HX-Target": "edition-progress"})
    job_page = reverse("core:job-detail", args=[edition.job.uuid])
    for shown in (page, progress):
        assert "B01" in shown.content.decode()
        assert job_page in shown.content.decode()
    # Another person of the bureau sees how far it is, and no link to somebody's job.
    other = client_for(person("province_head")).get(here).content.decode()
    assert "B01" in other
    assert job_page not in other
    for name in ("cell", "below", "changes"):
        answer = officer.get(reverse(f"reporting:report-{name}", args=[edition.uuid]))
        assert answer.status_code == 409
    assert officer.get(reverse("reporting:report-editions")).status_code == 200

    Job.objects.filter(pk=edition.job.pk).update(state="waiting")
    work(edition)
    asked = officer.get(here, headers={"HX-Target": "edition-progress"})
    assert asked["HX-Refresh"] == "true"


def test_the_page_says_what_broke_off(cases, large, client_for, province_officer, monkeypatch):
    edition = make_edition(by=province_officer)
    break_at(monkeypatch, "A02", IllegalTransition)
    work(edition)
    page = client_for(province_officer).get(reverse("reporting:report", args=[edition.uuid]))

    assert [act.address for act in page.context["acts"]] == [
        reverse("reporting:report-compute", args=[edition.uuid])
    ]
    assert str(IllegalTransition.default_message) in page.context["notice"]


def test_the_api_answers_with_the_job(cases, large, api_for, province_officer):
    api = api_for(province_officer)
    made = api.post(reverse("api:report-edition-list"), {"period": "2026-year"})
    assert (made.status_code, made.data["status"]) == (202, "computing")
    edition = ReportEdition.objects.get()
    assert (made.data["job"], made.data["content"]) == (str(edition.job.uuid), {})

    def address(name):
        return reverse(f"api:report-edition-{name}", args=[edition.uuid])

    for name in ("breaches", "changes", "below"):
        assert api.get(address(name)).data["code"] == "still_computing"
    tag = {"If-Match": made["ETag"]}
    assert api.post(address("check"), headers=tag).data["code"] == "still_computing"
    done = work(edition)
    tag = {"If-Match": api.get(address("detail"))["ETag"]}
    assert api.post(address("recompute"), headers=tag).status_code == 202
    assert work(done).status == "draft"
