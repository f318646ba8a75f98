"""The report forms: every cell equals what plain Python counts over the rows."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from enforcement.models import (
    Case,
    Clue,
    Finding,
    Inspection,
    InspectionOfficer,
    Measure,
    PersonPenalty,
    Remedy,
    Sample,
    Transfer,
)
from enforcement.models.measure import CARRIED_OUT
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.axes import band_of
from reporting.report_forms.definition import Address
from reporting.report_forms.fill import Question, cell_rows, fill
from reporting.report_forms.loader import before, faults, form, form_of, forms, period, shipped
from reporting.report_forms.rules import RuleError, names_of
from reporting.views.report_shapes import FORM_SHAPES
from tests.factories.enforcement_cases import make_past_case
from tests.factories.reports import DAYS, make_year_of_work

YEAR = 2026
FIGURES = {
    "cases_decided": ("case", "counted_on"),
    "cases_filed": ("case", "filed_on"),
    "cases_closed": ("case", "closed_on"),
    "referred_police": ("case", "transferred_to_police_on"),
}


_counted = {}


@pytest.fixture
def made(tree, year, province_officer, worked):
    _counted.clear()
    return make_year_of_work(tree, by=province_officer)


def in_year(day):
    return day is not None and date(YEAR, 1, 1) <= day <= date(YEAR, 12, 31)


def case_facts(case):
    """What a case's rows are chosen by, read from the row itself."""
    return {
        "domain": case.domain,
        "source": case.source,
        "party_kind": case.party_kind,
        "link": case.link,
        "area": case.area,
        "key_variety": case.key_variety,
        "procedure": case.procedure,
        "bureau": case.bureau,
        "goods": case.goods_value,
    }


def own_cases():
    rows = Case.objects.select_related("bureau", "decision")
    return [case for case in rows if not case.authority_name]


def decided():
    return [case for case in own_cases() if in_year(case.counted_on)]


def with_decision():
    return [case for case in decided() if hasattr(case, "decision")]


def on_persons(decision):
    fines = PersonPenalty.objects.filter(decision=decision).values_list("fine", flat=True)
    return sum((fine or Decimal(0) for fine in fines), Decimal(0))


def amount(case, name):
    """One case's amount; None where the decision does not tell it."""
    decision = getattr(case, "decision", None)
    if name == "goods_value":
        return case.goods_value
    if decision is None:
        return None
    fine, income = decision.fine, decision.confiscated_income
    goods = decision.confiscated_goods_value
    return {
        "fines": None if fine is None else fine + on_persons(decision),
        "income_confiscated": income,
        "goods_confiscated": goods,
        "penalty_total": (fine or 0) + (income or 0) + (goods or 0) + on_persons(decision),
        "confiscated": (income or 0) + (goods or 0),
    }[name]


def kinds_of(case):
    return set(case.decision.penalty_kinds) if hasattr(case, "decision") else set()


def of_cases(cases, value=lambda case: 1):
    return [(case.pk, value(case), case_facts(case)) for case in cases]


def inspection_facts(row):
    return {
        name: getattr(row, name)
        for name in ("domain", "link", "area", "key_variety", "party_kind", "bureau")
    }


def inspections():
    rows = Inspection.objects.select_related("bureau")
    return [row for row in rows if row.status == "completed" and in_year(row.inspected_on)]


def of_findings(wanted=lambda one: True):
    rows = Finding.objects.select_related("inspection__bureau")
    inside = {row.pk for row in inspections()}
    return [
        (one.pk, 1, inspection_facts(one.inspection))
        for one in rows
        if one.inspection_id in inside and wanted(one)
    ]


def of_clues(wanted):
    return [
        (clue.pk, 1, {n: getattr(clue, n) for n in ("domain", "link", "area", "bureau")})
        for clue in Clue.objects.select_related("bureau")
        if in_year(clue.received_on) and wanted(clue)
    ]


def of_samples(wanted, day):
    names = ("domain", "link", "area", "key_variety", "bureau")
    return [
        (one.pk, 1, {name: getattr(one, name) for name in names})
        for one in Sample.objects.select_related("bureau")
        if in_year(getattr(one, day)) and wanted(one)
    ]


def of_remedies(kind, day):
    return [
        (one.pk, 1, {**case_facts(one.decision.case), "outcome": one.outcome})
        for one in Remedy.objects.select_related("decision__case__bureau")
        if one.kind == kind and in_year(getattr(one, day))
    ]


