"""A list leaves as a file: exactly its rows, columns and order, for whoever sees it."""

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest
import pyzipper
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from core.jobs import run_job
from core.models import Job
from registry.models import Party
from reporting.services.exports import EXPORTS
from reporting.services.list_exports import expire_exports, password_of, start_list_export
from tests.factories.imports import ON, make_import
from tests.factories.registry import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return reverse("registry:party-list")


def exported(by, path, **asked) -> Job:
    job, _is_little = start_list_export(path=path, by=by, on=ON, **asked)
    run_job(str(job.uuid))
    job.refresh_from_db()
    assert job.state == "done", job.error
    return job


def body(job):
    with job.file.open() as file:
        return file.read()


def book_of(job):
    return openpyxl.load_workbook(io.BytesIO(body(job)))


def lines(job):
    text = body(job).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def three():
    make_party(name="=1+1 大药房", address="长安路")
    make_party(name="㐂安堂·𠮷祥药店", kind="medical_institution")
    make_party(name="康宁药店", address="-5号")


def test_csv_holds_filtered_and_sorted_rows_with_the_chosen_columns(
    yanta_inspector, three, path
):
    job = exported(
        yanta_inspector,
        path,
        query="kind=retail_pharmacy&sort=name",
        columns=["name", "address"],
        form="csv",
    )
    assert lines(job) == [
        ["名称", "地址"],
        ["'=1+1 大药房", "长安路"],
        ["康宁药店", "'-5号"],
    ]
    assert body(job)[:3] == b"\xef\xbb\xbf"


def test_xlsx_holds_the_same_as_csv_and_no_formula(yanta_inspector, three, path):
    asked = {"query": "sort=name", "columns": ["name", "kind", "region", "created_at"]}
    book = book_of(exported(yanta_inspector, path, **asked))
    sheet = list(book.active.iter_rows())
    texts = [[str(cell.value)[:10] for cell in row] for row in sheet]
    rows = lines(exported(yanta_inspector, path, **asked, form="csv"))

    assert texts[1][0] == "=1+1 大药房"
    assert sheet[1][0].data_type == "s"
    assert sheet[1][3].number_format == "yyyy-mm-dd"
    assert [row[1:] for row in texts] == [row[1:] for row in rows]
    assert any(cell.value == "㐂安堂·𠮷祥药店" for row in sheet for cell in row)


def test_json_lines_name_values_by_column(yanta_inspector, three, path):
    job = exported(yanta_inspector, path, query="q=㐂安", columns=["name"], form="jsonl")
    assert [json.loads(line) for line in body(job).splitlines()] == [
        {"name": "㐂安堂·𠮷祥药店"}
    ]


def test_an_empty_list_still_has_its_headings(yanta_inspector, path):
    job = exported(yanta_inspector, path, columns=["name"])
    assert book_of(job).active["A1"].value == "名称"


def test_what_names_people_leaves_in_an_archive_with_a_password(yanta_inspector, three, path):
    job = exported(yanta_inspector, path, columns=["name", "phone"], form="csv")
    assert job.file_name.endswith(".zip")
    with pyzipper.AESZipFile(io.BytesIO(body(job))) as archive:
        name = archive.namelist()[0]
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(password_of(job).encode())
        assert "康宁药店" in archive.read(name).decode()
    assert password_of(job) not in json.dumps(job.params)


def test_an_export_is_audited_with_what_was_asked(yanta_inspector, three, path):
    exported(yanta_inspector, path, query="q=康宁", columns=["name"])
    event = AuditEvent.objects.get(kind="list.exported")
    assert (event.after["query"], event.after["rows"]) == ("q=康宁", "1")


def test_what_was_exported_can_be_imported_again(yanta_inspector, path):
    make_party(name="㐂安堂", key_reason="规模大", is_key=True)
    every = ["name", "kind", "domains", "region", "credit_code", "bureau", "is_key", "area"]
    every += ["address", "key_reason"]
    content = body(exported(yanta_inspector, path, columns=every, form="csv"))
    Party.objects.all().delete()
    batch = make_import(yanta_inspector, content=content)

    assert batch.counts == {"good": 1, "rows": 1}


def test_scope_and_duty_hold_for_an_export(yanta_inspector, auditor, path):
    with pytest.raises(PermissionRefused):
        start_list_export(path=path, by=auditor, on=ON)
    with pytest.raises(PermissionRefused):
        start_list_export(path=reverse("reporting:audit-list"), by=yanta_inspector, on=ON)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"path": "/nowhere/"}, NotFound),
        ({"path": "/"}, NotFound),
        ({"path": "x" * 300}, NotFound),
        ({"form": "exe"}, Invalid),
        ({"columns": ["nothing"]}, Invalid),
    ],
)
def test_what_cannot_be_exported_is_told(yanta_inspector, path, asked, error):
    with pytest.raises(error):
        start_list_export(**{"path": path, **asked}, by=yanta_inspector, on=ON)


def test_a_file_is_kept_for_a_week(yanta_inspector, three, path):
    job = exported(yanta_inspector, path, columns=["name"])
    now = timezone.now()
    assert expire_exports(kinds=EXPORTS, at=now + timedelta(days=6)) == 0
    assert expire_exports(kinds=EXPORTS, at=now + timedelta(days=8)) == 1
    job.refresh_from_db()
    assert not job.file


def test_the_button_of_a_list_gives_the_file_at_once(client_for, yanta_inspector, three, path):
    client = client_for(yanta_inspector)
    assert "exports/start" in client.get(path).content.decode()
    sent = {"list": path, "query": "sort=name", "columns": ["name"], "form": "csv"}
    answer = client.post(reverse("reporting:export-start"), sent, follow=True)
    assert "康宁药店" in b"".join(answer.streaming_content).decode()


def test_the_password_stands_on_the_page_of_ones_own_export(
    client_for, yanta_inspector, yanta_inspector2, three, path
):
    sent = {"list": path, "columns": ["name", "phone"], "form": "csv"}
    client = client_for(yanta_inspector)
    page = client.post(reverse("reporting:export-start"), sent, follow=True)
    job = Job.objects.get()
    assert password_of(job) in page.content.decode()
    address = reverse("reporting:export-detail", args=[job.uuid])
    assert client_for(yanta_inspector2).get(address).status_code == 404


def test_a_list_is_exported_over_the_api(api_for, yanta_inspector, three, path):
    api = api_for(yanta_inspector)
    answer = api.post(
        "/api/v1/exports/", {"list": path, "columns": ["name"], "form": "csv"}, format="json"
    )
    assert (answer.status_code, answer.json()["state"]) == (202, "done")
    address = api.post(f"/api/v1/jobs/{answer.json()['id']}/file/").json()["address"]
    assert "康宁药店" in b"".join(api.get(address).streaming_content).decode()
    assert api.post("/api/v1/exports/", {}, format="json").status_code == 400
