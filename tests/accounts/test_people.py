"""Taking people on, changing, disabling and transferring them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role, Share, ShareGrade, User
from accounts.services.people import (
    change_own_password,
    change_person,
    create_person,
    disable_person,
    enable_person,
    new_password,
    set_first_password,
    transfer_person,
)
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from tests.factories.accounts import PASSWORD, make_person

ON = date(2022, 3, 1)


def take_on(by, bureau, **values) -> User:
    given = {"username": "new-person", "name": "新来", "password": "Begin-with-1"} | values
    return create_person(bureau=bureau, by=by, on=ON, **given)


# -- taking on ----------------------------------------------------------------------------
def test_a_new_person_has_no_duties_and_must_change_the_password(sysadmin, yanta, tree):
    person = take_on(sysadmin, yanta, unit=tree.unit("yanta"))

    assert person.check_password("Begin-with-1")
    assert person.must_change_password
    assert not person.roles
    assert not person.perms
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.subject_uuid) == ("officer.created", person.uuid)
    assert "Begin-with-1" not in str(event.after)


@pytest.mark.parametrize("who", ["secadmin", "yanta_head", "province_officer", "auditor"])
def test_only_system_administrators_take_people_on(who, yanta, request):
    with pytest.raises(PermissionRefused):
        take_on(request.getfixturevalue(who), yanta)


def test_an_administrator_of_a_city_takes_people_on_there_alone(xian, yanta, linwei):
    local = make_person(xian, Role.SYSTEM_ADMINISTRATOR)

    assert take_on(local, yanta).bureau == yanta
    with pytest.raises(PermissionRefused):
        take_on(local, linwei, username="another")


def test_a_user_name_is_taken_whatever_its_capitals(sysadmin, yanta, yanta_inspector):
    with pytest.raises(Invalid) as refusal:
        take_on(sysadmin, yanta, username="YANTA_inspector")
    assert "username" in refusal.value.fields


def test_the_unit_must_be_of_the_bureau(sysadmin, yanta, tree):
    with pytest.raises(Invalid) as refusal:
        take_on(sysadmin, yanta, unit=tree.unit("linwei"))
    assert "unit" in refusal.value.fields


def test_first_passwords_are_long_and_never_the_same():
    made = {new_password() for _each in range(50)}

    assert len(made) == 50
    assert all(len(one) == 19 for one in made)


# -- changing -----------------------------------------------------------------------------
def test_a_change_keeps_both_versions_in_the_audit(sysadmin, yanta_inspector):
    changed = change_person(
        yanta_inspector, changes={"position": "副大队长"}, by=sysadmin, on=ON
    )

    assert (changed.position, changed.version) == ("副大队长", 2)
    event = AuditEvent.objects.latest("id")
    assert (event.before, event.after) == ({"position": ""}, {"position": "副大队长"})


def test_a_stale_change_shows_both_versions(sysadmin, yanta_inspector):
    change_person(yanta_inspector, changes={"position": "甲"}, by=sysadmin, on=ON)

    with pytest.raises(StaleVersion) as refusal:
        change_person(
            yanta_inspector,
            changes={"position": "乙"},
            expected_version=1,
            by=sysadmin,
            on=ON,
        )
    assert refusal.value.details["yours"] == {"position": "乙"}
    assert refusal.value.details["theirs"] == {"position": "甲"}


def test_a_user_name_is_never_changed(sysadmin, yanta_inspector):
    with pytest.raises(Invalid):
        change_person(yanta_inspector, changes={"username": "x"}, by=sysadmin, on=ON)


def test_a_name_of_ten_thousand_characters_is_refused_at_its_field(sysadmin, yanta):
    with pytest.raises(ValidationError) as refusal:
        take_on(sysadmin, yanta, name="长" * 10_000)
    assert "name" in refusal.value.message_dict


# -- disabling ----------------------------------------------------------------------------
def test_a_disabled_person_may_nothing_and_is_signed_out(sysadmin, yanta_inspector, client_for):
    client = client_for(yanta_inspector)
    assert client.get("/account/session/").status_code == 200

    disable_person(yanta_inspector, reason="调离", by=sysadmin, on=ON)

    assert client.get("/account/session/").status_code == 302
    assert not User.objects.get(pk=yanta_inspector.pk).perms


def test_nobody_disables_themselves(sysadmin):
    with pytest.raises(Invalid):
        disable_person(sysadmin, reason="误", by=sysadmin, on=ON)


def test_an_enabled_person_begins_with_a_new_first_password(sysadmin, yanta_inspector):
    disable_person(yanta_inspector, reason="借调", by=sysadmin, on=ON)

    back = enable_person(yanta_inspector, password="Again-here-2", by=sysadmin, on=ON)

    assert back.is_active
    assert back.must_change_password
    assert back.check_password("Again-here-2")


# -- transfer -----------------------------------------------------------------------------
def test_a_transfer_ends_duties_and_closes_what_was_opened(
    sysadmin, yanta_inspector, linwei, tree
):
    Share.objects.create(
        root_kind="case",
        root_uuid=yanta_inspector.uuid,
        user=yanta_inspector,
        grade=ShareGrade.HANDLE,
        given_on=ON,
    )

    moved = transfer_person(
        yanta_inspector, bureau=linwei, unit=tree.unit("linwei"), by=sysadmin, on=ON
    )

    fresh = User.objects.get(pk=moved.pk)
    assert (fresh.bureau, fresh.roles) == (linwei, frozenset())
    assert not Share.objects.filter(user=fresh).exists()
    event = AuditEvent.objects.latest("id")
    assert event.after["roles_ended"] == ["inspector"]
    assert event.after["shares_closed"] == 1


def test_a_change_of_unit_keeps_duties(sysadmin, yanta_inspector, yanta, tree):
    unit = tree.unit("yanta", "section")

    transfer_person(yanta_inspector, bureau=yanta, unit=unit, by=sysadmin, on=ON)

    fresh = User.objects.get(pk=yanta_inspector.pk)
    assert (fresh.unit, fresh.roles) == (unit, {Role.INSPECTOR})


def test_nobody_is_transferred_out_of_reach(xian, yanta_inspector, linwei):
    local = make_person(xian, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(PermissionRefused):
        transfer_person(yanta_inspector, bureau=linwei, by=local, on=ON)


# -- passwords ----------------------------------------------------------------------------
def test_a_first_password_is_set_by_the_administrator(sysadmin, yanta_inspector):
    set_first_password(yanta_inspector, password="Forgot-mine-3", by=sysadmin, on=ON)

    fresh = User.objects.get(pk=yanta_inspector.pk)
    assert fresh.must_change_password
    assert fresh.check_password("Forgot-mine-3")


@pytest.mark.parametrize(
    "password", [PASSWORD, "12345678", "short", "password", "yanta_inspector"]
)
def test_a_new_password_differs_and_is_not_easy_to_guess(yanta_inspector, password):
    with pytest.raises(Invalid):
        change_own_password(by=yanta_inspector, password=password, on=ON)


def test_whoever_changed_the_password_is_free_to_go_on(yanta):
    person = make_person(yanta, Role.INSPECTOR, must_change_password=True)

    change_own_password(by=person, password="Mine-alone-4", on=ON)

    assert not User.objects.get(pk=person.pk).must_change_password
