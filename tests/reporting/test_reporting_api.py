"""Editions, exports and the audit trail over the API."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.system import SYSTEM
from audit.services import record
from core.jobs import run_job
from core.models import Job
from reporting.services.annual import calendar_year
from reporting.services.editions import compute_edition, content_hash

ON = date(2026, 12, 31)


def editions(view="list", *args):
    return reverse(f"api:annual-edition-{view}", args=args)


def test_a_year_is_computed_read_and_frozen_once(api_for, person, worked):
    officer, head = api_for(person("province_officer")), api_for(person("province_head"))
    made = officer.post(editions(), {"year": 2026})
    assert (made.status_code, made.data["status"]) == (201, "draft")
    here = made.data["id"]
    tag = head.get(editions("detail", here))["ETag"]

    assert officer.post(editions("freeze", here), headers={"If-Match": tag}).status_code == 403
    assert head.post(editions("freeze", here)).status_code == 428
    frozen = head.post(editions("freeze", here), headers={"If-Match": tag})

    assert frozen.data["status"] == "frozen"
    assert frozen.data["content_hash"] == content_hash(frozen.data["content"])
    again = officer.post(editions(), {"year": 2026})
    assert (again.status_code, again.data["code"]) == (409, "edition_frozen")


def test_a_draft_computed_anew_is_not_frozen_unseen(api_for, person, worked):
    officer, head = api_for(person("province_officer")), api_for(person("province_head"))
    here = officer.post(editions(), {"year": 2026}).data["id"]
    tag = head.get(editions("detail", here))["ETag"]
    officer.post(editions(), {"year": 2026})

    stale = head.post(editions("freeze", here), headers={"If-Match": tag})

    assert (stale.status_code, stale.data["code"]) == (412, "stale_version")


def test_a_year_that_cannot_be_is_told_at_the_field(api_for, person, worked):
    api = api_for(person("province_officer"))
    for address in (editions(), reverse("api:export-list")):
        for year in (1999, 2999, "abc"):
            answer = api.post(address, {"year": year})
            assert (answer.status_code, list(answer.data["fields"])) == (400, ["year"])


def test_an_edition_is_exported_as_a_job_of_ones_own(api_for, person, worked):
    officer = person("province_officer")
    here = api_for(officer).post(editions(), {"year": 2026}).data["id"]

    job = api_for(officer).post(editions("export", here))
    assert job.status_code == 202
    run_job(job.data["id"])

    mine = api_for(officer).get(reverse("api:export-list")).data["results"]
    assert [(one["id"], one["state"]) for one in mine] == [(job.data["id"], "done")]
    assert api_for(person("province_head")).get(reverse("api:export-list")).data["count"] == 0


def test_the_same_export_asked_for_twice_is_one_job(api_for, person, worked):
    api = api_for(person("province_officer"))
    for _each in range(2):
        asked = api.post(
            reverse("api:export-list"), {"year": 2026}, headers={"Idempotency-Key": "once"}
        )
        assert asked.status_code == 202

    assert Job.objects.filter(kind="reporting.annual_xlsx").count() == 1


def test_another_bureaus_year_is_not_exported(api_for, person, worked, weinan):
    sent = {"year": 2026, "bureau": weinan.code}

    answer = api_for(person("xian_officer")).post(reverse("api:export-list"), sent)

    assert answer.status_code == 404


def test_a_city_does_not_read_the_provinces_edition(api_for, person, worked, province):
    edition = compute_edition(
        calendar_year(province, 2026), by=person("province_officer"), on=ON
    )

    assert api_for(person("xian_officer")).get(editions()).data["count"] == 0
    answer = api_for(person("xian_officer")).get(editions("detail", edition.uuid))
    assert answer.status_code == 404


def test_the_auditor_reads_every_act_and_the_security_administrator_none_of_cases(
    api_for, client_for, person, worked
):
    address, page = reverse("api:audit-event-list"), reverse("reporting:audit-list")
    read = api_for(person("auditor")).get(address, {"page_size": 200}).data["results"]
    assert {"case", "campaign", "inspection"} <= {one["subject_kind"] for one in read}
    assert all(one["act"] for one in read)

    admin = person("secadmin")
    assert api_for(admin).get(address).data["count"] == 0
    assert client_for(admin).get(page).context["listing"].rows == []
    assert client_for(person("auditor")).get(page).context["listing"].rows
    assert api_for(person("province_officer")).get(address).status_code == 403


def test_the_trail_is_filtered_by_record(api_for, person, worked):
    answer = api_for(person("auditor")).get(
        reverse("api:audit-event-list"), {"root_uuid": str(worked.uuid)}
    )

    kinds = [one["kind"] for one in answer.data["results"]]
    assert kinds == ["campaign.published", "campaign.drafted"]


def test_a_page_of_the_trail_costs_the_same_queries_at_ten_and_a_hundred(
    client_for, person, worked
):
    client, address = client_for(person("auditor")), reverse("reporting:audit-list")
    for _each in range(110):
        record("campaign.changed", subject=worked, by=SYSTEM, on=ON)
    client.get(address)
    counts = []
    for size in (20, 100):
        with CaptureQueriesContext(connection) as found:
            client.get(address, {"size": size})
        counts.append(len(found))

    assert counts[0] == counts[1]
