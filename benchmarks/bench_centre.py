"""Exports against the driver streaming into the same writer; an import against bulk_create."""

import csv
import os
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from rustpy_xlsxwriter import write_worksheet

from accounts.models import Role
from benchmarks.measure import Figure
from core.pages.columns import Column, Kind
from core.pages.plain import plain_rows
from enforcement.models import Case
from registry.models import Party
from reporting.exports.writers import write_csv, write_xlsx
from reporting.services.imports.entering import begin_entering
from reporting.services.imports.work import go_on
from tests.factories.accounts import make_person, make_tree
from tests.factories.imports import ON, make_import, party_row
from tests.factories.registry import make_party

ROWS = int(os.environ.get("BENCH_EXPORT_ROWS", "200000"))
IMPORTED = int(os.environ.get("BENCH_IMPORT_ROWS", "20000"))
# 25 columns as a list of cases shows them: texts, choices, days, amounts, instants.
PATHS = (
    ("number", Kind.TEXT), ("title", Kind.TEXT), ("domain", Kind.TEXT), ("link", Kind.TEXT),
    ("region.name", Kind.TEXT), ("area", Kind.TEXT), ("key_variety", Kind.TEXT),
    ("party.name", Kind.TEXT), ("party.credit_code", Kind.TEXT), ("party.address", Kind.TEXT),
    ("bureau.name", Kind.TEXT), ("bureau.code", Kind.TEXT), ("status", Kind.STATUS),
    ("source", Kind.TEXT), ("facts", Kind.TEXT), ("goods_value", Kind.MONEY),
    ("illegal_income", Kind.MONEY), ("party_label", Kind.TEXT), ("authority_name", Kind.TEXT),
    ("filed_on", Kind.DATE), ("decided_on", Kind.DATE), ("counted_on", Kind.DATE),
    ("is_past", Kind.FLAG), ("external_id", Kind.TEXT), ("created_at", Kind.DATETIME),
)  # fmt: skip
COLUMNS = [Column(path.replace(".", "_"), path, value=path, kind=kind) for path, kind in PATHS]


class Listed:
    """A list page reduced to what an export asks of it."""

    def filtered(self):
        return Case.objects.select_related("party", "region", "bureau")

    def sort(self):
        return self

    def order(self, *, backwards):
        return ["-pk"]


def make_cases(tree):
    party = make_party()
    facts = "经查，当事人在经营场所陈列销售超过有效期的药品，违反药品管理法的规定。" * 2
    day = date(2026, 1, 1)
    for start in range(0, ROWS, 5_000):
        Case.objects.bulk_create(
            Case.top(
                number=f"雁市监药立〔2026〕{start + at}号", title=f"康宁药店{at}销售劣药案",
                domain="drug", link="retail", party=party, region=party.region,
                bureau=tree.yanta, facts=facts, goods_value=1200 + at, filed_on=day,
                decided_on=day + timedelta(days=at % 300), counted_on=day, status="closed",
                is_past=True, external_id=f"bench-{start + at}",
            )
            for at in range(min(5_000, ROWS - start))
        )  # fmt: skip


def timed(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def by_driver(writer):
    """The same statement through the driver, its rows handed on as they come."""
    rows = Listed().filtered().order_by("-pk")
    paths = [path.replace(".", "__") for path, _kind in PATHS]
    sql, params = rows.values_list(*paths).query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)

        def stream():
            while chunk := cursor.fetchmany(2_000):
                yield from chunk

        writer(stream())


def bare_csv(path):
    def write(rows):
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([path for path, _kind in PATHS])
            writer.writerows(rows)

    return write


def bare_xlsx(path):
    heads = [path for path, _kind in PATHS]

    def write(rows):
        records = (dict(zip(heads, row, strict=True)) for row in rows)
        write_worksheet(records, str(path), sheet_name="bench")

    return write


def ratio(ours, bare, times=3):
    """The middle ratio of pairs taken one after the other."""
    pairs = [(timed(bare), timed(ours)) for _each in range(times)]
    return sorted(floor / own for floor, own in pairs)[times // 2]


def exports():
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        page = Listed()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        write_xlsx(target, COLUMNS, plain_rows(page, COLUMNS), "bench")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        yield Figure(f"memory an XLSX of {ROWS:,} rows takes", grown, "MB", floor=150)
        found = ratio(
            lambda: write_xlsx(target, COLUMNS, plain_rows(page, COLUMNS), "bench"),
            lambda: by_driver(bare_xlsx(target)),
        )
        yield Figure("XLSX against the driver", found, "", floor=0.6)
        found = ratio(
            lambda: write_csv(target, COLUMNS, plain_rows(page, COLUMNS), "bench"),
            lambda: by_driver(bare_csv(target)),
        )
        yield Figure("CSV against the driver", found, "", floor=0.5)


def imports(tree):
    by = make_person(tree.yanta, Role.INSPECTOR)
    found = [entered_against_bare(by, at * IMPORTED) for at in range(3)]
    yield Figure(f"{IMPORTED:,} parties against bulk_create", sorted(found)[1], "", floor=0.25)


def entered_against_bare(by, first):
    """Checked rows entered by the acts, against the same rows inserted without any."""
    rows = [party_row(first + at) for at in range(1, IMPORTED + 1)]
    batch = make_import(by, *rows)
    begin_entering(batch, good_only=False, by=by, on=ON)
    entering = timed(lambda: go_on(batch, by=by, on=ON, wait=True))
    parties = list(Party.objects.order_by("-pk")[:IMPORTED])
    for at, row in enumerate(parties):
        row.pk, row.uuid, row.credit_code = None, row._meta.get_field("uuid").get_default(), ""
        row.name = f"{row.name}#{at}"
    return timed(lambda: Party.objects.bulk_create(parties, batch_size=500)) / entering


def run():
    tree = make_tree()
    # The exports first: what an import takes would hide what they take.
    make_cases(tree)
    yield from exports()
    yield from imports(tree)
