"""The report forms: every cell equals what plain Python counts over the rows."""

from datetime import date
from decimal import Decimal

import pytest

from enforcement.models import Violation
from enforcement.services.past_cases import PastAmounts, PastPerson
from law.provisions import all_provisions
from law.violation_kinds import kind_of_provision
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.definition import Address
from reporting.report_forms.fill import Question, cell_rows, cell_value, fill
from reporting.report_forms.loader import before, faults, form, form_of, forms, period, shipped
from reporting.report_forms.rules import RuleError, names_of
from reporting.views.report_shapes import FORM_SHAPES
from tests.factories.enforcement_cases import make_past_case
from tests.factories.reports import DAYS, make_year_of_work
from tests.reporting.by_hand import FIGURES
from tests.reporting.exported import exported
from tests.reporting.records import Records
from tests.reporting.tables_by_hand import Asked, ByHand, differences, written_forms

YEAR = 2026
FIRST, LAST = f"{YEAR}-01-01", f"{YEAR}-12-31"

# Of one case nothing was published, of another only what a person was fined.
NOTHING_KNOWN = PastAmounts(), ()
ONE_FINED = PastAmounts(), (PastPerson(name="李某", fine=Decimal(700)),)


@pytest.fixture
def made(tree, year, province_officer, worked):
    return make_year_of_work(tree, by=province_officer)


@pytest.mark.parametrize("name", ["province", "xian", "yanta"])
def test_every_cell_of_every_table_equals_plain_python_over_the_rows(
    name, made, tree, province_officer
):
    told = {"by": province_officer, "on": date(2026, 12, 31), "dates": DAYS}
    for amounts, persons in NOTHING_KNOWN, ONE_FINED:
        make_past_case(bureau=tree.yanta, amounts=amounts, persons=persons, **told)
    bureau = tree.bureaus[name]
    by_hand = ByHand(Records(exported()))

    for code, written in written_forms().items():
        filled = fill(form(code), Question(bureau, period(f"{YEAR}-year")))
        told = {str(at): (cell.value, cell.unknown) for at, cell in filled.cells.items()}
        counted = by_hand.table(written, Asked(bureau.code, FIRST, LAST))

        assert differences(told, counted) == []
        first = f"{code}.total.total.{written['columns'][0]['code']}"
        assert told[first][0] or name != "province", f"The made year has nothing for {code}."


def test_every_figure_that_a_form_prints_is_counted_by_hand():
    printed = {
        column["figure"]
        for written in written_forms().values()
        for column in written["columns"]
        if column.get("figure")
    }
    assert printed == set(FIGURES)


def test_every_number_is_as_long_as_the_list_it_opens(made, province):
    for code in ("drug_cases", "supervision", "general_cases", "sampling", "online"):
        compare_with_its_list(code, province)


def compare_with_its_list(code, province):
    one = form(code)
    question = Question(province, period(f"{YEAR}-year"))
    filled = fill(one, question)

    for section in one.sections:
        for row in filled.rows[section.code]:
            for column in one.columns:
                cell = filled.cells[Address(code, section.code, row.code, column.code)]
                if not column.figure or cell.value is None:
                    continue
                rows = cell_rows(one, column, row, question)
                if column.is_money:
                    total = sum((r.amount or 0 for r in rows), Decimal(0))
                elif column.figure == "inspected_entities":
                    total = rows.values("party_id").distinct().count()
                else:
                    total = rows.count()
                assert total == cell.value, (section.code, row.code, column.code)
                assert cell_value(one, column, row, question) == cell.value


def test_a_share_is_its_parts_and_none_without_a_base(made, province):
    filled = fill(form("supervision"), Question(province, period(f"{YEAR}-year")))

    def at(row, column):
        return filled.cells[Address("supervision", "domain", row, column)].value

    found, rectified = at("drug", "problems_found"), at("drug", "problems_rectified")
    assert at("drug", "rectify_rate") == round(rectified * 100 / found, 2)
    assert at("cosmetic", "rectify_rate") is None


def test_what_the_records_cannot_answer_is_only_reported():
    reported = {
        (code, column.code)
        for code, one in forms().items()
        for column in one.columns
        if not column.is_computed
    }
    assert ("drug_cases", "den_destroyed_count") in reported
    assert ("complaints", "rewards") in reported
    assert len(reported) == 3 * 2 + 1 + 3


