"""Certificates with their expiry, and training taken."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.errors import NotQualified
from accounts.models import CertificateKind, User
from accounts.policies import qualified, require_qualified
from accounts.services.people import disable_person
from accounts.services.qualifications import (
    add_certificate,
    record_training,
    renew_certificate,
)
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from tests.factories.accounts import certify, make_person

ON = date(2022, 3, 1)
DAY = timedelta(days=1)


@pytest.fixture
def officer(yanta):
    return make_person(yanta)


def enter(officer, by, **values):
    given = {
        "kind": CertificateKind.ENFORCEMENT,
        "number": "27010313001",
        "issued_on": date(2020, 1, 1),
        "expires_on": date(2024, 12, 31),
    } | values
    return add_certificate(officer, by=by, on=ON, **given)


def test_an_officer_is_qualified_from_the_first_to_the_last_day(officer, sysadmin):
    certificate = enter(officer, sysadmin)

    days = {
        certificate.issued_on - DAY: False,
        certificate.issued_on: True,
        certificate.expires_on: True,
        certificate.expires_on + DAY: False,
    }
    assert {day: qualified(officer, day) for day in days} == days
    assert {day: officer in User.objects.certified(day) for day in days} == days


def test_a_legal_qualification_has_no_end(officer, sysadmin):
    enter(officer, sysadmin, kind=CertificateKind.LEGAL, expires_on=None)

    assert qualified(officer, date(2060, 1, 1), CertificateKind.LEGAL)
    assert not qualified(officer, ON)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"expires_on": None}, "expires_on"),
        ({"expires_on": date(2019, 12, 31)}, "expires_on"),
    ],
)
def test_a_period_that_cannot_be_is_refused(given, field, officer, sysadmin):
    with pytest.raises(Invalid) as refusal:
        enter(officer, sysadmin, **given)
    assert field in refusal.value.fields


def test_a_number_is_entered_once(officer, sysadmin, yanta):
    enter(officer, sysadmin)
    with pytest.raises(Invalid) as refusal:
        enter(make_person(yanta), sysadmin)
    assert "number" in refusal.value.fields


def test_officers_do_not_certify_themselves(yanta_inspector):
    with pytest.raises(PermissionRefused):
        enter(yanta_inspector, yanta_inspector)


def test_a_renewal_moves_the_last_day(officer, sysadmin):
    certificate = enter(officer, sysadmin)

    renewed = renew_certificate(certificate, expires_on=date(2029, 12, 31), by=sysadmin, on=ON)

    assert renewed.expires_on == date(2029, 12, 31)
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.before["expires_on"]) == ("certificate.renewed", "2024-12-31")


def test_a_renewal_does_not_shorten(officer, sysadmin):
    with pytest.raises(Invalid):
        renew_certificate(
            enter(officer, sysadmin), expires_on=date(2024, 12, 31), by=sysadmin, on=ON
        )


def test_every_officer_of_a_team_must_be_certified(officer, yanta, yanta_inspector):
    lapsed = make_person(yanta, name="过期")
    certify(lapsed, until=ON - DAY)
    certify(officer, until=ON)

    require_qualified([officer, yanta_inspector], on=ON)
    with pytest.raises(NotQualified) as refusal:
        require_qualified([officer, lapsed], on=ON)
    assert "过期" in str(refusal.value.fields["officers"])
    assert officer.name not in str(refusal.value)


def test_a_disabled_officer_is_not_qualified(officer, sysadmin):
    certify(officer)
    disable_person(officer, reason="离职", by=sysadmin, on=ON)

    with pytest.raises(NotQualified):
        require_qualified([officer], on=ON)


def test_an_officer_with_two_certificates_is_found_once(officer):
    certify(officer)
    certify(officer)

    assert User.objects.certified(ON).filter(pk=officer.pk).count() == 1


def test_training_is_recorded_once_it_was_held(officer, sysadmin):
    training = record_training(
        officer,
        title="药品经营质量管理规范",
        held_on=ON,
        hours=Decimal("8.0"),
        by=sysadmin,
        on=ON,
    )

    assert training.passed
    with pytest.raises(Invalid) as refusal:
        record_training(
            officer, title="将来", held_on=ON + DAY, hours=Decimal(1), by=sysadmin, on=ON
        )
    assert "held_on" in refusal.value.fields
