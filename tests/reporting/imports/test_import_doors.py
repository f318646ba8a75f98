"""The import centre as people and machines use it: pages, API, command."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.jobs import run_job
from core.models import Job
from registry.models import Party
from reporting.models import ImportBatch, ImportRow
from reporting.models.imports import ImportState
from reporting.services.imports.work import resume_import, work_on_import
from tests.factories.files import HEADINGS, csv, xlsx
from tests.factories.imports import ON, make_import, party_row, party_rows

pytestmark = pytest.mark.django_db


def sent(content, name="名单.xlsx"):
    return SimpleUploadedFile(name, content)


def address(name, batch=None, **more):
    return reverse(
        f"reporting:import-{name}", kwargs={"id": batch.uuid, **more} if batch else more
    )


def upload(client, content, name="名单.xlsx", follow=False):
    return client.post(
        address("upload", kind="parties"), {"file": sent(content, name)}, follow=follow
    )


def test_from_the_template_to_entered_rows_and_back_on_pages(client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    assert "parties" in client.get(address("kinds")).content.decode()
    page = upload(
        client, xlsx(HEADINGS, *party_rows(2), party_row(3, 类型="小卖部")), follow=True
    )
    html = page.content.decode()
    batch = ImportBatch.objects.get()
    assert "小卖部" in html
    assert "零售药店" in html

    columns = client.get(address("columns", batch)).content.decode()
    assert "word_kind_0" in columns
    fields = {f"column_{at}": name for at, name in batch.numbered_mapping.items()}
    client.post(address("columns", batch), {**fields, "word_kind_0": "retail_pharmacy"})
    batch.refresh_from_db()
    assert batch.counts == {"good": 3, "rows": 3}

    client.post(address("enter", batch), {"rows": "all"})
    assert Party.objects.count() == 3
    assert client.get(address("detail", batch)).status_code == 200
    client.post(address("undo", batch))
    assert not Party.objects.exists()


def test_duplicates_are_decided_on_the_page(client_for, yanta_inspector):
    make_import(yanta_inspector, party_row())
    client = client_for(yanta_inspector)
    row = party_row(统一社会信用代码="")
    from_there = make_import(yanta_inspector, row, [*row[:5], "别处", ""])
    assert client.get(address("decide", from_there)).status_code == 200
    answer = client.post(address("decide", from_there), {"decision": "leave", "rows": "x-y"})
    assert answer.status_code == 400
    answer = client.post(address("decide", from_there), {"decision": "leave", "rows": "2, 5-9"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b" ", "空.xlsx"),
        (b"MZ\x90\x00 program", "名单.xlsx"),
        (b"PK\x03\x04", "名单.xlsx"),
        (xlsx(HEADINGS), "名单.xlsx"),
        (csv([*HEADINGS, "名称"], [*party_row(), "x"]), "名单.csv"),
        (b"\xff\xff\xff", "名单.csv"),
    ],
    ids=["empty", "program", "damaged", "no rows", "heading twice", "no text"],
)
def test_a_bad_file_is_told_beside_its_field_and_leaves_nothing(
    client_for, api_for, yanta_inspector, content, name
):
    page = upload(client_for(yanta_inspector), content, name)
    assert page.status_code == 400
    assert 'name="file"' in page.content.decode()
    api = api_for(yanta_inspector)
    answer = api.post(
        "/api/v1/imports/", {"kind": "parties", "file": sent(content, name)}, format="multipart"
    )
    assert answer.status_code == 400
    assert answer.json()["fields"]["file"]
    assert not ImportRow.objects.exists()
    assert not Party.objects.exists()


def test_the_same_file_twice_leads_to_one_import_on_pages(client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    content = xlsx(HEADINGS, *party_rows(2))
    first = upload(client, content)
    second = upload(client, content)
    assert first["Location"] == second["Location"]
    assert ImportBatch.objects.count() == 1


def test_the_marked_file_has_the_same_rows_and_says_what_is_wrong(client_for, yanta_inspector):
    batch = make_import(
        yanta_inspector,
        content=xlsx(("雁塔区药店名单",), HEADINGS, party_row(), party_row(2, 名称="")),
    )
    client = client_for(yanta_inspector)
    asked = client.post(address("ask-file", batch, what="marked"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(asked["Location"]).content)).active
    assert book["A1"].value == "雁塔区药店名单"
    assert [cell.value for cell in book[2]][:7] == list(HEADINGS)
    assert book["H3"].value is None
    assert "名称" in book["H4"].value
    assert book["A4"].comment.text
    rest = client.post(address("ask-file", batch, what="rest"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(rest["Location"]).content)).active
    assert book.max_row == 2
    assert client.post(address("ask-file", batch, what="other")).status_code == 404
    assert client.get(address("file", batch, what="marked")).status_code == 410


def test_the_marked_file_corrected_can_be_sent_again(client_for, yanta_inspector):
    batch = make_import(yanta_inspector, party_row(1), party_row(2, 名称=""))
    client = client_for(yanta_inspector)
    asked = client.post(address("ask-file", batch, what="marked"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(asked["Location"]).content))
    book.active["A3"] = "补上的名称"
    target = io.BytesIO()
    book.save(target)
    again = make_import(yanta_inspector, content=target.getvalue())
    assert again.counts == {"good": 2, "rows": 2}
    assert not again.notes


def test_an_import_over_the_api(api_for, yanta_inspector, linwei_inspector):
    api = api_for(yanta_inspector)
    content = csv(HEADINGS, *party_rows(2), party_row(3, 名称=""))
    made = api.post(
        "/api/v1/imports/", {"kind": "parties", "file": sent(content, "x.csv")},
        format="multipart",
    )  # fmt: skip
    assert made.status_code == 201
    url = f"/api/v1/imports/{made.json()['id']}/"
    assert api.get(f"{url}problems/").json()[0]["row"] == 4
    assert api_for(linwei_inspector).get(url).status_code == 404

    assert api.post(f"{url}enter/", {"good_only": True}, format="json").status_code == 428
    tag = {"HTTP_IF_MATCH": made["ETag"]}
    refused = api.post(f"{url}enter/", {"good_only": False}, format="json", **tag)
    assert refused.status_code == 400
    done = api.post(f"{url}enter/", {"good_only": True}, format="json", **tag)
    assert done.json()["counts"]["entered"] == 2
    stale = api.post(f"{url}undo/", format="json", **tag)
    assert stale.status_code == 412
    undone = api.post(f"{url}undo/", format="json", HTTP_IF_MATCH=done["ETag"])
    assert undone.json()["state"] == "undone"


def test_a_large_file_is_the_work_of_a_job(yanta_inspector, monkeypatch, client_for):
    monkeypatch.setattr("reporting.services.imports.work.AT_ONCE_BYTES", 10)
    client = client_for(yanta_inspector)
    upload(client, xlsx(HEADINGS, *party_rows(2)))
    batch = ImportBatch.objects.get()
    assert batch.state == ImportState.READING
    page = client.get(address("detail", batch)).content.decode()
    assert "import-progress" in page

    run_job(str(Job.objects.get().uuid))
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED
    # A second delivery of the same job changes nothing.
    job = Job.objects.get()
    assert work_on_import(None, job.params)["state"] == "checked"


def test_work_that_broke_off_is_resumed(yanta_inspector):
    batch = make_import(yanta_inspector, *party_rows(2))
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.ENTERING)
    batch.refresh_from_db()
    batch = resume_import(batch, by=yanta_inspector, on=ON)
    assert batch.state == ImportState.DONE
    assert Party.objects.count() == 2


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "名单.csv"
        path.write_bytes(csv(HEADINGS, *rows))
        return str(path)

    return write


def test_the_command_enters_all_rows(yanta_inspector, file, capsys):
    call_command("import_records", "parties", file(*party_rows(2)))
    assert Party.objects.count() == 2
    call_command("import_records", "parties", file(*party_rows(2)), dry_run=True)
    assert Party.objects.count() == 2


def test_the_command_enters_none_and_names_every_error(yanta_inspector, file, capsys):
    path = file(party_row(1), party_row(2, 名称=""), party_row(3, 统一社会信用代码="1"))
    with pytest.raises(SystemExit) as ended:
        call_command("import_records", "parties", path)
    assert ended.value.code == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert not Party.objects.exists()
    with pytest.raises(SystemExit):
        call_command("import_records", "parties", path, good_rows=True, by="yanta_inspector")
    assert Party.objects.count() == 1


def test_the_command_refuses_what_it_cannot_read(tree, file, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_records", "parties", str(tmp_path / "nothing.csv"))
    with pytest.raises(CommandError):
        call_command("import_records", "parties", file(), by="nobody")
    with pytest.raises(CommandError):
        call_command("import_records", "inspections", file(party_row()))
