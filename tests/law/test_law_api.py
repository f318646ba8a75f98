"""The law through the API: the same answers as the commands, the same refusals."""

import io
import json
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command

from law.counting import compute_deadline
from law.office import current_office
from law.penalties import penalty_range
from law.periods import all_periods, get_period
from law.provisions import all_provisions, get_provision

PERIODS, PROVISIONS = "/api/v1/law/periods/", "/api/v1/law/provisions/"
DEADLINE, RANGE = "/api/v1/law/deadline/", "/api/v1/law/penalty-range/"


@pytest.fixture
def api(api_for, xian_dashboard):
    """A service account whose token may only read."""
    return api_for(xian_dashboard)


def command(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def some_questions(count: int) -> list[tuple[str, str]]:
    """Rules that can be counted, each with a day on which it was in force."""
    chance = random.Random(20250704)
    office = current_office()
    rules = [rule for rule in all_periods() if rule.computable and office.uses(rule)]
    asked = []
    for rule in chance.sample(rules, count):
        last = rule.effective_to or date(2026, 10, 31)
        span = max((last - max(rule.effective_from, date(2020, 1, 1))).days, 0)
        asked.append((rule.id, (last - timedelta(chance.randint(0, span))).isoformat()))
    return asked


def test_function_command_and_api_count_the_same(api):
    calendar = current_office().calendar
    for rule, start in some_questions(40):
        day = date.fromisoformat(start)
        counted = compute_deadline(get_period(rule), day, calendar=calendar)

        answer = api.post(DEADLINE, {"rule": rule, "start": start})

        assert answer.status_code == 200
        assert answer.json() == counted.as_json() == command("deadline", rule, start)


def test_suspensions_and_extensions_as_the_command_takes_them(api):
    asked = {
        "rule": "case_handling_period",
        "start": "2025-07-04",
        "suspend": ["2025-08-01:2025-08-20", "2025-08-15:2025-08-25"],
        "extend": 1,
    }
    fixed = {"rule": asked["rule"], "start": asked["start"]}
    fixed |= {"extend": 2, "extend_to": "2026-01-15"}

    assert api.post(DEADLINE, asked).json()["due_on"] == "2025-11-26"
    assert api.post(DEADLINE, fixed).json()["due_on"] == "2026-01-15"


def test_hours_run_from_the_time_given(api):
    asked = {"rule": "criminal_transfer_handover", "start": "2025-10-03T15:00"}

    assert api.post(DEADLINE, asked).json()["due_at"] == "2025-10-04T15:00:00+08:00"


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"rule": "no_such_rule"}, 404, "rule"),
        ({"rule": ""}, 400, "rule"),
        ({"rule": "x" * 10_000}, 400, "rule"),
        ({"rule": "late_fine_accrual"}, 422, "rule"),
        ({"rule": "drug_sample_test_report"}, 422, "rule"),
        ({"start": None}, 400, "start"),
        ({"start": "2025-02-30"}, 400, "start"),
        ({"start": "20250704"}, 400, "start"),
        ({"start": "1911-01-01"}, 400, "start"),
        ({"start": "1990-01-01"}, 422, "start"),
        ({"start": ["2025-07-04"]}, 400, "start"),
        ({"suspend": ["2025-08-01"]}, 400, "suspend.0"),
        ({"suspend": ["2025-08-20:2025-08-01"]}, 400, "suspend"),
        ({"suspend": ["2025-08-01:2025-08-02"] * 101}, 400, "suspend"),
        ({"extend": 9}, 400, "extend"),
        ({"extend": -1}, 400, "extend"),
        ({"extend": 2}, 400, "extend_to"),
        ({"extend_to": "2026-01-15"}, 400, "extend_to"),
        ({"extend": 2, "extend_to": "2025-08-01"}, 400, "extend_to"),
    ],
)
def test_a_wrong_question_is_told_with_its_field(changed, status, field, api):
    asked = {"rule": "case_handling_period", "start": "2025-07-04"} | changed

    answer = api.post(DEADLINE, asked)

    body = answer.json()
    assert (answer.status_code, list(body["fields"])) == (status, [field])
    assert body.keys() >= {"code", "message", "fields"}
    assert all(text for text in body["fields"][field])