def rows_by_hand(figure):
    """(record, value, facts) of every record of a figure, without the figure registry."""
    named = {
        "inspected_visits": lambda: [(r.pk, 1, inspection_facts(r)) for r in inspections()],
        "inspected_entities": lambda: [
            (r.party_id, "distinct", inspection_facts(r)) for r in inspections()
        ],
        "violating_visits": lambda: [
            (r.pk, 1, inspection_facts(r)) for r in inspections() if r.findings.exists()
        ],
        "officer_trips": lambda: [
            (t.pk, 1, inspection_facts(t.inspection))
            for t in InspectionOfficer.objects.select_related("inspection__bureau")
            if t.inspection in inspections()
        ],
        "problems_found": of_findings,
        "problems_rectified": lambda: of_findings(lambda one: one.status == "rectified"),
        "clues": lambda: of_clues(lambda one: True),
        "complaints_reports": lambda: of_clues(lambda one: one.kind in ("complaint", "report")),
        "complaints_concluded": lambda: of_clues(
            lambda one: one.kind in ("complaint", "report") and one.concluded_on is not None
        ),
        "complaints_filed": lambda: of_clues(
            lambda one: one.kind in ("complaint", "report") and one.status == "filed"
        ),
        "online_clues": lambda: of_clues(lambda one: one.kind == "online"),
        "samples_taken": lambda: of_samples(lambda one: True, "taken_on"),
        "samples_tested": lambda: of_samples(lambda one: one.result != "", "reported_on"),
        "samples_failed": lambda: of_samples(lambda one: one.result == "fail", "reported_on"),
        "reviews_received": lambda: of_remedies("review", "received_on"),
        "reviews_ended": lambda: of_remedies("review", "ended_on"),
        "lawsuits_received": lambda: of_remedies("litigation", "received_on"),
        "lawsuits_ended": lambda: of_remedies("litigation", "ended_on"),
    }
    return named[figure]() if figure in named else case_rows_by_hand(figure)


def case_rows_by_hand(figure):
    if figure in FIGURES:
        _kind, day = FIGURES[figure]
        unfiled = ("filing", "filing_refused")
        return of_cases(
            case
            for case in own_cases()
            if in_year(getattr(case, day))
            and not (figure == "cases_filed" and case.status in unfiled)
        )
    wanted = {
        "suspensions": {"suspend_business", "suspend_sale", "order_close"},
        "approvals_revoked": {"revoke_approval"},
        "licences_revoked": {"revoke_licence"},
    }
    if figure in wanted:
        return of_cases(case for case in decided() if kinds_of(case) & wanted[figure])
    if figure == "cases_published":
        return of_cases(case for case in decided() if case.published_on)
    if figure == "major_cases":
        return of_cases(case for case in decided() if case.is_major)
    if figure == "persons_penalised":
        persons = PersonPenalty.objects.select_related("decision__case__bureau")
        return [
            (one.pk, 1, case_facts(one.decision.case))
            for one in persons
            if one.decision.case in decided()
        ]
    if figure == "cases_with_measures":
        held = {m.case_id for m in Measure.objects.all() if m.status in CARRIED_OUT}
        return of_cases(case for case in decided() if case.pk in held)
    if figure == "cases_to_other_organs":
        moved = {
            t.case_id
            for t in Transfer.objects.all()
            if t.kind != "police" and in_year(t.handed_over_on)
        }
        return of_cases(case for case in own_cases() if case.pk in moved)
    cases = decided() if figure in ("goods_value",) else with_decision()
    return of_cases(cases, lambda case: amount(case, figure))


def falls_in(facts, where, bands):
    for axis, codes in where.items():
        if axis == "value_band":
            mine = band_of(facts["goods"], bands)
        elif axis in ("city", "county"):
            mine = row_of(facts["bureau"], axis)
        elif axis not in facts:
            return None
        else:
            mine = facts[axis] or ""
        if mine not in codes:
            return False
    return True


def row_of(bureau, axis):
    at = bureau
    while at is not None and at.kind != axis:
        at = at.parent
    return (at or bureau).code


def cell_by_hand(one, column, row):
    """None where the column has no such axis."""
    chosen = []
    if column.figure not in _counted:
        _counted[column.figure] = rows_by_hand(column.figure)
    for key, value, facts in _counted[column.figure]:
        answers = [falls_in(facts, w, one.bands) for w in (one.where, column.where, row.where)]
        if None in answers:
            return None
        if all(answers):
            chosen.append((key, value))
    if any(value == "distinct" for _key, value in chosen):
        return Decimal(len({key for key, _value in chosen}))
    return sum((Decimal(value) for _key, value in chosen if value is not None), Decimal(0))


def test_every_cell_of_every_table_equals_plain_python_over_the_rows(made, province):
    for code in shipped():
        compare_with_plain_python(code, province)


def compare_with_plain_python(code, province):
    one = form(code)
    filled = fill(one, Question(province, period(f"{YEAR}-year")))

    counted = defaultdict(int)
    for section in one.sections:
        for row in filled.rows[section.code]:
            for column in one.columns:
                if not column.figure:
                    continue
                cell = filled.cells[Address(code, section.code, row.code, column.code)]
                by_hand = cell_by_hand(one, column, row)
                if cell.value is None:
                    assert by_hand in (None, 0), (code, section.code, row.code, column.code)
                    continue
                assert by_hand == cell.value, (code, section.code, row.code, column.code)
                counted[column.code] += bool(cell.value)
    assert counted[one.columns[0].code], f"The made year has nothing for {code}."


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
