"""What an edition is told as: papers that cannot be drawn, numbers as numbers, sentences."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from core.errors import IllegalTransition
from core.jobs import run_job
from reporting.exports.comparison_xlsx import comparison_workbook
from reporting.figures import FigureScope, FigureValue
from reporting.models import EditionFile, ReportEdition
from reporting.services.report_content import text_of
from reporting.services.report_editions import report_value, word_report
from reporting.services.report_files import start_report_files
from reporting.services.sentences import compared, points
from tests.factories.campaigns import indicator
from tests.factories.editions import ON, finish, make_edition, make_frozen
from tests.factories.reports import make_past_cases

CASES = "drug_cases.total.total.case_count"


@pytest.fixture
def cases(year, province_officer):
    return make_past_cases(3, by=province_officer)


@pytest.fixture
def draft(cases, province_officer):
    return make_edition(by=province_officer)


def asked(edition, by):
    job = start_report_files(edition, by=by, on=ON)
    run_job(str(job.uuid))
    job.refresh_from_db()
    return job


def file_of(job, ending):
    with job.file.open("rb") as kept, zipfile.ZipFile(kept) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(ending)]
        return archive.read(name)


class TestPapers:
    def test_a_template_with_a_slip_ends_in_a_sentence_and_harms_nothing(
        self, draft, province_officer, tmp_path, settings
    ):
        settings.YAOAN_TEMPLATES = str(tmp_path)
        template = tmp_path / "report.docx"
        template.write_text("no template")
        before = ReportEdition.objects.values().get(pk=draft.pk)
        job = asked(draft, province_officer)

        assert job.state == "failed"
        assert "report.docx" in job.error
        assert ReportEdition.objects.values().get(pk=draft.pk) == before
        template.unlink()
        assert asked(draft, province_officer).state == "done"

    def test_a_frozen_edition_keeps_what_was_written_and_gets_the_rest_later(
        self, cases, province_officer, province_head, tmp_path, settings
    ):
        frozen = make_frozen(by=province_officer, head=province_head)
        settings.YAOAN_TEMPLATES = str(tmp_path)
        template = tmp_path / "report.docx"
        template.write_text("no template")
        assert asked(frozen, province_officer).state == "failed"
        kept = {one.form: one.sha256 for one in EditionFile.objects.filter(edition=frozen)}
        assert "docx" not in kept

        template.unlink()
        assert asked(frozen, province_officer).state == "done"
        now = {one.form: one.sha256 for one in EditionFile.objects.filter(edition=frozen)}
        assert len(now) == 5
        assert kept.items() <= now.items()


class TestNumbers:
    def test_figures_of_the_workbook_are_numbers_and_what_is_unknown_a_dash(
        self, draft, province_officer
    ):
        book = load_workbook(io.BytesIO(file_of(asked(draft, province_officer), "xlsx")))
        forms = [sheet for sheet in book if sheet.title[1:3].isdigit()]
        cells = [
            cell
            for sheet in forms
            for row in sheet.iter_rows(min_row=8, min_col=2)
            for cell in row
            if cell.value is not None
        ]
        assert {type(cell.value) for cell in cells} <= {int, float, str}
        assert {cell.value for cell in cells if isinstance(cell.value, str)} <= {"—"}
        assert any(isinstance(cell.value, int | float) for cell in cells)
        head, *rows = book.worksheets[-1].iter_rows(values_only=True)
        at = [head.index(name) for name in ("computed", "difference")]
        assert all(not isinstance(row[place], str) for row in rows for place in at)

    def test_a_negative_difference_stays_a_number_in_every_file(self, draft, province_officer):
        report_value(
            draft, address=CASES, value=Decimal(1), note="漏报", by=province_officer, on=ON
        )
        content = file_of(asked(draft, province_officer), "csv")
        assert content.startswith(b"\xef\xbb\xbf")
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        [line] = [row for row in rows if row["address"] == CASES]
        assert (line["computed"], line["reported"], line["difference"]) == ("3", "1", "-2")

    def test_bureaus_compared_are_numbers_too(self, worked, xian):
        scope = FigureScope(xian, ON.replace(month=1, day=1), ON, worked)
        content = comparison_workbook(indicator(), scope, sort="bureau")
        sheet = load_workbook(io.BytesIO(content)).active
        rows = list(sheet.iter_rows(min_row=4, values_only=True))
        assert rows
        for row in rows:
            for place in (1, 2, 3, 5, 6, 7, 8):
                assert row[place] == "—" or isinstance(row[place], int | float)
        assert rows[-1][1] == 2


class TestSentences:
    @pytest.mark.parametrize(
        ("now", "before", "told"),
        [
            ("3", "2", "增长50.00%"),
            ("2", "3", "下降33.33%"),
            ("1", "3", "下降66.67%"),
            ("2", "2", "持平"),
            ("0", "0", "持平"),
            ("0", "4", "下降100.00%"),
            ("2", "0", "无可比基数"),
            ("2", None, "无可比基数"),
            ("0", None, "无可比基数"),
            (None, "2", "无可比基数"),
            (None, None, "无可比基数"),
        ],
    )
    def test_a_change_in_words(self, now, before, told):
        with override("zh-hans"):
            assert compared(value(now), value(before)) == told

    @pytest.mark.parametrize(
        ("now", "before", "told"),
        [
            ("61.04", "60.00", "上升1.04个百分点"),
            ("60.00", "61.50", "下降1.50个百分点"),
            ("60.00", "60.00", "持平"),
            ("60.00", None, "无可比基数"),
        ],
    )
    def test_a_share_moves_in_percentage_points(self, now, before, told):
        with override("zh-hans"):
            assert points(value(now), value(before)) == told

    def test_the_sentences_of_a_draft_are_whole_chinese_sentences(
        self, cases, province_officer
    ):
        with override("zh-hans"):
            draft = make_edition(by=province_officer)
        first = draft.narrative[0]
        assert first.startswith("查处药品违法案件情况：2026年")
        assert "查处案件数3件" in first
        assert "与上年同期相比，无可比基数。" in first
        assert "%(" not in "".join(draft.narrative)
        assert all(text.endswith("。") for text in draft.narrative)
        assert not any(sign in first for sign in ",;:")

    def test_they_are_edited_in_a_draft_and_never_after(
        self, draft, province_officer, province_head
    ):
        words = ["本年度查处案件3件。"]
        word_report(draft, sentences=words, by=province_officer, on=ON)
        frozen = finish(draft, by=province_officer, head=province_head)
        with pytest.raises(IllegalTransition):
            word_report(frozen, sentences=["改"], by=province_officer, on=ON)
        frozen.refresh_from_db()
        assert frozen.narrative == words

    def test_digits_are_kept_plain(self):
        assert [text_of(Decimal(one)) for one in ("1E+3", "-2.50", "0.00")] == [
            "1000",
            "-2.5",
            "0",
        ]


def value(text):
    return FigureValue(None if text is None else Decimal(text))
