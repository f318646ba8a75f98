"""A year's notice: read as it is worded, entered whole, and what it does to limits."""

from datetime import date

import pytest

from accounts.models import User
from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from deadlines.models import CalendarDay, CalendarYear, Clock, DayKind, LawChange
from deadlines.services.calendar import (
    clear_calendar_day,
    enter_calendar_year,
    set_calendar_day,
)
from deadlines.services.office import office_calendar, office_law
from law.notices import read_notice, read_year, workdays_of
from law.office import current_office
from law.workdays import HOLIDAY_NAMES, Day, WorkCalendar, days_between, shipped_calendar
from law.workdays import DayKind as Kind
from tests.factories.calendar import NOTICE, OF_2027
from tests.factories.deadlines import HANDLING, VERIFICATION, make_clock
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)
OF_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
OF_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。\
1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。\
9月28日（周日）、10月11日（周六）上班。"""


@pytest.mark.parametrize(
    ("year", "text"), [(2026, OF_2026), (2025, OF_2025)], ids=["2026", "2025"]
)
def test_a_notice_as_it_is_worded_gives_the_shipped_year(year: int, text: str) -> None:
    read = WorkCalendar().with_days(read_notice(text, year, shipped_calendar()))
    shipped = shipped_calendar()
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        assert read.is_workday(day) == shipped.is_workday(day), day
        assert day not in read.days or read.days[day].name in HOLIDAY_NAMES


def test_a_new_year_holiday_may_begin_in_december() -> None:
    text = "一、元旦：2027年12月31日（周五）至2028年1月2日（周日）放假调休，共3天。"
    assert min(read_year(text, 2028)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有日期的一段话",
        "一、元旦：1月1日（周四）放假1天。",  # 1 January 2027 is a Friday
        "2027-02-30 休 春节",
        "2027-02-10 也许 春节",
        "2027-02-10 休 春节\n2027-02-10 班 春节",
        "2027-02-10~2027-01-10 休 春节",
        "2025-02-10 休 春节",
        "2027-01-01 休 元旦",  # one day alone is no whole notice
        "x" * 30_000,
    ],
)
def test_days_that_cannot_be_right_are_refused_at_their_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_notice(text, 2027, shipped_calendar())
    assert list(refused.value.fields) == ["days"]


def test_entering_a_year_makes_it_known_and_its_dates_certain(
    yanta_inspector: User, sysadmin: User
) -> None:
    clock = make_clock(
        make_record(yanta_inspector), rule=HANDLING, on=ON, responsible=[yanta_inspector]
    )
    assert clock.provisional
    assert clock.due_on == date(2027, 2, 18)

    enter_calendar_year(year=2027, days=OF_2027, notice=NOTICE, by=sysadmin, on=ON)
    clock.refresh_from_db()

    assert not clock.provisional
    assert clock.due_on == date(2027, 2, 18)
    assert office_calendar().known_year(2027)
    assert workdays_of(office_calendar(), 2027) in range(245, 253)
    assert current_office() is office_law()
    event = AuditEvent.objects.get(kind="calendar_year.entered")
    assert event.actor_name == sysadmin.name
    assert event.after["notice"] == NOTICE
    assert not Message.objects.filter(recipient=yanta_inspector).exists()  # nothing moved


def test_a_limit_that_moves_is_told_once_and_audited(
    yanta_inspector: User, sysadmin: User
) -> None:
    record = make_record(yanta_inspector)
    moved = make_clock(
        record, rule=VERIFICATION, on=date(2027, 1, 28), responsible=[yanta_inspector]
    )
    other = make_clock(
        make_record(yanta_inspector),
        rule=VERIFICATION,
        on=date(2027, 1, 29),
        responsible=[yanta_inspector],
    )
    done = make_clock(make_record(yanta_inspector), on=date(2027, 1, 28), state="met")
    before = (moved.due_on, done.due_on)

    enter_calendar_year(year=2027, days=OF_2027, notice=NOTICE, by=sysadmin, on=ON)
    moved.refresh_from_db()
    done.refresh_from_db()
    change = LawChange.objects.get()

    assert moved.due_on > before[0]
    assert done.due_on == before[1]
    assert (change.moved, change.finished_at is not None) == (2, True)
    assert {row.clock_id for row in change.moves.all()} == {moved.pk, other.pk}
    told = Message.objects.get(recipient=yanta_inspector)
    assert told.title.startswith("2 ") or "2" in told.title
    assert str(moved.due_on) in told.body
    audited = AuditEvent.objects.filter(kind="clock.recounted")
    assert {event.subject_uuid for event in audited} == {moved.uuid, other.uuid}
    assert moved.steps  # the explanation names the holiday
    assert "Spring Festival" in str(moved.steps)


def test_a_later_notice_replaces_the_days_of_the_year(sysadmin: User) -> None:
    set_calendar_day(day=date(2027, 3, 3), kind=DayKind.REST, notice="旧", by=sysadmin, on=ON)
    enter_calendar_year(year=2027, days=OF_2027, notice=NOTICE, by=sysadmin, on=ON)
    corrected = OF_2027.replace("2027-06-09", "2027-06-10")
    enter_calendar_year(year=2027, days=corrected, notice=NOTICE, by=sysadmin, on=ON)

    assert not CalendarDay.objects.filter(day=date(2027, 3, 3)).exists()
    assert office_calendar().is_rest_day(date(2027, 6, 10))
    assert office_calendar().is_workday(date(2027, 6, 9))
    assert CalendarYear.objects.get(year=2027).version == 2


def test_a_day_can_be_given_back_to_the_shipped_calendar(sysadmin: User) -> None:
    day = date(2026, 3, 4)
    set_calendar_day(day=day, kind=DayKind.REST, notice="错", by=sysadmin, on=ON)
    assert office_calendar().is_rest_day(day)
    clear_calendar_day(day=day, notice="更正", by=sysadmin, on=ON)
    assert office_calendar().is_workday(day)
    with pytest.raises(NotFound):
        clear_calendar_day(day=day, notice="更正", by=sysadmin, on=ON)


def test_the_calendar_is_the_provinces(yanta_head: User) -> None:
    for by in (yanta_head,):
        with pytest.raises(PermissionRefused):
            enter_calendar_year(year=2027, days=OF_2027, notice=NOTICE, by=by, on=ON)
        with pytest.raises(PermissionRefused):
            clear_calendar_day(day=ON, notice=NOTICE, by=by, on=ON)


def test_a_year_needs_its_notice_and_a_possible_number() -> None:
    with pytest.raises(Invalid) as refused:
        enter_calendar_year(year=2027, days=OF_2027, notice=" ", by=SYSTEM, on=ON)
    assert "notice" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        enter_calendar_year(year=2300, days=OF_2027, notice=NOTICE, by=SYSTEM, on=ON)
    assert "year" in refused.value.fields


def test_reading_the_offices_law_costs_one_query(sysadmin: User, django_assert_num_queries):
    set_calendar_day(
        day=date(2026, 3, 4), kind=DayKind.REST, name="停电", notice="通知", by=sysadmin, on=ON
    )
    law = office_law()
    with django_assert_num_queries(1):
        assert office_law() is law
    assert law.days[date(2026, 3, 4)] == Day(Kind.REST, "停电")


def test_a_suspended_limit_is_counted_again_with_its_ledger(yanta_inspector, sysadmin) -> None:
    clock: Clock = make_clock(
        make_record(yanta_inspector), rule=VERIFICATION, on=date(2026, 3, 2)
    )
    assert clock.due_on == date(2026, 3, 23)
    set_calendar_day(day=date(2026, 3, 4), kind=DayKind.REST, notice="通知", by=sysadmin, on=ON)
    clock.refresh_from_db()
    assert (clock.due_on, clock.turn) == (date(2026, 3, 24), 2)
