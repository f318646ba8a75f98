"""Outages, people and bureaus that go, clocks met at the last moment, limits in hours."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest

from accounts.models import User
from accounts.services.bureaus import close_bureau
from accounts.system import SYSTEM
from deadlines.models import Clock, Reminder, Rung
from deadlines.services.clocks import meet_clocks
from deadlines.services.digest import make_digests
from deadlines.services.health import health
from deadlines.services.reminders import remind_due
from tests.factories.deadlines import DUE, PAYMENT, STARTED, day, make_clock, rungs
from tests.factories.workbench import make_record
from workbench.models import (
    Delivery,
    DeliveryKind,
    DeliveryLine,
    DeliveryState,
    Message,
    PersonChannels,
    Reason,
)
from workbench.services.delegations import delegate
from workbench.services.sending import send_due

pytestmark = pytest.mark.django_db


def eight_on(on: date, hours: int = 0) -> datetime:
    """Eight in the morning of a day in Shaanxi, and so many hours later."""
    return datetime(on.year, on.month, on.day, 0, 5, tzinfo=UTC) + timedelta(hours=hours)


def morning(on: date) -> None:
    remind_due(on=on)
    make_digests(on=on, at=eight_on(on))
    send_due(at=eight_on(on))


@pytest.fixture
def by_email(yanta_inspector: User) -> User:
    yanta_inspector.email = "li@example.gov.cn"
    yanta_inspector.save()
    PersonChannels.objects.create(user=yanta_inspector, email_on=True)
    return yanta_inspector


@pytest.fixture
def seven(by_email: User) -> list[Clock]:
    return [
        make_clock(make_record(by_email), on=STARTED, responsible=[by_email])
        for _each in range(7)
    ]


def test_all_that_is_due_goes_in_one_morning_digest(seven, mailoutbox) -> None:
    morning(DUE)
    (mail,) = mailoutbox
    assert mail.body.count("•") == 7
    assert mail.extra_headers["Message-ID"] == f"<{Delivery.objects.get().uuid}@yaoan.invalid>"


def test_after_four_days_without_any_process_one_digest_says_what_holds_now(
    seven, mailoutbox
) -> None:
    morning(day(-7))
    morning(day(-3 + 1))
    assert len(mailoutbox) == 2
    morning(day(1))  # nothing ran on the two days before
    assert len(mailoutbox) == 3
    assert mailoutbox[-1].body.count("•") == 7
    assert [rung for rung, _on in rungs(seven[0])] == [Rung.SEVEN, Rung.THREE, Rung.OVERDUE]
    assert not DeliveryLine.objects.waiting().exists()


def test_a_clock_met_one_second_before_the_sweep_is_not_spoken_of(
    seven, by_email: User, mailoutbox
) -> None:
    record = make_record(by_email)
    make_clock(record, on=STARTED, responsible=[by_email])
    meet_clocks(record, rules=[PAYMENT], act="pay", on=DUE)
    morning(DUE)
    assert mailoutbox[0].body.count("•") == 7


def test_a_clock_met_between_sweep_and_digest_does_not_leave_the_house(
    by_email: User, mailoutbox
) -> None:
    record = make_record(by_email)
    make_clock(record, on=STARTED, responsible=[by_email])
    remind_due(on=DUE)
    assert DeliveryLine.objects.waiting().count() == 1
    meet_clocks(record, rules=[PAYMENT], act="pay", on=DUE)
    make_digests(on=DUE, at=eight_on(DUE))
    assert mailoutbox == []
    assert not DeliveryLine.objects.waiting().exists()
    assert Message.objects.count() == 1


def test_message_reminder_and_line_are_written_together_or_not_at_all(
    seven, by_email: User
) -> None:
    with (
        patch.object(DeliveryLine.objects, "bulk_create", side_effect=TimeoutError),
        pytest.raises(TimeoutError),
    ):
        remind_due(on=DUE)
    assert not Message.objects.exists()
    assert not Reminder.objects.exists()
    remind_due(on=DUE)
    assert Message.objects.count() == DeliveryLine.objects.count() == 7


def test_what_a_disabled_officer_would_have_got_is_listed_and_their_head_is_told(
    seven, by_email: User, yanta_unit_head: User, mailoutbox
) -> None:
    remind_due(on=day(-7))
    make_digests(on=day(-7), at=eight_on(day(-7)))
    User.objects.filter(pk=by_email.pk).update(is_active=False, disabled_on=day(-7))
    send_due(at=eight_on(day(-7)))
    assert mailoutbox == []
    assert Delivery.objects.given_up().get().reason == Reason.ACCOUNT_CLOSED
    assert health(day(-7)).dead == 1
    remind_due(on=day(-1))
    assert rungs(seven[0], yanta_unit_head) == [(Rung.ONE, day(-1))]


def test_limits_of_a_merged_bureau_fall_to_the_one_it_was_merged_into(
    tree, seven, by_email: User, beilin_head: User, xian_officer: User
) -> None:
    User.objects.filter(pk=by_email.pk).update(is_active=False, disabled_on=STARTED)
    close_bureau(tree.yanta, successor=tree.beilin, reason="合并", by=SYSTEM, on=day(-9))
    result = remind_due(on=day(-7))
    assert (result.reminders, result.without_officer) == (7, 0)
    assert Message.objects.filter(recipient=beilin_head).count() == 7
    remind_due(on=date(2026, 3, 25))
    assert Reminder.objects.filter(recipient=xian_officer).count() == 7


def test_a_deputy_is_told_on_their_own_channels(
    seven, by_email: User, yanta_inspector2: User, mailoutbox
) -> None:
    yanta_inspector2.email = "wang@example.gov.cn"
    yanta_inspector2.save()
    PersonChannels.objects.create(user=yanta_inspector2, email_on=True)
    delegate(
        person=by_email,
        deputy=yanta_inspector2,
        from_on=DUE,
        to_on=DUE,
        reason="出差",
        by=by_email,
        on=DUE,
    )
    morning(DUE)
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "li@example.gov.cn",
        "wang@example.gov.cn",
    ]


def test_a_mail_server_that_refuses_loses_nothing_and_is_on_the_health_page(
    seven, settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    morning(DUE)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (
        DeliveryState.WAITING,
        Reason.MAIL_UNREACHABLE,
    )
    assert health(DUE).waiting == 1
    assert Message.objects.count() == 7


# -- limits in hours ----------------------------------------------------------------------
@pytest.fixture
def hours(by_email: User) -> Clock:
    """Twenty-four hours from ten in the morning of a Friday, so they end on a Saturday."""
    clock = make_clock(make_record(by_email), on=STARTED, responsible=[by_email])
    began = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
    ends = began + timedelta(hours=24)
    Clock.objects.update(
        started_at=began,
        started_on=date(2026, 3, 13),
        due_at=ends,
        due_on=date(2026, 3, 14),
        act_by=date(2026, 3, 14),
        next_look_on=date(2026, 3, 14),
    )
    clock.refresh_from_db()
    return clock


def sweep_at(at: datetime) -> int:
    local = at + timedelta(hours=8)
    return remind_due(on=local.date(), at=at).reminders


def test_a_limit_in_hours_speaks_at_once_and_on_rest_days(hours: Clock, mailoutbox) -> None:
    began = hours.started_at
    assert sweep_at(began + timedelta(minutes=10)) == 1
    assert sweep_at(began + timedelta(minutes=20)) == 0
    assert sweep_at(hours.due_at - timedelta(hours=4)) == 1
    assert sweep_at(hours.due_at - timedelta(hours=1)) == 1
    assert sweep_at(hours.due_at + timedelta(minutes=1)) == 1
    assert sweep_at(hours.due_at + timedelta(minutes=11)) == 0
    assert sweep_at(hours.due_at + timedelta(days=1)) == 1
    assert [rung for rung, _on in rungs(hours)] == [
        Rung.HOURS_BEGIN,
        Rung.HOURS_4,
        Rung.HOURS_1,
        Rung.OVERDUE,
        Rung.OVERDUE,
    ]
    assert "2026-03-14 10:00" in Message.objects.first().title


def test_it_leaves_the_house_at_once_even_at_night(hours: Clock, mailoutbox) -> None:
    sweep_at(hours.started_at + timedelta(minutes=10))
    DeliveryLine.objects.update(not_before=hours.started_at)
    night = datetime(2026, 3, 13, 18, 0, tzinfo=UTC)
    make_digests(on=date(2026, 3, 14), at=night)
    send_due(at=night)
    assert len(mailoutbox) == 1
    assert Delivery.objects.get().kind == DeliveryKind.NOTICE


def test_after_an_outage_a_limit_in_hours_says_only_what_holds_now(hours: Clock) -> None:
    sweep_at(hours.due_at - timedelta(minutes=30))
    assert [rung for rung, _on in rungs(hours)] == [Rung.HOURS_1]
