"""A published annual report entered as reported values: the form's own rules judge it."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from reporting.models import ReportEdition
from reporting.report_forms.definition import Address
from reporting.report_forms.fill import Question, share
from reporting.report_forms.loader import period
from reporting.services.report_content import Book
from reporting.services.report_editions import report_value
from reporting.services.report_words import told_in_words
from tests.factories.editions import ON, make_edition

DATA = Path(__file__).parents[1] / "campaigns" / "real_reports.yaml"
HANDLED, DONE = "药品案件查处情况", "药品案件处理结果"
BELOW, SOURCE = "药品案件（按货值）", "药品案件（按案件来源）"
# Where each published figure of 2017 stands in the case table of drugs.
CELLS = {
    f"{HANDLED}/合计/案件总数": "total.total.case_count",
    f"{HANDLED}/普通程序/案件总数": "total.total.case_count_ordinary",
    f"{HANDLED}/简易程序/案件总数": "total.total.case_count_summary",
    f"{HANDLED}/合计/货值金额": "total.total.goods_value",
    f"{HANDLED}/合计/罚款": "total.total.fine_amount",
    f"{HANDLED}/合计/没收违法所得": "total.total.illegal_income_confiscated",
    f"{DONE}/取缔无证经营/数量": "total.total.unlicensed_shut_count",
    f"{DONE}/捣毁制假售假窝点/数量": "total.total.den_destroyed_count",
    f"{DONE}/责令停产停业/数量": "total.total.suspension_count",
    f"{DONE}/责令停产停业-生产企业/数量": "total.total.suspension_producer",
    f"{DONE}/责令停产停业-经营企业/数量": "total.total.suspension_distributor",
    f"{DONE}/撤销批准证明文件或备案/数量": "total.total.approval_revoked_count",
    f"{DONE}/吊销许可证/数量": "total.total.licence_revoked_count",
    f"{DONE}/移送司法机关/数量": "total.total.referred_judicial_count",
    f"{BELOW}/5万元以下/案件总数": "band.b1.case_count",
    f"{BELOW}/50万元以上/案件总数": "band.b4.case_count",
    f"{SOURCE}/日常监管和专项检查/案件总数": "source.supervision.case_count",
}
WAN = Decimal(10_000)


@pytest.fixture(scope="module")
def published():
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))["records"]
    return {
        f"{row['table']}/{row['row']}/{row['column']}": row
        for row in rows
        if row["report"] == "guangxi-2017"
    }


@pytest.fixture
def edition(year, province_officer, published):
    """The draft of the reporting year 2017, which ran from December to November."""
    draft = make_edition(by=province_officer, code="2017-year")
    for name, cell in CELLS.items():
        enter(draft, cell, amount_of(published[name]), by=province_officer)
    return draft


def amount_of(row):
    return Decimal(str(row["value"])) * (WAN if row["unit"] == "万元" else 1)


def enter(draft, cell, value, *, by):
    address = f"drug_cases.{cell}"
    report_value(draft, address=address, value=value, note="据公布数", by=by, on=ON)


def book_of(edition):
    return Book.of(ReportEdition.objects.get(pk=edition.pk))


def judged(edition, section="total"):
    """Rule → by how much it is missed: those of the total, and the sum of a section's cases."""
    return {
        one.rule: one.difference
        for one in book_of(edition).breaches()
        if (one.address.form, one.address.section) == ("drug_cases", "total")
        and (
            not one.rule.endswith(".sum")
            or (one.rule, one.address.column) == (f"{section}.sum", "case_count")
        )
    }


def test_the_published_figures_stand_in_the_edition_of_their_year(edition, published):
    book = book_of(edition)

    assert (
        book.content["period"]["start"]
        == published[f"{HANDLED}/合计/案件总数"]["period"].partition("/")[0]
    )
    for name, cell in CELLS.items():
        found = book.cell(Address.parse(f"drug_cases.{cell}"))
        assert found.value == found.reported == amount_of(published[name])
    assert book.unexplained() == []


def test_the_rules_agree_with_what_was_published(edition):
    """Procedures and suspensions add up; the total of fines and confiscations and the
    break-downs are not printed in full, and the edition tells by how much."""
    assert judged(edition) == {"money": -(amount("1265.16") + amount("464.35"))}
    assert judged(edition, "band")["band.sum"] == 3334 - (3312 + 1)
    assert judged(edition, "source")["source.sum"] == 3334 - 2516


def amount(wan):
    return Decimal(wan) * WAN


@pytest.mark.parametrize(
    ("cell", "value", "rule", "missed_by"),
    [
        ("total.total.case_count_summary", 335, "procedures", -1),
        ("total.total.case_count", 3333, "procedures", -1),
        ("total.total.suspension_producer", 4, "suspended", -1),
        ("total.total.licence_revoked_count", 3335, "licences", -1),
    ],
)
def test_one_more_than_was_published_breaks_the_rule(
    cell, value, rule, missed_by, edition, province_officer
):
    enter(edition, cell, Decimal(value), by=province_officer)

    assert judged(edition)[rule] == missed_by


def test_what_the_report_leaves_out_makes_its_break_downs_whole(edition, province_officer):
    enter(edition, "band.b2.case_count", Decimal(21), by=province_officer)
    enter(edition, "source.other.case_count", Decimal(818), by=province_officer)
    enter(edition, "total.total.penalty_total", amount("1729.51"), by=province_officer)

    assert judged(edition, "band") == judged(edition, "source") == {}


def test_the_published_shares_are_those_the_edition_words(edition, published):
    book = book_of(edition)
    total = book.value(Address.parse("drug_cases.total.total.case_count"))
    words = told_in_words(book, Question(edition.bureau, period("2017-year")))[0]

    for row, cell in (
        (f"{BELOW}/5万元以下", "band.b1.case_count"),
        (f"{SOURCE}/日常监管和专项检查", "source.supervision.case_count"),
    ):
        found = share(book.value(Address.parse(f"drug_cases.{cell}")), total)
        assert found == Decimal(str(published[f"{row}/占比"]["value"]))
        assert f"{found}%" in words
