"""Duties are granted by those who create nobody, and never to oneself."""

from datetime import date

import pytest

from accounts.models import Perm, Role, RoleGrant
from accounts.permissions import ROLE_PERMS
from accounts.services.roles import grant_role, revoke_role
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from tests.factories.accounts import make_person, make_service_account

ON = date(2022, 3, 1)


def test_a_security_administrator_grants_a_duty(secadmin, yanta):
    person = make_person(yanta)

    grant_role(person, role=Role.INSPECTOR, by=secadmin, on=ON)

    assert person.can(Perm.WRITE_CASES)
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.after) == ("role.granted", {"role": "inspector"})


@pytest.mark.parametrize("who", ["sysadmin", "yanta_head", "province_officer", "auditor"])
def test_nobody_else_grants_duties(who, yanta, request):
    with pytest.raises(PermissionRefused):
        grant_role(
            make_person(yanta),
            role=Role.INSPECTOR,
            by=request.getfixturevalue(who),
            on=ON,
        )


def test_nobody_grants_duties_to_themselves(secadmin):
    with pytest.raises(PermissionRefused):
        grant_role(secadmin, role=Role.BUREAU_HEAD, by=secadmin, on=ON)


def test_a_security_administrator_of_a_city_reaches_that_city_alone(xian, linwei, yanta):
    local = make_person(xian, Role.SECURITY_ADMINISTRATOR)

    grant_role(make_person(yanta), role=Role.INSPECTOR, by=local, on=ON)
    with pytest.raises(PermissionRefused):
        grant_role(make_person(linwei), role=Role.INSPECTOR, by=local, on=ON)


def test_one_person_may_hold_several_duties(secadmin, yanta_unit_head):
    grant_role(yanta_unit_head, role=Role.INSPECTOR, by=secadmin, on=ON)

    assert yanta_unit_head.roles == {Role.UNIT_HEAD, Role.INSPECTOR}


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR),
        (Role.SYSTEM_ADMINISTRATOR, Role.INSPECTOR),
        (Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR),
        (Role.AUDITOR, Role.BUREAU_HEAD),
        (Role.SECURITY_ADMINISTRATOR, Role.AUDITOR),
    ],
)
def test_administration_audit_and_cases_are_kept_apart(held, wanted, secadmin, yanta):
    person = make_person(yanta, held)
    with pytest.raises(Invalid) as refusal:
        grant_role(person, role=wanted, by=secadmin, on=ON)
    assert "role" in refusal.value.fields


def test_a_duty_is_granted_once(secadmin, yanta_inspector):
    with pytest.raises(Invalid):
        grant_role(yanta_inspector, role=Role.INSPECTOR, by=secadmin, on=ON)


def test_a_machine_gets_no_duties(secadmin, xian):
    with pytest.raises(Invalid):
        grant_role(make_service_account(xian), role=Role.INSPECTOR, by=secadmin, on=ON)


def test_a_revoked_duty_stays_on_record_with_its_end(secadmin, yanta_inspector):
    revoke_role(yanta_inspector, role=Role.INSPECTOR, by=secadmin, on=ON)

    assert not yanta_inspector.roles
    grant = RoleGrant.objects.get(user=yanta_inspector)
    assert (grant.revoked_on, grant.revoked_by) == (ON, str(secadmin.uuid))
    grant_role(yanta_inspector, role=Role.INSPECTOR, by=secadmin, on=ON)
    assert yanta_inspector.can(Perm.WRITE_CASES)


def test_a_duty_that_is_not_held_is_not_revoked(secadmin, yanta_inspector):
    with pytest.raises(Invalid):
        revoke_role(yanta_inspector, role=Role.BUREAU_HEAD, by=secadmin, on=ON)


def test_what_the_roles_may_do_reads_like_the_rules():
    may = {role: ROLE_PERMS[role] for role in Role}

    for administrator in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR):
        assert Perm.READ_RECORDS not in may[administrator]
    assert [role for role in Role if Perm.GRANT_ROLES in may[role]] == [
        Role.SECURITY_ADMINISTRATOR
    ]
    assert [role for role in Role if Perm.MANAGE_PEOPLE in may[role]] == [
        Role.SYSTEM_ADMINISTRATOR
    ]
    assert [role for role in Role if Perm.DECIDE_CASES in may[role]] == [Role.BUREAU_HEAD]
    assert [role for role in Role if Perm.REVIEW_LAW in may[role]] == [Role.LEGAL_REVIEWER]
    writes = {perm for perm in Perm if not perm.startswith("read_")}
    assert not may[Role.AUDITOR] & writes
    assert Perm.REVEAL_PROTECTED not in may[Role.AUDITOR]
