"""The figures of the report forms counted in plain Python, without the figure registry."""

from datetime import date
from decimal import Decimal

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
from reporting.report_forms.axes import band_of

YEAR = 2026
FIGURES = {
    "cases_decided": ("case", "counted_on"),
    "cases_filed": ("case", "filed_on"),
    "cases_closed": ("case", "closed_on"),
    "referred_police": ("case", "transferred_to_police_on"),
}


_counted = {}


def forget():
    _counted.clear()


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
