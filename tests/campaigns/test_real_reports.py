"""Published reports of real regulators entered as returns: their slips are caught and kept.

Every figure of every report goes through the sheet of a return; what the reports say of
their own figures is checked by balance rules, which are data.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from campaigns.errors import ReturnNotReady
from campaigns.services.balance import faults_of
from campaigns.services.design import add_balance_rule, add_schedule, choose_indicators
from campaigns.services.returns import (
    Entered,
    begin_return,
    cells_of,
    fill_return,
    submit_return,
)
from core.errors import Invalid
from tests.campaigns.real_checks import BROKEN, HOLDS, RULES, Rule
from tests.factories.campaigns import make_running
from tests.factories.returns import JANUARY, NOTHING, ON, entered_indicator

DATA = Path(__file__).parent / "real_reports.yaml"


@cache
def published():
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))


REPORTS = [one["id"] for one in published()["reports"]]
# What a listed check says of itself → by how much its reports say more than adds up.
SLIPS = {
    "pass": set(),
    "FAIL by 203 in the original": {"203"},
    "label trap": {"52"},
    "pass; 10532 is a different base": {"2090"},
    "案值 means 罚没合计": set(),
}
# Percentages whose base the report does not print: nothing can check them.
NO_BASE = {
    "药品投诉举报情况/全部/同比",
    "药品投诉举报情况/全部/占四品一械投诉举报比重",
    "药品案件查处情况/合计/同比",
    "药品案件（按案件分类）/销售假药/占比",
    "药品案件（按案件分类）/销售劣药或按劣药论处/占比",
    "药品案件（按违法主体）/经营企业/占比",
}


def rows_of(report_id):
    return [row for row in published()["records"] if row["report"] == report_id]


def name_of(row):
    return f"{row['table']}/{row['row']}/{row['column']}"


class Entry:
    """Published figures as the sheet of a city's return."""

    def __init__(self, rows, by, above):
        self.rows = rows
        self.codes = {name: f"r{number}" for number, name in enumerate(self.rows)}
        self.by, self.above = by, above
        campaign = make_running(by=above)
        indicators = [
            entered_indicator(
                by=above, code=self.codes[name], name=name[:100], unit=row["unit"]
            )
            for name, row in self.rows.items()
        ]
        choose_indicators(campaign, indicators=indicators, by=above, on=JANUARY)
        self.campaign = campaign
        self.schedule = add_schedule(
            campaign, name="公布数据", frequency="final", by=above, on=JANUARY
        )

    @classmethod
    def of(cls, report_id, by, above):
        return cls(rows_by_name(report_id), by, above)

    def check(self, rule, severity="refuse"):
        add_balance_rule(
            self.campaign,
            name=rule.name,
            left=[self.term(one) for one in terms_of(rule, self.rows)],
            op=rule.op,
            right=[{"code": self.codes[rule.right]}],
            tolerance=rule.tolerance,
            severity=severity,
            by=self.above,
            on=JANUARY,
        )

    def term(self, told):
        name, times, is_whole = told
        term = {"code": self.codes[name], "times": times}
        return {**term, "of": True} if is_whole else term

    def enter(self, why="", more=()):
        report = begin_return(
            self.schedule, starts_on=JANUARY, computed=NOTHING, by=self.by, on=ON
        )
        return self.fill(report, why, more)

    def fill(self, report, why="", more=()):
        """As published; of the figures ``more`` names one is added to what was published."""
        cells = {
            self.codes[name]: Entered(Decimal(str(row["value"])) + (name in more), None, why)
            for name, row in self.rows.items()
        }
        return fill_return(
            report, cells=cells, version=None, work="公布数据", by=self.by, on=ON
        )

    def submit(self, report):
        return submit_return(report, computed=NOTHING, by=self.by, on=ON)


def rows_by_name(report_id):
    return {name_of(row): row for row in rows_of(report_id)}


def terms_of(rule, rows):
    """(figure, times, whether it is the whole) of every term on the left."""
    for term in rule.left:
        name = term.removeprefix("minus:").removeprefix("of:")
        times = -1 if term.startswith("minus:") else 1
        is_whole = term.startswith("of:")
        if not name.startswith("ALL:"):
            yield name, times, is_whole
            continue
        table, column = name.removeprefix("ALL:").split("/")
        for one, row in rows.items():
            if (row["table"], row["column"]) == (table, column) and row["row"] != "合计":
                yield one, times, is_whole


@pytest.mark.parametrize("report_id", REPORTS)
def test_every_published_figure_is_entered_and_kept(
    report_id, province_officer, weinan_officer
):
    entry = Entry.of(report_id, weinan_officer, province_officer)
    report = entry.submit(entry.enter())

    kept = {cell.indicator.code: cell.value for cell in cells_of(report)}
    assert kept == {
        entry.codes[name]: Decimal(str(row["value"])) for name, row in entry.rows.items()
    }


