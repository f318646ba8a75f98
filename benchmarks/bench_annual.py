"""A year's tables and report forms against the aggregates they stand for, run bare."""

import os
import time
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from django.db import connection
from django.db.models import F, Value

from accounts.models import Role
from benchmarks.measure import Figure
from enforcement.models import Case, Decision, Violation
from law.vocabularies import Domain
from reporting.figures import rows_behind
from reporting.figures.compute import measures_of
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.axes import narrowed, path_of, with_axes
from reporting.report_forms.fill import Question, fill
from reporting.report_forms.loader import period
from reporting.services.annual import annual_content, calendar_year
from reporting.services.report_content import forms_for
from reporting.services.report_editions import begin_report, recompute_report
from tests.factories.accounts import make_person, make_tree
from tests.factories.registry import make_party

CASES = int(os.environ.get("BENCH_ANNUAL_CASES", "60000"))
ON = date(2026, 12, 31)
SOURCES = ("complaint", "inspection", "sampling", "transferred", "assigned")
KINDS = ("retail_pharmacy", "drug_wholesaler", "medical_institution", "individual")
LINKS = ("production", "distribution", "retail", "use", "online")
PROVISIONS = ("drug_use_of_inferior", "drug_gxp_breach", "device_noncompliant_expired_etc")


def make_cases(tree):
    """A year's past cases of a province: every axis has several codes."""
    party = make_party()
    day = date(2026, 1, 1)
    domains, sources, kinds = cycle(Domain.values), cycle(SOURCES), cycle(KINDS)
    provisions = cycle(PROVISIONS)
    links, bureaus = cycle(LINKS), cycle((tree.yanta, tree.beilin, tree.linwei, tree.xian))
    for start in range(0, CASES, 5_000):
        cases = Case.objects.bulk_create(
            Case.top(
                number=f"陕市监药立〔2026〕{start + at}号", title=f"康宁药店{at}销售劣药案",
                domain=next(domains), link=next(links), source=next(sources),
                party_kind=next(kinds), party=party, region=party.region,
                bureau=next(bureaus), goods_value=Decimal(997 * at), filed_on=day,
                decided_on=day + timedelta(days=at % 300),
                counted_on=day + timedelta(days=at % 300), status="closed",
                is_past=True, external_id=f"bench-{start + at}",
            )
            for at in range(min(5_000, CASES - start))
        )  # fmt: skip
        Decision.objects.bulk_create(
            Decision.under(case,
                case=case, number=f"陕市监药罚〔2026〕{start + at}号",
                decided_on=case.decided_on, penalty_kinds=("fine",),
                fine=Decimal(1_000 + at), confiscated_income=Decimal(at), is_past=True,
            )
            for at, case in enumerate(cases)
        )  # fmt: skip
        Violation.objects.bulk_create(
            Violation.under(case, case=case, seq=1, provision=next(provisions), facts="经查。")
            for case in cases
        )


def timed(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def bare(statements):
    """The statements through the driver, every row fetched, nothing made of them."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def statements_of(act):
    found = []

    def keep(execute, sql, params, many, context):
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    return found


def aggregates(one, question):
    """One grouped statement per computed column and section of a form."""
    for column in one.columns:
        if not column.figure:
            continue
        figure = printed_figure(column.figure)
        rows = rows_behind(figure, question.scope())
        for asked in (one.where, column.where):
            rows = narrowed(figure, rows, asked, one.bands)
        for section in one.sections:
            axes = [section.axis] if section.axis else sorted(_axes_of(section))
            paths = [
                figure.bureau_path if section.axis else path_of(figure, axis) for axis in axes
            ]
            if None not in paths:
                rows = with_axes(figure, rows, axes)
                yield _grouped(figure, rows, paths).query.sql_with_params()


def _axes_of(section):
    return {axis for row in section.rows for axis in row.where}


def _grouped(figure, rows, paths):
    """One row per combination of codes; one row in all where a section asks for none."""
    keys = {f"key{at}": F(path) for at, path in enumerate(paths)} or {"key": Value(1)}
    return rows.order_by().values(**keys).annotate(**measures_of(figure))


def ratio(ours, floor, times=3):
    """The middle of the ratios of pairs taken one after the other."""
    return sorted(timed(ours) / timed(floor) for _each in range(times))[times // 2]


def fill_all(question):
    for one in forms_for(question):
        fill(one, question)


def run():
    tree = make_tree()
    make_cases(tree)
    year = calendar_year(tree.province, 2026)
    asked = statements_of(lambda: annual_content(year))
    found = ratio(lambda: annual_content(year), lambda: bare(asked))
    yield Figure(
        f"annual tables of {CASES:,} cases, their statements bare", found, "×", floor=2
    )

    question = Question(tree.province, period("2026-year"))
    plain = [one for form in forms_for(question) for one in aggregates(form, question)]
    found = ratio(lambda: fill_all(question), lambda: bare(plain))
    yield Figure("all report forms against one aggregate a block", found, "×", floor=2)
    officer = make_person(tree.province, Role.CAMPAIGN_OFFICER)
    begun = begin_report(question.period, by=officer, on=ON, wait=True)
    found = ratio(
        lambda: recompute_report(begun, by=officer, on=ON, wait=True), lambda: bare(plain)
    )
    yield Figure("an edition, records and sentences kept, against them", found, "×", floor=2)