def test_a_range_as_the_command_finds_it(api):
    asked = {"provision": "drug_fake_production_sale", "base": "12000.50", "on": "2025-03-03"}
    found = penalty_range(get_provision(asked["provision"]), base=Decimal("12000.50"))
    answer = api.post(RANGE, asked)

    assert answer.status_code == 200
    assert answer.json() == command(
        *("penalty_range", asked["provision"], "--base", "12000.50", "--on", "2025-03-03")
    )
    assert answer.json()["min"] == str(found.min) == "1500000.00"


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"provision": "no_such"}, 404, "provision"),
        ({"provision": None}, 400, "provision"),
        ({"base": None}, 400, "base"),
        ({"base": "-1"}, 400, "base"),
        ({"base": "many"}, 400, "base"),
        ({"base": "1e13"}, 400, "base"),
        ({"base": "NaN"}, 400, "base"),
        ({"level": "worst"}, 400, "level"),
        ({"on": "2010-01-01"}, 422, "on"),
        ({"on": "yesterday"}, 400, "on"),
        ({"person": "perhaps"}, 400, "person"),
    ],
)
def test_a_wrong_question_about_a_fine_is_told_with_its_field(changed, status, field, api):
    asked = {"provision": "drug_fake_production_sale", "base": "1000"} | changed

    answer = api.post(RANGE, asked)

    assert (answer.status_code, list(answer.json()["fields"])) == (status, [field])


def test_the_activity_is_asked_for_where_the_floor_depends_on_it(api):
    asked = {"provision": "drug_inferior_production_sale", "base": "1000"}

    without = api.post(RANGE, asked)
    retail = api.post(RANGE, asked | {"activity": "retail"})
    unknown = api.post(RANGE, asked | {"activity": "theft"})

    assert [*without.json()["fields"]] == [*unknown.json()["fields"]] == ["activity"]
    assert retail.status_code == 200


def test_the_whole_catalogue_can_be_read(api):
    periods, provisions = api.get(PERIODS).json(), api.get(PROVISIONS).json()

    assert periods["count"] == len(periods["results"]) == len(all_periods())
    assert provisions["count"] == len(provisions["results"]) == len(all_provisions())
    one = next(row for row in periods["results"] if row["id"] == "case_handling_period")
    assert one == api.get(f"{PERIODS}case_handling_period/").json()
    assert one["length"] == 90
    assert one["title"]["zh"]
    assert one["used"] is True
    assert not any("http" in json.dumps(row) for row in periods["results"])


def test_what_comes_from_memory_says_so(api):
    one = api.get(f"{PERIODS}drug_sample_test_report/").json()

    assert (one["confidence"], one["enabled_default"], one["used"]) == ("memory", False, False)


def test_filters_narrow_the_catalogue(api):
    hearings = api.get(PERIODS, {"stage": "hearing", "on": "2025-01-01"}).json()["results"]
    devices = api.get(PROVISIONS, {"domain": "device", "q": "未取得"}).json()["results"]
    of_law = api.get(PROVISIONS, {"law": "vaccine_law_2019"}).json()["results"]
    words = api.get(PERIODS, {"q": "听证 第"}).json()["results"]

    assert hearings
    assert {row["stage"] for row in hearings} == {"hearing"}
    assert all(row["effective_from"] <= "2025-01-01" for row in hearings)
    assert devices
    assert all("device" in row["domains"] for row in devices)
    assert {row["law"]["key"] for row in of_law} == {"vaccine_law_2019"}
    assert 0 < len(words) < len(all_periods())
    assert api.get(PERIODS, {"q": "没有这样的期限"}).json()["count"] == 0


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (f"{PERIODS}?stage=lunch", "stage"),
        (f"{PERIODS}?on=2025-13-01", "on"),
        (f"{PROVISIONS}?domain=food", "domain"),
        (f"{PROVISIONS}?q={'x' * 101}", "q"),
    ],
)
def test_a_wrong_filter_is_told(address, field, api):
    answer = api.get(address)

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_an_entry_that_is_not_there(api):
    assert api.get(f"{PERIODS}no_such_rule/").status_code == 404
    assert api.get(f"{PROVISIONS}no_such_rule/").status_code == 404


def test_nobody_asks_without_signing_in(client):
    assert client.post(DEADLINE, {}).status_code == 401
    assert client.get(PERIODS).status_code == 401


def test_the_acts_of_a_rule_and_the_filters_by_them(api):
    one = api.get(f"{PERIODS}case_handling_period/").json()
    assert one["started_by"][0] == {"code": "case.approve_filing", "text": "批准立案"}
    assert {"code": "case.decide", "text": "作出行政处罚决定"} in one["met_by"]
    assert (one["calculator_only"], one["confirmed"]) == (False, None)
    only = api.get(PERIODS, {"clock": "calculator"}).json()["results"]
    assert all(row["calculator_only"] and not row["met_by"] for row in only)
    assert api.get(PERIODS, {"confidence": "memory"}).json()["count"] == 8
    law = api.get(PERIODS, {"law": "医疗器械召回管理办法"}).json()["results"]
    assert law
    assert all("医疗器械召回管理办法" in row["citation"] for row in law)
