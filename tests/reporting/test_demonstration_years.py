"""For each year of the demonstration each cell of each table equals its rows, counted anew.

The province is made once, its rows are exported once; from there on nothing but plain
Python (``records``, ``by_hand``, ``tables_by_hand``, ``annual_by_hand``) speaks.
"""

import ast
import copy
import sys
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from tests.reporting.annual_by_hand import annual_by_hand
from tests.reporting.demonstration import CITY, PROVINCE, made_demonstration
from tests.reporting.records import Records
from tests.reporting.tables_by_hand import Asked, ByHand, differences, written_forms

YEAR_2022 = Asked(PROVINCE, "2022-01-01", "2022-12-31")
PLAIN = ("records", "by_hand", "tables_by_hand", "annual_by_hand")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made in a transaction that is undone: only what was read of it stays."""
    var = tmp_path_factory.mktemp("demonstration")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=var, MEDIA_ROOT=var / "media"),
        translation.override("zh-hans"),
        transaction.atomic(),
    ):
        found = made_demonstration()
        transaction.set_rollback(True)
    return found


@pytest.fixture(autouse=True)
def _no_database(demonstration, django_db_blocker):
    """What is compared is compared without it."""
    with django_db_blocker.block():
        yield


@pytest.fixture(scope="module")
def by_hand(demonstration):
    return ByHand(Records(demonstration.rows))


def faults(told, counted_of):
    """What differs, question by question, the first few of many."""
    found = [
        f"{asked}: {line}"
        for asked, cells in told.items()
        for line in differences(cells, counted_of(asked))
    ]
    return found[:20]


def test_each_cell_of_each_form_equals_the_rows_in_each_year(demonstration, by_hand):
    assert faults(demonstration.forms, by_hand.tables) == []


def test_each_cell_of_the_annual_tables_equals_the_rows_in_each_year(demonstration, by_hand):
    assert faults(demonstration.annual, lambda one: annual_by_hand(by_hand, one)) == []


def test_what_was_frozen_for_2022_is_what_the_rows_say(demonstration, by_hand):
    assert faults(demonstration.kept, by_hand.tables) == []
    assert faults(demonstration.kept_annual, lambda one: annual_by_hand(by_hand, one)) == []
    assert {one.bureau for one in demonstration.kept} == {PROVINCE, CITY}
    assert list(demonstration.kept_annual) == [YEAR_2022]


def test_each_form_each_campaign_and_each_level_was_asked_in_each_year(demonstration):
    years = [year["start"] for year in demonstration.years]
    campaigns = [row["code"] for row in demonstration.rows["campaigns"]]
    kinds = {row["code"]: row["kind"] for row in demonstration.rows["bureaus"]}
    asked = list(demonstration.forms)

    assert len(years) >= 2
    assert len(campaigns) == 2
    assert {(kinds[one.bureau], one.first, one.campaign) for one in asked} == {
        (kind, year, campaign)
        for kind in ("province", "city", "county")
        for year in years
        for campaign in ("", *campaigns)
    }
    for one in asked:
        told = {address.partition(".")[0] for address in demonstration.forms[one]}
        assert told == {
            code
            for code, form in written_forms().items()
            if form.get("per_campaign", False) == bool(one.campaign)
        }


@pytest.mark.parametrize("is_2022", [True, False], ids=["2022", "this campaign"])
def test_the_tables_that_are_compared_are_not_empty(is_2022, demonstration):
    """The campaign of today may have begun the year before: both are one here."""
    for bureau in (PROVINCE, CITY):
        cells = told_of(demonstration.forms, is_2022, bureau)
        assert sum(1 for _address, value in cells if value) > 200
    filled = {
        address for address, value in told_of(demonstration.forms, is_2022, PROVINCE) if value
    }
    split = "drug_cases.party.", "drug_cases.source.", "supervision.area."
    for part in (*split, "drug_cases.band.") if is_2022 else split:
        assert len({one.split(".")[2] for one in filled if one.startswith(part)}) > 1, part
    assert any(one.endswith("_rate") for one in filled)
    annual = dict(told_of(demonstration.annual, is_2022, PROVINCE))
    for domain in ("drug", "device", "cosmetic"):
        assert annual[f"{domain}.total.total.cases_decided"]


def test_the_form_of_each_campaign_has_its_work(demonstration):
    for row in demonstration.rows["campaigns"]:
        is_2022 = row["starts_on"].startswith("2022")
        cells = dict(told_of(demonstration.forms, is_2022, PROVINCE, row["code"]))
        for column in ("cases_decided", "inspected_visits", "problems_found", "clues"):
            assert cells[f"campaign.total.total.{column}"], (row["code"], column)


def told_of(tables, is_2022, bureau, campaign=""):
    """(address, value) of every cell, those with a value last."""
    found = [
        (address, value)
        for asked, cells in tables.items()
        if (asked.bureau, asked.campaign) == (bureau, campaign)
        and asked.first.startswith("2022") == is_2022
        for address, (value, _unknown) in cells.items()
    ]
    return sorted(found, key=lambda one: bool(one[1]))


# -- what is public ------------------------------------------------------------------------


def test_a_penalty_stands_in_every_state_a_reader_meets(demonstration):
    told = demonstration.published
    states = {one["status"] for one in told}
    assert {"prepared", "held", "released", "repair_accepted", "withdrawn", "expired"} <= states
    [changed] = [one for one in told if one["changed"]]
    assert changed["status"] == "released"
    assert "publication_withdrawal_after_reversal" in changed["limits"]
    [asked] = [one for one in told if one["status"] == "repair_accepted"]
    assert "credit_repair_decision" in asked["limits"]


# -- the comparison can fail --------------------------------------------------------------


def of_2022(rows, name):
    """The first case of drugs with an amount decided in 2022, or what belongs to it."""
    cases = {
        row["id"]: row
        for row in rows["cases"]
        if row["domain"] == "drug"
        and not row["authority_name"]
        and (row["counted_on"] or "").startswith("2022")
    }
    found = next(one for one in rows["decisions"] if one["case_id"] in cases and one["fine"])
    return found if name == "decisions" else cases[found["case_id"]]


def fined_a_yuan_more(rows):
    of_2022(rows, "decisions")["fine"] += "1"


def without_the_case(rows):
    rows["cases"].remove(of_2022(rows, "cases"))


def in_another_city(rows):
    case = of_2022(rows, "cases")
    city = case["bureau_id"]
    other = [row for row in rows["bureaus"] if row["kind"] == "city" and row["id"] != city]
    case["bureau_id"] = other[-1]["id"]


def of_the_next_day_but_one_year(rows):
    of_2022(rows, "cases")["counted_on"] = "2023-01-01"


def worth_a_fortune(rows):
    of_2022(rows, "cases")["goods_value"] = "100000000.00"


def of_unknown_worth(rows):
    of_2022(rows, "cases")["goods_value"] = None


def without_a_finding(rows):
    rows["findings"].remove(rows["findings"][0])


def with_one_officer_less(rows):
    rows["officers"].remove(rows["officers"][0])


def of_no_campaign(rows):
    rows["case_campaigns"].clear()


def with_a_precedent_as_our_own(rows):
    row = next(one for one in rows["cases"] if one["authority_name"])
    row.update(authority_name="", counted_on="2022-12-31")
    row["bureau_id"] = of_2022(rows, "cases")["bureau_id"]


CHANGES = {
    fined_a_yuan_more: {"fine_amount", "penalty_total", "c3"},
    without_the_case: {"case_count", "filed_count", "closed_count", "c1", "goods_value"},
    in_another_city: {"case_count", "fine_amount", "c1"},
    of_the_next_day_but_one_year: {"case_count", "fine_amount", "c1", "c3"},
    worth_a_fortune: {"goods_value", "c2", "case_count"},
    of_unknown_worth: {"goods_value", "c2"},
    without_a_finding: {"problems_found"},
    with_one_officer_less: {"officer_trips"},
    with_a_precedent_as_our_own: {"c1"},
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_one_changed_row_is_told_by_its_cells(change, demonstration):
    found = differences(demonstration.forms[YEAR_2022], changed(demonstration, change))

    told = {line.partition(":")[0].rpartition(".")[2] for line in found}
    assert told >= CHANGES[change]
    if change is fined_a_yuan_more:
        assert told == CHANGES[change]
        assert any(line.startswith("drug_cases.city.") for line in found)
    if change is in_another_city:
        assert {line.split(".")[1] for line in found} == {"city"}


def test_a_campaign_that_lost_its_cases_is_told(demonstration):
    campaign = next(
        row["code"] for row in demonstration.rows["campaigns"] if "2022" in row["code"]
    )
    asked = Asked(PROVINCE, YEAR_2022.first, YEAR_2022.last, campaign)

    found = differences(
        demonstration.forms[asked], changed(demonstration, of_no_campaign, asked)
    )

    assert any(line.startswith("campaign.total.total.cases_decided") for line in found)


def changed(demonstration, change, asked=YEAR_2022):
    rows = copy.deepcopy(demonstration.rows)
    change(rows)
    return ByHand(Records(rows)).tables(asked)


def test_what_the_rows_cannot_answer_is_a_fault_and_no_silence(by_hand):
    one = copy.deepcopy(written_forms()["drug_cases"])
    one["sections"][1]["rows"][0]["where"] = {"colour": ["red"]}
    with pytest.raises(KeyError):
        by_hand.table(one, YEAR_2022)

    one = copy.deepcopy(written_forms()["drug_cases"])
    one["columns"][0]["figure"] = "sunshine"
    with pytest.raises(KeyError):
        by_hand.table(one, YEAR_2022)


@pytest.mark.parametrize("name", PLAIN)
def test_the_other_computation_knows_nothing_of_the_product(name):
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    used = {
        alias
        for node in ast.walk(tree)
        for alias in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }

    allowed = {f"tests.reporting.{one}" for one in PLAIN}
    assert all(one in allowed or one.split(".")[0] in sys.stdlib_module_names for one in used)
