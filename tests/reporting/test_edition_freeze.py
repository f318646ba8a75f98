"""An edition on its way: computed, reported, checked, approved, frozen, kept."""

import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEvent
from audit.services.seal import last_block
from core.errors import IllegalTransition, Invalid, PermissionRefused
from core.jobs import run_job
from core.models import Job
from enforcement.models import Case
from reporting.models import EditionFile, ReportEdition
from reporting.report_forms.definition import Address
from reporting.services.report_approval import (
    DoesNotBalance,
    SamePerson,
    approve_report,
    check_report,
    freeze_report,
    return_report,
)
from reporting.services.report_content import Book, content_hash
from reporting.services.report_editions import recompute_report, report_value, word_report
from reporting.services.report_files import FileDamaged, read_kept, start_report_files
from tests.factories.editions import ON, finish, make_edition, make_frozen
from tests.factories.reports import make_past_cases

CASES = "drug_cases.total.total.case_count"
ORDINARY = "drug_cases.total.total.case_count_ordinary"
DENS = "drug_cases.total.total.den_destroyed_count"


@pytest.fixture
def cases(year, province_officer):
    return make_past_cases(3, by=province_officer)


@pytest.fixture
def draft(cases, province_officer):
    return make_edition(by=province_officer)


@pytest.fixture
def frozen(cases, province_officer, province_head):
    return make_frozen(by=province_officer, head=province_head)


def test_the_four_steps_leave_hash_audit_head_and_names(draft, province_officer, province_head):
    frozen = finish(draft, by=province_officer, head=province_head)

    assert frozen.status == "frozen"
    assert frozen.content_hash == content_hash(frozen.content)
    assert (frozen.checked_by, frozen.approved_by) == (province_officer, province_head)
    block = last_block()
    assert frozen.audit_head == (block.digest if block else "")
    # On PostgreSQL the acts of a transaction that still runs are not sealed.
    assert frozen.audit_head or connection.vendor == "postgresql"
    kinds = AuditEvent.objects.filter(subject_uuid=frozen.uuid).values_list("kind", flat=True)
    assert {
        f"report_edition.{act}" for act in ("begun", "checked", "approved", "frozen")
    } <= set(kinds)


