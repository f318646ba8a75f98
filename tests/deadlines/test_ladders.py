"""A ladder is data: set by the province within limits, and holds for running clocks at once."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import User
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from deadlines.ladder import SHIPPED, Family
from deadlines.models import Clock, LadderSetting, Rung
from deadlines.services.ladders import ladders, set_ladder
from tests.factories.accounts import make_person
from tests.factories.deadlines import HANDLING, STARTED, day, make_clock, rungs, sweep_days
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db


def sound(**changes):
    return {
        "family": Family.PARTY,
        "before": [10, 5, 0],
        "heads_after": 1,
        "above_after": 3,
        "province_after": 6,
        "basis": "陕药监〔2026〕1号",
        "on": STARTED,
        **changes,
    }


def test_as_shipped_limits_speak_seven_three_one_days_before_and_on_the_day() -> None:
    assert SHIPPED[Family.DEFAULT].before == (7, 3, 1, 0)
    assert ladders() == SHIPPED


def test_a_ladder_set_after_a_clock_began_holds_for_it(
    clock: Clock, yanta_inspector: User, yanta_head: User, sysadmin: User
) -> None:
    sweep_days(STARTED, day(-6))
    assert rungs(clock) == [(Rung.SEVEN, day(-7))]
    set_ladder(**sound(before=[5, 2, 0]), by=sysadmin)
    sweep_days(day(-5), day(1))
    assert rungs(clock, yanta_inspector)[1:] == [
        (Rung.FIVE, day(-5)),
        (Rung.TWO, day(-2)),
        (Rung.DUE, day(0)),
        (Rung.OVERDUE, day(1)),
    ]


def test_heads_hear_when_the_ladder_says(
    clock: Clock, yanta_inspector: User, yanta_head: User, sysadmin: User
) -> None:
    set_ladder(**sound(), by=sysadmin)
    sweep_days(day(-11), day(1))
    assert rungs(clock, yanta_inspector) == [
        (Rung.TEN, day(-9)),  # the tenth day before is a Sunday
        (Rung.FIVE, day(-5)),
        (Rung.DUE, day(0)),
        (Rung.OVERDUE, day(1)),
    ]
    assert rungs(clock, yanta_head) == [(Rung.UNIT_AND_BUREAU_HEAD, day(1))]


def test_another_familys_clocks_keep_their_ladder(
    yanta_inspector: User, sysadmin: User
) -> None:
    set_ladder(**sound(), by=sysadmin)
    clock = make_clock(
        make_record(yanta_inspector), rule=HANDLING, on=STARTED, responsible=[yanta_inspector]
    )
    assert (clock.responsibility, clock.act_by) == ("authority", date(2026, 6, 1))
    sweep_days(date(2026, 5, 20), date(2026, 5, 29))
    assert rungs(clock) == [(Rung.SEVEN, date(2026, 5, 25)), (Rung.THREE, date(2026, 5, 29))]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"before": [7, 3]}, "before"),
        ({"before": [6, 0]}, "before"),
        ({"before": []}, "before"),
        ({"heads_after": 6, "above_after": 8, "province_after": 12}, "heads_after"),
        ({"above_after": 1}, "above_after"),
        ({"province_after": 21}, "province_after"),
        ({"province_after": 3}, "province_after"),
        ({"basis": " "}, "basis"),
        ({"family": Family.HOURS, "before": [7]}, "before"),
    ],
)
def test_outside_its_limits_no_ladder_is_set(changes: dict, field: str, sysadmin: User) -> None:
    with pytest.raises(Invalid) as refusal:
        set_ladder(**sound(**changes), by=sysadmin)
    assert set(refusal.value.fields) == {field}
    assert not LadderSetting.objects.exists()


def test_only_the_provinces_administrator_sets_ladders(
    tree, province_head: User, sysadmin: User
) -> None:
    city = make_person(tree.xian)
    for by in (province_head, city):
        with pytest.raises(PermissionRefused):
            set_ladder(**sound(), by=by)


def test_setting_a_ladder_is_written_down(sysadmin: User) -> None:
    set_ladder(**sound(), by=sysadmin)
    event = AuditEvent.objects.get(kind="ladder.set")
    assert event.before["before"] == [7, 3, 1, 0]
    assert event.after["before"] == [10, 5, 0]


def test_what_somebody_set_meanwhile_is_not_overwritten(sysadmin: User) -> None:
    set_ladder(**sound(), by=sysadmin, version=0)
    with pytest.raises(StaleVersion):
        set_ladder(**sound(), by=sysadmin, version=0)


def test_the_page_shows_and_sets_a_ladder(client_for, sysadmin: User) -> None:
    client = client_for(sysadmin)
    address = reverse("deadlines:ladder-set", args=["party"])
    assert client.get(address).status_code == 200
    sent = sound(before=["10", "5", "0"], _version="0")
    del sent["family"], sent["on"]
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("deadlines:ladders")).content.decode()
    assert "陕药监〔2026〕1号" in page
    assert client.get(reverse("deadlines:ladder-set", args=["none"])).status_code == 404


def test_the_api_reads_and_sets_ladders(api_for, sysadmin: User, yanta_inspector: User) -> None:
    read = api_for(yanta_inspector).get("/api/v1/ladders/").json()["results"]
    assert [one["family"] for one in read] == ["default", "party", "hours"]
    sent = sound()
    del sent["family"], sent["on"]
    refused = api_for(yanta_inspector).post("/api/v1/ladders/party/set/", sent)
    assert refused.status_code == 403
    answer = api_for(sysadmin).post("/api/v1/ladders/party/set/", sent)
    assert (answer.status_code, answer.json()["before"]) == (200, [10, 5, 0])


def test_who_noted_a_reminder_is_shown_at_the_clock(
    clock: Clock, client_for, api_for, yanta_inspector: User
) -> None:
    sweep_days(day(0), day(0))
    message = Message.objects.get()
    client = client_for(yanta_inspector)
    client.post(reverse("workbench:message-acknowledge", args=[message.uuid]))
    message.refresh_from_db()
    noted = f"{localtime(message.acknowledged_at):%H:%M}"
    for address in (
        reverse("deadlines:clock", args=[clock.uuid]),
        reverse("deadlines:panel", args=[clock.about_kind, clock.about_uuid]),
    ):
        assert noted in client.get(address).content.decode()
    (row,) = api_for(yanta_inspector).get("/api/v1/reminders/").json()["results"]
    assert row["acknowledged_at"] is not None
