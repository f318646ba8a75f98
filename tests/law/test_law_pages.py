"""The pages of the law: every entry renders, the calculators answer as the functions do."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext

from law.counting import compute_deadline
from law.office import OfficeLaw, current_office
from law.penalties import needs_for, penalty_range
from law.periods import all_periods, get_period
from law.provisions import all_provisions, get_provision
from law.steps import show_day
from tests.law.test_law_api import some_questions

LATIN = re.compile(r"[A-Za-z]{2,}")
# Names of standards that Chinese statutes themselves write in Latin letters.
STANDARDS = {"GMP", "GSP", "GLP", "GCP", "UDI", "DSUR", "BE"}
TAGS = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.DOTALL)


@pytest.fixture
def read(client_for, yanta_inspector):
    client = client_for(yanta_inspector)

    def get(name, status=200, *args, **query):
        answer = client.get(reverse(name, args=args), query)
        assert answer.status_code == status
        return text_of(answer)

    return get


def text_of(answer) -> str:
    """What a reader sees, tags taken out."""
    body = "<" + answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(TAGS.sub(" ", body)).split())


def foreign_words(answer) -> set[str]:
    """What a Chinese page shows in Latin letters."""
    return set(LATIN.findall(text_of(answer))) - STANDARDS


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_rule_has_its_page(language, client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    type(yanta_inspector).objects.filter(pk=yanta_inspector.pk).update(language=language)
    for rule in all_periods():
        answer = client.get(reverse("law:period", args=[rule.id]))
        assert answer.status_code == 200
        with translation.override(language):
            assert str(rule.title) in text_of(answer)
        assert language == "en" or not foreign_words(answer)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_provision_has_its_page(language, client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    type(yanta_inspector).objects.filter(pk=yanta_inspector.pk).update(language=language)
    for provision in all_provisions():
        answer = client.get(reverse("law:provision", args=[provision.id]))
        assert answer.status_code == 200
        with translation.override(language):
            assert str(provision.violation) in text_of(answer)
        assert language == "en" or not foreign_words(answer)


def test_what_comes_from_memory_is_marked_and_cannot_be_counted(read, monkeypatch):
    shown = read("law:period", 200, "drug_sample_test_report")

    assert "未启用" in shown
    assert "未启用" not in read("law:period", 200, "case_handling_period")

    office = OfficeLaw(confirmed=frozenset({"drug_sample_test_report"}))
    monkeypatch.setattr("law.office._providers", [lambda: office])
    assert "未启用" not in read("law:period", 200, "drug_sample_test_report")


def test_the_rule_of_today_names_the_one_before_it(read):
    rule = next(one for one in all_periods() if one.replaces)

    assert str(get_period(rule.replaces[0]).title) in read("law:period", 200, rule.id)


def test_an_entry_that_is_not_there(read):
    read("law:period", 404, "no_such_rule")
    read("law:provision", 404, "no_such_rule")
    read("law:deadline", 404, rule="no_such_rule")
    read("law:penalty-range", 404, provision="no_such_rule")


def test_the_lists_are_searched_and_paged(read):
    everything, second = read("law:period-list"), read("law:period-list", page="2")
    first_rule, later = all_periods()[0], all_periods()[60]

    assert str(first_rule.title) in everything
    assert str(later.title) not in everything
    assert str(later.title) in second
    assert str(get_provision("drug_fake_production_sale").violation) in read(
        "law:provision-list", q="假药", domain="drug", article="116"
    )
    assert str(first_rule.title) not in read("law:period-list", stage="hearing")
    assert str(first_rule.title) not in read("law:period-list", on="2000-01-01")
    assert read("law:period-list", q="没有这样的期限").count("0 条") == 1


def test_the_lists_bear_wrong_filters(read):
    read("law:period-list", on="2025-13-01", stage="lunch", page="x")
    read("law:provision-list", article="many", law="none", domain="food", q="x" * 10_000)


def test_the_calculator_shows_what_the_function_counts(read):
    calendar = current_office().calendar
    provisional = set()
    for rule_id, start in some_questions(40):
        rule = get_period(rule_id)
        counted = compute_deadline(rule, date.fromisoformat(start), calendar=calendar)

        shown = read("law:deadline", rule=rule_id, start=start)

        assert show_day(counted.due_on.isoformat()) in shown
        assert show_day(counted.act_by.isoformat()) in shown
        assert all(" ".join(step.text.split()) in shown for step in counted.steps)
        marked = str(pgettext("computed day", "Provisional")) in shown
        assert marked == counted.provisional
        provisional.add(counted.provisional)
    assert provisional == {True, False}


def test_suspensions_and_extensions_are_asked_in_the_address(read):
    shown = read(
        "law:deadline",
        rule="case_handling_period",
        start="2025-07-04",
        from_1="2025-08-01",
        to_1="2025-08-20",
        from_2="2025-08-15",
        to_2="2025-08-25",
        extend="1",
    )

    assert "2025-11-26" in shown


def test_hours_are_counted_from_the_time(read):
    shown = read(
        "law:deadline", rule="criminal_transfer_handover", start="2025-10-03", time="15:00"
    )

    assert re.search(r"2025-10-04 \S+ 15:00", shown)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"start": ""}, 400, "必填"),
        ({"start": "2025-02-30"}, 400, "有效"),
        ({"start": "1990-01-01"}, 422, "1990-01-01"),
        ({"from_1": "2025-08-20", "to_1": "2025-08-01"}, 400, ""),
        ({"from_1": "2025-08-20"}, 400, ""),
        ({"extend": "9"}, 400, ""),
        ({"extend": "2"}, 400, ""),
        ({"extend_to": "2026-01-15"}, 400, ""),
        ({"rule": "late_fine_accrual"}, 422, ""),
        ({"rule": "drug_sample_test_report"}, 422, ""),
    ],
)
def test_a_wrong_question_is_told_at_its_field(changed, status, told, read):
    asked = {"rule": "case_handling_period", "start": "2025-07-04"} | changed

    shown = read("law:deadline", status, **asked)

    assert told in shown
    assert not re.search(r"[a-z]+_[a-z_]+", shown), "a reader of pages knows no ids"


def test_nothing_is_asked_before_the_rule_is_chosen(read):
    assert "起算" not in read("law:deadline")
    read("law:deadline", start="2025-07-04")
    read("law:penalty-range", level="serious", base="x")


def test_the_fine_calculator_shows_what_the_function_finds(read):
    for provision in all_provisions()[::4]:
        for level in provision.levels:
            needs = needs_for(provision, level=level)
            base = None if needs.base is None else Decimal("250000.50")
            activity = needs.activities[0] if needs.activities else None
            found = penalty_range(provision, base=base, level=level, activity=activity)
            asked = {"provision": provision.id, "level": level}
            asked |= {"base": str(base)} if base else {}
            asked |= {"activity": activity} if activity else {}

            shown = read("law:penalty-range", **asked)

            for amount in (found.min, found.max, found.lenient_to, found.heavier_from):
                assert amount is None or f"{amount:,.2f}" in shown
            assert all(" ".join(step.text.split()) in shown for step in found.steps)


def test_the_range_of_a_responsible_person(read):
    provision = next(one for one in all_provisions() if one.persons and one.persons.fine)
    level = provision.levels[-1]
    found = penalty_range(provision, base=Decimal(80_000), level=level, person=True)

    asked = {"provision": provision.id, "level": level, "person": "on", "base": "80000"}
    shown = read("law:penalty-range", **asked)

    assert f"{found.max:,.2f}" in shown


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"base": ""}, 400),
        ({"base": "-1"}, 400),
        ({"base": "many"}, 400),
        ({"base": "9" * 40}, 400),
        ({"level": "worst"}, 400),
        ({"on": "2010-01-01"}, 422),
        ({"on": "yesterday"}, 400),
    ],
)
def test_a_wrong_question_about_a_fine_is_told(changed, status, read):
    asked = {"provision": "drug_fake_production_sale", "level": "normal", "base": "1000"}

    shown = read("law:penalty-range", status, **(asked | changed))

    assert not re.search(r"[a-z]+_[a-z_]+", shown), "a reader of pages knows no ids"


def test_the_boxes_offer_what_was_typed(client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    rules = client.get(reverse("law:period-options"), {"q": "听证"}).json()["results"]
    violations = client.get(reverse("law:provision-options"), {"q": "假药"}).json()["results"]

    assert 0 < len(rules) <= 20
    assert all(get_period(one["id"]) for one in rules)
    assert "drug_fake_production_sale" in [one["id"] for one in violations]


@pytest.mark.parametrize(
    "address",
    [
        "periods/?page=3",
        "provisions/?q=疫苗",
        "deadline/?rule=case_handling_period&start=2026-11-03&extend=1",
        "deadline/?rule=case_handling_period&start=2026-11-03&extend=2",
        "deadline/?rule=display_old_other&start=2030-11-03",
        "deadline/?rule=drug_sample_test_report&start=2026-11-03",
        "penalty-range/?provision=drug_inferior_production_sale&level=serious&base=1",
        "penalty-range/?provision=drug_fake_production_sale&level=normal&on=1999-01-01",
    ],
)
def test_a_chinese_page_shows_no_english(address, client_for, yanta_inspector):
    assert foreign_words(client_for(yanta_inspector).get(f"/law/{address}")) == set()


def test_the_law_stands_in_the_navigation(client_for, yanta_inspector):
    shown = client_for(yanta_inspector).get(reverse("law:period-list")).content.decode()

    for name in ("period-list", "provision-list", "deadline", "penalty-range"):
        assert f'href="{reverse(f"law:{name}")}"' in shown


def test_a_rule_names_the_acts_that_start_and_meet_it(read):
    shown = read("law:period", 200, "case_handling_period")
    assert "批准立案" in shown
    assert "作出行政处罚决定" in shown
    assert "仅供计算器使用" in read("law:period", 200, "adr_serious_report")
    assert "系统外的事实" in read("law:period", 200, "penalty_limitation_general")


def test_the_catalogue_is_browsed_by_instrument_and_clock(read):
    of_law = read("law:period-list", 200, law="医疗器械召回管理办法")
    assert "医疗器械召回通知" in of_law
    assert "案件办理期限" not in of_law
    assert "仅供计算器使用" in read("law:period-list", 200, clock="calculator")
    assert "案件办理期限" not in read("law:period-list", 200, confidence="memory")
