from datetime import date
from typing import Any

from accounts.system import SYSTEM
from deadlines.models import CalendarYear, DayKind, LawChange, RuleConfirmation
from deadlines.services.calendar import set_calendar_day
from deadlines.services.rules import confirm_rule
from tests.house.routes import SIGNED_IN, Row, World, only

A_DAY = date(2026, 3, 2)
MEMORY = "drug_sample_test_report"


def _day(_world: World) -> dict[str, Any]:
    row = set_calendar_day(
        day=date(2026, 6, 1), kind=DayKind.REST, notice="通知", by=SYSTEM, on=A_DAY
    )
    return {"id": row.uuid}


def _year(_world: World) -> dict[str, Any]:
    return {"id": CalendarYear.objects.create(year=2027, notice="通知").uuid}


def _confirmation(world: World) -> dict[str, Any]:
    return {"id": _confirmed(world).uuid}


def _confirmed(world: World) -> RuleConfirmation:
    by = world.people["sysadmin"]
    return confirm_rule(rule=MEMORY, note="第三十条", by=by, on=A_DAY)


def _change(world: World) -> dict[str, Any]:
    _day(world)
    return {"id": LawChange.objects.latest("pk").uuid}


def _rule(_world: World) -> dict[str, Any]:
    return {"id": MEMORY}


def _confirmed_rule(world: World) -> dict[str, Any]:
    return {"id": _confirmed(world).rule}


RECORDS = {
    "calendar day": _day,
    "calendar year": _year,
    "confirmation": _confirmation,
    "law change": _change,
    "rule from memory": _rule,
    "confirmed rule": _confirmed_rule,
    "this year": lambda _world: {"year": 2026},
}

SYSADMIN = only("sysadmin")


def form(name: str, record: str = "") -> list[Row]:
    return [Row(name, "get", SYSADMIN, record), Row(name, "post", SYSADMIN, record)]


ROWS = [
    Row("deadlines:workdays", "get", SIGNED_IN),
    Row("deadlines:workdays-year", "get", SIGNED_IN, "this year"),
    *form("deadlines:workdays-day"),
    *form("deadlines:workdays-enter"),
    *form("deadlines:rule-confirm", "rule from memory"),
    *form("deadlines:rule-withdraw", "confirmed rule"),
    Row("deadlines:law-change", "get", SIGNED_IN, "law change"),
    Row("api:calendar-days-list", "get", SIGNED_IN),
    Row("api:calendar-days-list", "post", SYSADMIN),
    Row("api:calendar-days-preview", "post", SYSADMIN),
    Row("api:calendar-days-detail", "get", SIGNED_IN, "calendar day"),
    Row("api:calendar-days-clear", "post", SYSADMIN, "calendar day"),
    Row("api:calendar-years-list", "get", SIGNED_IN),
    Row("api:calendar-years-list", "post", SYSADMIN),
    Row("api:calendar-years-preview", "post", SYSADMIN),
    Row("api:calendar-years-detail", "get", SIGNED_IN, "calendar year"),
    Row("api:rule-confirmations-list", "get", SIGNED_IN),
    Row("api:rule-confirmations-list", "post", SYSADMIN),
    Row("api:rule-confirmations-preview", "post", SYSADMIN),
    Row("api:rule-confirmations-detail", "get", SIGNED_IN, "confirmation"),
    Row("api:rule-confirmations-withdraw", "post", SYSADMIN, "confirmation"),
]
