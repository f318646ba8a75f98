"""同案同罚: like cases, where a fine lies among them; importing more decisions."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from core.errors import Invalid, PermissionRefused
from enforcement.models import Case
from enforcement.services.precedent_import import import_precedents
from enforcement.services.precedent_table import COLUMNS, MOST_ROWS, template_workbook
from enforcement.services.published import import_published_decisions
from enforcement.services.same_cases import band_of, compare
from tests.factories.enforcement_cases import (
    MINIMUM,
    PROVISION,
    make_case,
    make_decided_case,
    make_proposed_case,
    make_violation,
)
from tests.factories.enforcement_field import ON

HEAD = [code for code, _title, _needed in COLUMNS]
GOOD = {
    "source_id": "demo-1",
    "title": "某药店销售劣药案",
    "authority": "某省某市市场监管局",
    "domain": "drug",
    "party": "某药店",
    "party_kind": "retail_pharmacy",
    "decided_on": "2025-05-20",
    "provision": PROVISION,
    "activity": "retail",
    "goods_value": "1,500",
    "fine": "30000",
}


def as_csv(*rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(*rows):
    book = Workbook()
    book.active.append([str(title) for _code, title, _needed in COLUMNS])
    for row in rows:
        book.active.append([row.get(code) for code in HEAD])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestCompare:
    def test_published_and_own_decisions_of_the_provision_with_the_place_of_the_fine(
        self, team, province_officer
    ):
        import_published_decisions(by=province_officer, on=ON)
        own = make_decided_case(team)
        case = make_proposed_case(team)

        found = compare(case, team.inspector, fine=MINIMUM * 2)

        placed = {one.case.pk: one for one in found.found}
        assert placed[own.pk].position == 0
        assert placed[own.pk].times == Decimal("79.37")
        assert any(one.case.authority_name for one in found.found)
        assert all(
            PROVISION in [row.provision for row in one.case.violations.all()]
            for one in found.found
        )
        assert (found.position, found.times) == (1, Decimal("158.73"))
        assert found.lower + found.higher <= len(found.found)

    def test_band_and_kind_of_party_leave_others_out(self, team, province_officer):
        import_published_decisions(by=province_officer, on=ON)
        case = make_proposed_case(team)

        every = compare(case, team.inspector, fine=None)
        band = compare(case, team.inspector, fine=None, same_band=True)
        kind = compare(case, team.inspector, fine=None, same_kind=True)

        assert len(band.found) < len(every.found)
        assert all(one.case.goods_value < 10_000 for one in band.found)
        assert {one.case.party_kind for one in kind.found} <= {"retail_pharmacy"}
        assert every.times is None

    def test_undecided_cases_and_those_out_of_scope_are_none(self, team, linwei_inspector):
        make_proposed_case(team)
        make_decided_case(team)
        case = make_proposed_case(team)

        assert len(compare(case, team.inspector, fine=MINIMUM).found) == 1
        assert compare(case, linwei_inspector, fine=MINIMUM).found == []

    @pytest.mark.parametrize(
        ("value", "band"),
        [
            (None, (None, None)),
            (9_999, (None, 10_000)),
            (10_000, (10_000, 50_000)),
            (2_000_000, (1_000_000, None)),
        ],
    )
    def test_the_band_of_an_amount(self, value, band):
        assert band_of(None if value is None else Decimal(value)) == band

    def test_page_form_and_api_show_them(self, team, client_for, api_for, freeze):
        freeze(ON)
        make_decided_case(team)
        case = make_proposed_case(team)
        client = client_for(team.inspector)
        address = reverse("enforcement:case-same", args=[case.uuid])
        page = client.get(address, {"fine": "150000"}).content.decode()
        assert "like-dot" in page
        assert "fine-mark" in page
        check = reverse("enforcement:penalty-check", args=[case.uuid])
        assert "like-dot" in client.get(check, {"fine": "150000"}).content.decode()
        api = f"/api/v1/cases/{case.uuid}/same-cases/"
        answer = api_for(team.inspector).get(api, {"fine": "150000", "same_band": "true"})
        assert answer.status_code == 200, answer.content
        assert answer.data["position"] == "0.500"
        assert len(answer.data["found"]) == 1

    def test_without_any_the_page_says_where_they_come_from(self, team, client_for):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        address = reverse("enforcement:case-same", args=[case.uuid])
        answer = client_for(team.inspector).get(address)
        assert answer.status_code == 200
        assert "like-dot" not in answer.content.decode()


class TestImport:
    def read(self, content, by, *, name="t.csv", dry_run=False):
        return import_precedents(content, name=name, dry_run=dry_run, by=by, on=ON)

    @pytest.mark.parametrize("make", [as_csv, as_xlsx])
    def test_a_right_table_is_entered_under_its_authority(self, make, province_officer):
        name = "t.xlsx" if make is as_xlsx else "t.csv"
        result = self.read(make(GOOD), province_officer, name=name)

        case = Case.objects.get(external_id="demo-1")
        assert (result.rows, result.errors, result.entered) == (1, [], 1)
        assert (case.authority_name, case.goods_value) == (GOOD["authority"], 1500)
        assert case.decision.range_verdict == "below"
        assert case.violations.get().range_min == MINIMUM

    def test_only_checked_nothing_is_entered(self, province_officer):
        result = self.read(as_csv(GOOD), province_officer, dry_run=True)
        assert (result.rows, result.errors, result.entered) == (1, [], 0)
        assert not Case.objects.exists()

    def test_every_error_is_listed_by_row_and_column_and_nothing_is_entered(
        self, province_officer
    ):
        wrong = {
            **GOOD,
            "source_id": "demo-2",
            "domain": "food",
            "decided_on": "20.5.2025",
            "fine": "many",
            "provision": "nothing",
        }
        late = {**GOOD, "source_id": "demo-3", "decided_on": "2199-01-01", "activity": ""}
        twice = {**GOOD}
        result = self.read(as_csv(GOOD, wrong, late, twice), province_officer)

        titles = {code: str(title) for code, title, _needed in COLUMNS}
        assert [(one.row, one.column) for one in result.errors] == [
            (3, titles["domain"]),
            (3, titles["decided_on"]),
            (3, titles["fine"]),
            (3, titles["provision"]),
            (4, titles["decided_on"]),
            (4, titles["activity"]),
            (5, titles["source_id"]),
        ]
        assert result.entered == 0
        assert not Case.objects.exists()

    @pytest.mark.parametrize(
        ("change", "column"),
        [
            ({"title": ""}, "title"),
            ({"title": "长" * 201}, "title"),
            ({"decided_on": ""}, "decided_on"),
            ({"level": "serious"}, None),
            ({"level": "harm_caused"}, "level"),
            ({"goods_value": "-1"}, "goods_value"),
        ],
    )
    def test_what_is_wrong_in_a_row(self, province_officer, change, column):
        result = self.read(as_csv({**GOOD, **change}), province_officer, dry_run=True)
        titles = {code: str(title) for code, title, _needed in COLUMNS}
        assert [one.column for one in result.errors] == ([titles[column]] if column else [])

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"", "t.csv"),
            (b"\xff\xfe", "t.csv"),
            (b"no workbook", "t.xlsx"),
            (b"title\nA", "t.csv"),
            (as_csv(*[GOOD] * (MOST_ROWS + 1)), "t.csv"),
            (b"x" * 2_000_001, "t.csv"),
        ],
        ids=["empty", "not utf-8", "no workbook", "columns", "rows", "bytes"],
    )
    def test_what_is_no_table_is_refused(self, province_officer, content, name):
        with pytest.raises(Invalid) as refused:
            self.read(content, province_officer, name=name)
        assert list(refused.value.fields) == ["file"]

    def test_only_whoever_enters_past_cases_imports(self, yanta_inspector):
        with pytest.raises(PermissionRefused):
            self.read(as_csv(GOOD), yanta_inspector)

    def test_the_template_filled_in_is_what_is_read(self, province_officer):
        book = load_workbook(io.BytesIO(template_workbook()))
        book.worksheets[0].append([GOOD.get(code) for code in HEAD])
        out = io.BytesIO()
        book.save(out)

        result = self.read(out.getvalue(), province_officer, name="t.xlsx", dry_run=True)

        assert (result.rows, result.errors) == (1, [])

    def test_the_page_lists_errors_then_enters(self, province_officer, client_for):
        client = client_for(province_officer)
        address = reverse("enforcement:precedent-import")
        assert client.get(address).status_code == 200

        def send(content, **told):
            file = SimpleUploadedFile("t.csv", content, content_type="text/csv")
            return client.post(address, {"file": file, **told})

        bad = send(as_csv({**GOOD, "fine": "many"}))
        assert bad.status_code == 400
        assert "2" in bad.content.decode()
        assert send(as_csv(GOOD), dry_run="on").status_code == 200
        assert not Case.objects.exists()
        assert send(as_csv(GOOD)).status_code == 302
        assert Case.objects.filter(external_id="demo-1").exists()
        assert send(b"").status_code == 400
        template = client.get(reverse("enforcement:precedent-template"))
        assert template.content[:2] == b"PK"

    def test_the_api_checks_and_enters(self, province_officer, api_for):
        api = api_for(province_officer)
        address = "/api/v1/cases/import-precedents/"

        def send(**told):
            file = SimpleUploadedFile("t.csv", as_csv(GOOD), content_type="text/csv")
            return api.post(address, {"file": file, **told}, format="multipart")

        assert send().data == {"rows": 1, "to_correct": [], "entered": 0}
        entered = send(dry_run=False)
        assert (entered.status_code, entered.data["entered"]) == (201, 1)
        again = send(dry_run=False)
        assert (again.status_code, len(again.data["to_correct"])) == (200, 1)
