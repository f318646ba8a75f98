"""A colleague stands in for an absent person: both are told, duties stay where they are."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from core.errors import Invalid, PermissionRefused
from workbench.models import Delegation
from workbench.services.delegations import cancel_delegation, delegate
from workbench.services.recipients import Directory

pytestmark = pytest.mark.django_db
FROM, TO = date(2026, 3, 2), date(2026, 3, 6)


def give(person: User, deputy: User, *, by: User | None = None, **values) -> Delegation:
    values = {"from_on": FROM, "to_on": TO, "reason": "出差", "on": FROM, **values}
    return delegate(person=person, deputy=deputy, by=by or person, **values)


def names(on: date, *people: User) -> list[str]:
    return [user.name for user in Directory(on).with_deputies(people)]


def test_both_are_told_on_every_day_of_it_and_on_no_other(
    yanta_inspector: User, yanta_inspector2: User
) -> None:
    give(yanta_inspector, yanta_inspector2)
    one_day = timedelta(days=1)
    assert names(FROM - one_day, yanta_inspector) == ["李雁查"]
    assert names(FROM, yanta_inspector) == ["李雁查", "王雁查"]
    assert names(TO, yanta_inspector) == ["李雁查", "王雁查"]
    assert names(TO + one_day, yanta_inspector) == ["李雁查"]


def test_deputies_of_deputies_hear_too_and_a_circle_ends(
    yanta_inspector: User, yanta_inspector2: User, yanta_head: User
) -> None:
    give(yanta_inspector, yanta_inspector2)
    give(yanta_inspector2, yanta_head)
    give(yanta_head, yanta_inspector)
    assert names(FROM, yanta_inspector) == ["李雁查", "王雁查", "赵雁长"]


def test_a_disabled_deputy_hears_nothing(yanta_inspector: User, yanta_inspector2: User) -> None:
    give(yanta_inspector, yanta_inspector2)
    User.objects.filter(pk=yanta_inspector2.pk).update(is_active=False, disabled_on=FROM)
    assert names(FROM, yanta_inspector) == ["李雁查"]


def test_the_person_or_the_administrator_arranges_and_ends_it(
    yanta_inspector: User, yanta_inspector2: User, yanta_head: User, sysadmin: User
) -> None:
    with pytest.raises(PermissionRefused):
        give(yanta_inspector, yanta_inspector2, by=yanta_head)
    row = give(yanta_inspector, yanta_inspector2, by=sysadmin)
    with pytest.raises(PermissionRefused):
        cancel_delegation(row, by=yanta_inspector2, on=FROM)
    cancel_delegation(row, by=yanta_inspector, on=FROM)
    assert names(FROM, yanta_inspector) == ["李雁查"]
    with pytest.raises(Invalid):
        cancel_delegation(row, by=yanta_inspector, on=FROM)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("to_on", {"from_on": TO, "to_on": FROM}),
        ("to_on", {"on": date(2026, 4, 1)}),
        ("reason", {"reason": "长" * 10_000}),
    ],
)
def test_impossible_days_and_endless_reasons_are_refused(
    yanta_inspector: User, yanta_inspector2: User, field: str, values: dict[str, object]
) -> None:
    with pytest.raises(Invalid) as refused:
        give(yanta_inspector, yanta_inspector2, **values)
    assert field in refused.value.fields


def test_nobody_stands_in_for_themselves_nor_from_another_bureau(
    yanta_inspector: User, linwei_inspector: User
) -> None:
    for deputy in (yanta_inspector, linwei_inspector):
        with pytest.raises(Invalid) as refused:
            give(yanta_inspector, deputy)
        assert "deputy" in refused.value.fields