def test_who_checked_does_not_approve(draft, province_head):
    check_report(draft, by=province_head, on=ON)

    with pytest.raises(SamePerson):
        approve_report(draft, by=province_head, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportEdition.objects.filter(pk=draft.pk).update(
            status="approved", approved_by=province_head, approved_on=ON
        )


@pytest.mark.parametrize("act", [approve_report, freeze_report])
def test_no_step_is_left_out(draft, province_head, act):
    with pytest.raises(IllegalTransition):
        act(draft, by=province_head, on=ON)


def test_the_database_keeps_the_order_too(draft):
    for values in (
        {"status": "checked"},
        {"status": "frozen", "content_hash": "0" * 64},
        {"content_hash": "0" * 64},
        {"number": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportEdition.objects.filter(pk=draft.pk).update(**values)


def test_others_are_refused(draft, person, province_head):
    inspector, stranger = person("province_inspector"), person("xian_officer")
    for by in (inspector, stranger):
        with pytest.raises(PermissionRefused):
            check_report(draft, by=by, on=ON)
        with pytest.raises(PermissionRefused):
            report_value(draft, address=CASES, value=Decimal(1), by=by, on=ON)
    # The head of a bureau does not change figures.
    with pytest.raises(PermissionRefused):
        report_value(draft, address=CASES, value=Decimal(1), by=province_head, on=ON)
    with pytest.raises(PermissionRefused):
        make_edition(by=inspector, code="2025-year")
    with pytest.raises(PermissionRefused):
        approve_report(draft, by=person("province_officer"), on=ON)


def test_a_reported_value_stands_beside_the_computed_one(draft, province_officer):
    report_value(draft, address=DENS, value=Decimal(3), by=province_officer, on=ON)
    report_value(draft, address=CASES, value=Decimal(4), by=province_officer, on=ON)
    book = Book.of(ReportEdition.objects.get(pk=draft.pk))

    dens, cases = (book.cell(Address.parse(text)) for text in (DENS, CASES))
    assert (dens.computed, dens.reported, dens.difference) == (None, 3, None)
    assert (cases.computed, cases.reported, cases.difference) == (3, 4, 1)


def test_a_broken_balance_rule_stops_the_check(draft, province_officer):
    report_value(
        draft, address=CASES, value=Decimal(4), note="漏录1件", by=province_officer, on=ON
    )

    with pytest.raises(DoesNotBalance):
        check_report(draft, by=province_officer, on=ON)
    book = Book.of(ReportEdition.objects.get(pk=draft.pk))
    broken = {one.rule for one in book.breaches() if one.severity == "error"}
    assert {"procedures", "source.sum", "party.sum", "domains"} <= broken


def test_a_difference_without_a_note_stops_the_check(draft, province_officer):
    address = "drug_cases.total.total.filed_count"
    told = {"address": address, "by": province_officer, "on": ON}
    report_value(draft, value=Decimal(9), **told)
    with pytest.raises((Invalid, DoesNotBalance)):
        check_report(draft, by=province_officer, on=ON)
    report_value(draft, value=None, **told)

    assert check_report(draft, by=province_officer, on=ON).status == "checked"


def test_a_checked_edition_is_not_changed_but_sent_back(draft, province_officer, province_head):
    check_report(draft, by=province_officer, on=ON)
    for act in (
        lambda: report_value(draft, address=CASES, value=None, by=province_officer, on=ON),
        lambda: word_report(draft, sentences=["甲"], by=province_officer, on=ON),
        lambda: recompute_report(draft, by=province_officer, on=ON),
    ):
        with pytest.raises(IllegalTransition):
            act()
    with pytest.raises(Invalid):
        return_report(draft, reason=" ", by=province_head, on=ON)

    back = return_report(draft, reason="请核对货值", by=province_head, on=ON)
    assert (back.status, back.checked_by) == ("draft", None)


def test_the_hash_is_the_same_in_another_order(frozen):
    shuffled = json.loads(json.dumps(frozen.content))
    shuffled = dict(reversed(shuffled.items()))
    shuffled["values"] = dict(reversed(shuffled["values"].items()))

    assert content_hash(shuffled) == frozen.content_hash
    shuffled["values"][CASES]["computed"] = "4"
    assert content_hash(shuffled) != frozen.content_hash


def test_the_hash_does_not_depend_on_ids_or_the_order_of_entry(
    year, province, province_officer, province_head
):
    make_past_cases(4, by=province_officer)
    first = make_edition(by=province_officer).content
    Case.objects.all().update(title="甲")
    ReportEdition.objects.all().delete()
    for row in list(Case.objects.order_by("pk")):
        row.__class__.objects.filter(pk=row.pk).update(search="", version=9)
    second = make_edition(by=province_officer).content

    assert content_hash(first) == content_hash(second)


def files_of(edition, by):
    job = start_report_files(edition, by=by, on=ON)
    run_job(str(job.uuid))
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done", job.error
    with job.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        return {name.rpartition(".")[2]: archive.read(name) for name in archive.namelist()}


def test_the_files_of_a_frozen_edition_are_served_byte_for_byte(
    frozen, province_officer, client_for
):
    before = files_of(frozen, province_officer)
    assert set(before) == {"xlsx", "docx", "pdf", "csv", "json"}
    Case.objects.update(goods_value=Decimal(7))

    assert files_of(frozen, province_officer) == before
    client = client_for(province_officer)
    for kept in EditionFile.objects.filter(edition=frozen):
        asked = client.post(reverse("reporting:report-download", args=[kept.uuid]))
        assert client.get(asked["Location"]).content == before[kept.form]


def test_what_the_files_say(frozen, province_officer):
    files = files_of(frozen, province_officer)

    book = load_workbook(io.BytesIO(files["xlsx"]))
    assert "A01 查处药品违法案件情况" in book.sheetnames
    form = book["A01 查处药品违法案件情况"]
    assert form.cell(8, 2).value == 3
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    assert f"{CASES},A01," in files["csv"].decode("utf-8-sig")
    told = json.loads(files["json"])
    assert told["content_hash"] == frozen.content_hash == content_hash(told["content"])
    assert files["pdf"].startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(files["docx"])).testzip() is None


def test_a_kept_file_that_was_altered_is_noticed(frozen, province_officer):
    files_of(frozen, province_officer)
    kept = EditionFile.objects.filter(edition=frozen, form="csv").get()
    EditionFile.objects.filter(pk=kept.pk).update(sha256="0" * 64)
    kept.refresh_from_db()

    with pytest.raises(FileDamaged):
        read_kept(kept)


def test_a_draft_keeps_no_file(draft, province_officer):
    files_of(draft, province_officer)

    assert not EditionFile.objects.exists()


def test_the_command_writes_the_files_and_prints_the_hash(frozen, tmp_path, capsys):
    call_command("report_edition", "2026-year", bureau="610000", out=tmp_path / "out")

    assert capsys.readouterr().out.strip() == frozen.content_hash
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {
        ".xlsx",
        ".docx",
        ".pdf",
        ".csv",
        ".json",
    }


def test_the_sentences_are_made_from_the_figures_and_may_be_edited(
    draft, province_officer, province_head
):
    assert any("3" in text for text in draft.narrative)
    word_report(draft, sentences=["本年度查处案件3件。", "  "], by=province_officer, on=ON)
    frozen = finish(draft, by=province_officer, head=province_head)

    assert frozen.narrative == ["本年度查处案件3件。"]


def test_a_second_first_edition_is_refused(draft, province_officer):
    with pytest.raises(Invalid):
        make_edition(by=province_officer)


def test_a_period_that_has_not_begun_is_refused(year, province_officer):
    with pytest.raises(Invalid):
        make_edition(by=province_officer, code="2027-q1")
