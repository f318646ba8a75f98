"""Whoever is near a limit is told: the clock, the sweep, the message on the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deadlines.models import Clock
from deadlines.services.reminders import remind_due
from tests.factories.enforcement_field import make_clue_in_hand

pytestmark = pytest.mark.browser


def test_an_inspector_near_a_limit_reads_the_reminder(sign_in, yanta_inspector):
    clue = make_clue_in_hand(by=yanta_inspector, on=timezone.localdate() - timedelta(days=21))
    clock = Clock.objects.of(clue).get()
    days = (clock.act_by - timezone.localdate()).days
    assert 0 <= days <= 7
    seat = sign_in(yanta_inspector)
    assert seat.page.locator(".top-tools [href='/workbench/inbox/'] .top-count *").count() == 0
    remind_due(on=timezone.localdate())

    seat.page.reload()
    count = seat.page.locator(".top-tools [href='/workbench/inbox/'] .top-count")
    count.get_by_text("1", exact=True).wait_for()
    seat.page.locator(".top-tools [href='/workbench/inbox/']").click()
    seat.reads(clock.title)
    seat.main.locator(".row-link").first.click()
    seat.reads(clock.act_by.isoformat())
    seat.main.locator("a[href*='/workbench/records/'], a[href*='/clues/']").first.click()
    seat.reads(clue.number)
