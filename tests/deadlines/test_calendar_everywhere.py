"""For every computable rule and a random start: function, clock, page, API, command agree."""

import html
import io
import json
import random
import re
from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from deadlines.models import DayKind
from deadlines.services.calendar import enter_calendar_year, set_calendar_day
from deadlines.services.clocks import start_clock
from deadlines.services.office import office_law
from deadlines.services.recount import count_clock
from deadlines.services.rules import confirm_rule, rules_from_memory
from deadlines.why import why_of
from law.counting import compute_deadline
from law.due import SHANGHAI
from law.period_kinds import Stage
from law.periods import Period, all_periods
from law.steps import show_day
from tests.factories.calendar import NOTICE, OF_2027
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def office(sysadmin):
    """An office with days of its own, a year entered, every rule from memory confirmed."""
    enter_calendar_year(year=2027, days=OF_2027, notice=NOTICE, by=sysadmin, on=ON)
    for day in (date(2024, 5, 6), date(2026, 3, 4), date(2027, 3, 3)):
        set_calendar_day(day=day, kind=DayKind.REST, notice="停电", by=sysadmin, on=ON)
    for rule in rules_from_memory():
        confirm_rule(rule=rule.id, note="已核对", by=sysadmin, on=ON)
    return office_law()


def random_start(rule: Period, chance: random.Random) -> date | datetime:
    """A day in force, up to the unknown years; a minute of it for limits in hours."""
    first = max(rule.effective_from, date(2020, 1, 1))
    last = rule.effective_to or date(2029, 12, 31)
    day = first + timedelta(days=chance.randint(0, max((last - first).days, 0)))
    if rule.unit != "hour":
        return day
    return datetime.combine(day, time(chance.randint(0, 23), chance.randint(0, 59)), SHANGHAI)


def said(answer) -> str:
    """What the reader of a page sees of the answer."""
    body = answer.content.decode()
    part = body[body.index('id="answer"') : body.index("law-question")]
    return " ".join(html.unescape(TAGS.sub(" ", part)).split())


def as_typed(start: date | datetime) -> str:
    return start.isoformat()[:16]


@pytest.mark.parametrize("stage", Stage.values)
def test_function_clock_page_api_and_command_agree(
    stage, office, yanta_inspector, client_for, api_for
):
    chance = random.Random(f"20260101{stage}")
    client, api = client_for(yanta_inspector), api_for(yanta_inspector)
    rules = [rule for rule in all_periods() if rule.stage == stage and rule.computable]
    assert rules
    for rule in rules:
        start = random_start(rule, chance)
        counted = compute_deadline(rule, start, calendar=office.calendar)
        told = [step.text for step in counted.steps]

        answer = api.post("/api/v1/law/deadline/", {"rule": rule.id, "start": as_typed(start)})
        assert (answer.status_code, answer.json()) == (200, counted.as_json()), rule.id

        out = io.StringIO()
        call_command("deadline", rule.id, as_typed(start), "--json", stdout=out)
        assert json.loads(out.getvalue()) == counted.as_json(), rule.id

        asked = {"rule": rule.id, "start": as_typed(start)[:10]}
        asked |= {"time": as_typed(start)[11:]} if isinstance(start, datetime) else {}
        shown = said(client.get(reverse("law:deadline"), asked))
        for day in (counted.due_on, counted.act_by):
            assert show_day(day.isoformat()) in shown, rule.id
        assert ("预计" in shown.partition("依据")[0]) == counted.provisional, rule.id
        assert all(" ".join(text.split()) in shown for text in told), rule.id

        at = start if isinstance(start, datetime) else None
        day = start.date() if isinstance(start, datetime) else start
        clock = start_clock(make_record(yanta_inspector), rule=rule.id, on=day, at=at)
        assert (clock.due_on, clock.act_by, clock.moved_to, clock.provisional) == (
            counted.due_on,
            counted.act_by,
            counted.moved_to,
            counted.provisional,
        ), rule.id
        assert clock.due_at == counted.due_at, rule.id
        assert why_of(clock).texts == told, rule.id
        again = count_clock(clock, calendar=office.calendar, office=office)
        assert (again.due_on, again.steps) == (counted.due_on, counted.steps), rule.id