@pytest.mark.parametrize("code", ["drug_cases", "device_cases", "cosmetic_cases"])
def test_every_kind_of_violation_has_its_row(code):
    section = next(one for one in form(code).sections if one.code == "violation")
    taken = [kind for row in section.rows for kind in row.where["violation_kind"]]
    known = {kind_of_provision(one.id) for one in all_provisions()}

    assert sorted(taken) == sorted(known | {""})


def test_a_case_with_several_violations_counts_once_by_its_first(made, province):
    case = Violation.objects.filter(case__domain="drug").earliest("pk").case
    case.violations.update(provision="drug_use_of_fake")
    Violation.under(case, case=case, seq=99, provision="drug_use_of_inferior").save()
    question = Question(province, period(f"{YEAR}-year"))
    filled = fill(form("drug_cases"), question)

    def at(row):
        return filled.value(Address("drug_cases", "violation", row, "case_count"))

    of_case = {part.axes["violation_kind"] for part in filled.parts["case_count"]
               if part.label == case.number}  # fmt: skip
    assert of_case == {"counterfeit"}
    assert at("counterfeit") == 1
    total = filled.value(Address("drug_cases", "total", "total", "case_count"))
    assert sum(at(row.code) for row in filled.rows["violation"]) == total


def test_no_shipped_form_has_a_fault():
    assert list(faults(forms())) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["columns"][0].update(figure="nothing"), "unknown indicator"),
        (lambda data: data["rules"][0].update(text="a_b == case_count"), "no cell 'a_b'"),
        (lambda data: data["rules"][0].update(text="case_count = 3"), "exactly one of"),
        (lambda data: data["columns"][0].update(where={"colour": ["red"]}), "no axis"),
        (lambda data: data["columns"][0].update(unit="万元"), "unit does not fit"),
    ],
)
def test_a_form_with_a_fault_is_told(change, told):
    data = shipped()["drug_cases"]
    changed = {
        **data,
        "columns": [dict(row) for row in data["columns"]],
        "rules": [dict(row) for row in data["rules"]],
    }
    change(changed)

    found = list(faults({**forms(), "drug_cases": form_of(changed)}))

    assert any(told in text for text in found), found


@pytest.mark.parametrize("text", ["a == b + ", "a b == c", "a == __import__('os')", "a"])
def test_a_rule_that_cannot_be_read_is_refused(text):
    with pytest.raises(RuleError):
        names_of(text)


def test_the_days_of_a_period_are_its_own():
    old, new = period("2018-year"), period("2019-year")

    assert (old.starts_on, old.ends_on) == (date(2017, 12, 1), date(2018, 11, 30))
    assert (new.starts_on, new.ends_on) == (date(2019, 1, 1), date(2019, 12, 31))
    assert before(new) == old
    assert old.regime != new.regime
    assert period("2016-q1").ends_on == date(2016, 2, 29)


def test_there_is_no_report_of_the_fourth_quarter_in_the_general_layout():
    general = form("general_cases")

    assert general.fits(period("2026-q3"), "province")
    assert not general.fits(period("2026-q4"), "province")
    assert form("drug_cases").fits(period("2026-q4"), "province")


def test_every_listed_kind_has_its_list():
    for one in forms().values():
        for column in one.columns:
            if column.figure:
                assert printed_figure(column.figure).listed_as in FORM_SHAPES


def test_an_unknown_amount_is_counted_as_unknown(made, province, province_officer):
    make_past_case(by=province_officer, on=date(2026, 12, 31), dates=DAYS)
    filled = fill(form("drug_cases"), Question(province, period(f"{YEAR}-year")))

    assert filled.cells[Address("drug_cases", "total", "total", "goods_value")].unknown >= 1


def test_a_total_is_unknown_only_where_no_part_of_it_is_known(made, province, province_officer):
    def unknown(column):
        filled = fill(form("drug_cases"), Question(province, period(f"{YEAR}-year")))
        return filled.cells[Address("drug_cases", "total", "total", column)].unknown

    before = unknown("penalty_total"), unknown("fine_amount")
    told = {"by": province_officer, "on": date(2026, 12, 31), "dates": DAYS}
    for amounts, persons in NOTHING_KNOWN, ONE_FINED:
        make_past_case(amounts=amounts, persons=persons, **told)

    assert (unknown("penalty_total"), unknown("fine_amount")) == (before[0] + 1, before[1] + 2)
