"""A rule from memory: off, confirmed by name, in use everywhere, and off again."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, LawUnavailable, NotFound, PermissionRefused
from deadlines.models import LawChange, LawChangeKind, RuleConfirmation
from deadlines.services.clocks import start_clock
from deadlines.services.office import office_law
from deadlines.services.rules import (
    confirm_rule,
    find_confirmation,
    rules_from_memory,
    standing_confirmation,
    withdraw_confirmation,
)
from deadlines.services.what_if import preview_rule
from law.periods import get_period
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
RULE = "drug_sample_test_report"
READ = "药品质量抽查检验管理办法，2019年版，第二十四条"
ASKED = {"rule": RULE, "start": "2025-03-03"}


def ask(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_eight_rules_ship_switched_off() -> None:
    assert len(rules_from_memory()) == 8
    assert {rule.confidence for rule in rules_from_memory()} == {"memory"}


def test_once_confirmed_page_api_command_and_clock_use_it(
    sysadmin: User, yanta_inspector: User, client_for, api_for
) -> None:
    page = reverse("law:period", args=[RULE])
    client, api = client_for(yanta_inspector), api_for(yanta_inspector)
    record = make_record(yanta_inspector)
    assert api.post("/api/v1/law/deadline/", ASKED).status_code == 422
    assert "未启用" in client.get(page).content.decode()
    with pytest.raises(CommandError):
        ask("deadline", RULE, "2025-03-03")
    with pytest.raises(LawUnavailable):
        start_clock(record, rule=RULE, on=date(2025, 3, 3))

    row = confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)

    counted = api.post("/api/v1/law/deadline/", ASKED)
    assert counted.status_code == 200
    assert counted.json() == ask("deadline", RULE, "2025-03-03")
    assert counted.json()["due_on"] == "2025-04-08"
    clock = start_clock(record, rule=RULE, on=date(2025, 3, 3))
    assert (clock.due_on, clock.provisional) == (date(2025, 4, 8), False)
    shown = client.get(page).content.decode()
    assert sysadmin.name in shown
    assert READ in shown
    one = api.get(f"/api/v1/law/periods/{RULE}/").json()
    assert one["used"] is True
    assert one["confirmed"] == {"by": sysadmin.name, "on": "2026-03-02", "note": READ}
    assert standing_confirmation(get_period(RULE)) == row
    event = AuditEvent.objects.get(kind="rule_confirmation.made")
    assert (event.actor_name, event.after["rule"], event.note) == (sysadmin.name, RULE, READ)


def test_taken_back_it_is_off_and_its_running_limits_are_provisional(
    sysadmin: User, yanta_inspector: User
) -> None:
    row = confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    clock = start_clock(make_record(yanta_inspector), rule=RULE, on=date(2026, 3, 3))
    preview = preview_rule(RULE, confirmed=False)
    assert (preview.touched, preview.moved, preview.unsettled) == (1, 0, 1)

    withdraw_confirmation(row, note="读错了", by=sysadmin, on=ON)

    clock.refresh_from_db()
    assert clock.provisional
    assert not office_law().uses(get_period(RULE))
    assert LawChange.objects.filter(kind=LawChangeKind.RULE_WITHDRAWN).get().looked_at == 1
    with pytest.raises(NotFound):
        find_confirmation(RULE)
    with pytest.raises(IllegalTransition):
        withdraw_confirmation(row, note="再次", by=sysadmin, on=ON)
    again = preview_rule(RULE, confirmed=True)
    assert again.settled == 1
    confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    clock.refresh_from_db()
    assert not clock.provisional


def test_only_by_name_with_what_was_read_and_once(
    sysadmin: User, yanta_head: User, xian_head: User
) -> None:
    for by in (yanta_head, xian_head):
        with pytest.raises(PermissionRefused):
            confirm_rule(rule=RULE, note=READ, by=by, on=ON)
    with pytest.raises(Invalid) as refused:
        confirm_rule(rule=RULE, note="  ", by=sysadmin, on=ON)
    assert "note" in refused.value.fields
    with pytest.raises(IllegalTransition):
        confirm_rule(rule="case_handling_period", note=READ, by=sysadmin, on=ON)
    with pytest.raises(NotFound):
        confirm_rule(rule="no_such_rule", note=READ, by=sysadmin, on=ON)
    row = confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    with pytest.raises(IllegalTransition):
        confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    with pytest.raises(Invalid):
        withdraw_confirmation(row, note="", by=sysadmin, on=ON)
    with pytest.raises(PermissionRefused):
        withdraw_confirmation(row, note="读错了", by=yanta_head, on=ON)


def test_a_confirmation_counts_for_the_version_that_was_read(sysadmin: User) -> None:
    old = confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    RuleConfirmation.objects.filter(pk=old.pk).update(rule_version="an earlier version")
    old.refresh_from_db()
    old.save()  # as a row that changed: what was read of it before no longer counts
    assert not office_law().uses(get_period(RULE))
    assert standing_confirmation(get_period(RULE)) is None

    new = confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)

    old.refresh_from_db()
    assert old.withdrawn_by == sysadmin
    assert office_law().uses(get_period(RULE))
    assert new.rule_version == get_period(RULE).version[:120]


def test_two_confirmations_cannot_stand_side_by_side(sysadmin: User) -> None:
    confirm_rule(rule=RULE, note=READ, by=sysadmin, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleConfirmation.objects.create(
            rule=RULE, rule_version="x", note="x", confirmed_by=sysadmin, confirmed_on=ON
        )