@pytest.mark.parametrize("report_id", sorted({rule.report for rule in HOLDS}))
def test_what_a_report_gets_right_passes_and_would_not_with_one_more(
    report_id, province_officer, weinan_officer
):
    entry = Entry.of(report_id, weinan_officer, province_officer)
    rules = [rule for rule in HOLDS if rule.report == report_id]
    for rule in rules:
        entry.check(rule)

    report = entry.enter()
    assert faults_of(report, cells_of(report)) == []
    for rule in rules:
        wrong = entry.fill(report, more=(rule.right,))
        told = {fault.check.name for fault in faults_of(wrong, cells_of(wrong))}
        assert rule.name in told
    assert entry.submit(entry.fill(report)).status == "submitted"


@pytest.mark.parametrize("rule", BROKEN, ids=str)
def test_a_slip_is_told_in_plain_words_and_stops(rule, province_officer, weinan_officer):
    entry = Entry.of(rule.report, weinan_officer, province_officer)
    entry.check(rule)
    report = entry.enter(why="原文如此")

    with pytest.raises(ReturnNotReady) as refused:
        entry.submit(report)
    told = " ".join(map(str, refused.value.fields.values()))
    reported = str(entry.rows[rule.right]["value"])
    assert rule.name in told
    assert f"= {rule.adds_up_to}" in told
    assert reported in told
    assert int(reported) - int(rule.adds_up_to) == int(rule.off_by)
    assert rule.off_by in told


@pytest.mark.parametrize("rule", BROKEN, ids=str)
def test_an_explained_slip_stands_beside_what_the_sheet_adds_up_to(
    rule, province_officer, weinan_officer
):
    entry = Entry.of(rule.report, weinan_officer, province_officer)
    entry.check(rule, severity="explain")
    report = entry.enter()
    with pytest.raises(ReturnNotReady):
        entry.submit(report)
    entry.submit(entry.fill(report, why="与原文一致，口径待核"))

    code = entry.codes[rule.right]
    cell = report.cells.get(indicator__code=code)
    assert cell.value == Decimal(str(entry.rows[rule.right]["value"]))
    assert cell.computed == Decimal(rule.adds_up_to)


def test_seven_months_do_not_exceed_the_year(province_officer, weinan_officer):
    """Two reports on one sheet: what is cumulative only grows."""
    months, year = rows_by_name("nmpa-fake-2020m1-7"), rows_by_name("nmpa-fake-2020")
    assert months.keys() == year.keys()
    both = {
        f"{part}:{name}": row
        for part, rows in (("7", months), ("12", year))
        for name, row in rows.items()
    }

    for op, slips in (("le", 0), ("ge", len(year))):
        entry = Entry(both, weinan_officer, province_officer)
        for name in year:
            entry.check(Rule("", "", name, (f"7:{name}",), op, f"12:{name}"))
        report = entry.enter()
        assert len(faults_of(report, cells_of(report))) == slips


def test_a_change_against_the_year_before_is_told_as_it_was_worked_out(
    province_officer, weinan_officer
):
    entry = Entry.of("tengchong-2019h1", weinan_officer, province_officer)
    rule = next(one for one in HOLDS if one.right == "案件总体情况/合计/立案同比")
    entry.check(rule)
    report = entry.enter(more=(rule.right,))

    (fault,) = faults_of(report, cells_of(report))
    assert "(239 - 252) ÷ 252 = -5.16%" in fault.message


def test_a_share_without_a_whole_is_no_rule(province_officer, weinan_officer):
    entry = Entry.of("guangxi-2005", weinan_officer, province_officer)
    part = "专项整治/执法成效/案件/罚款"

    with pytest.raises(Invalid):
        entry.check(Rule("guangxi-2005", "", "占比", (part,), "share", part))


def test_every_listed_check_has_its_rules_and_its_published_outcome():
    listed = {(one["report"], one["what"]): one for one in published()["identity_checks"]}

    assert {(rule.report, rule.of) for rule in RULES if rule.of} == listed.keys()
    for (report, what), check in listed.items():
        rules = [rule for rule in RULES if (rule.report, rule.of) == (report, what)]
        assert {rule.off_by for rule in rules if rule.off_by} == SLIPS[check["result"]]
        asked = set(re.findall(r"\d+(?:\.\d+)?", check["calc"]))
        assert asked <= set(numbers_of(rules, report)), what


def numbers_of(rules, report):
    """Every number the rules speak of, and what their sums come to."""
    rows = rows_by_name(report)
    for rule in rules:
        terms = list(terms_of(rule, rows))
        yield str(rows[rule.right]["value"])
        for name, _times, _is_whole in terms:
            yield str(rows[name]["value"])
        for side in (False, True):
            yield str(
                sum(rows[name]["value"] for name, _, is_whole in terms if is_whole == side)
            )


def test_every_percentage_that_has_a_base_is_checked():
    checked = {(rule.report, rule.right) for rule in RULES}
    left = {
        name
        for report in {one["report"] for one in published()["identity_checks"]}
        for name, row in rows_by_name(report).items()
        if row["unit"] == "%" and (report, name) not in checked
    }

    assert left == NO_BASE
