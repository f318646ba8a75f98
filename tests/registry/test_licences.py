from datetime import date

import pytest

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from registry.errors import AlreadyRegistered, LicenceEnded, PartyClosed
from registry.models import Licence
from registry.services.licences import renew_licence, revoke_licence
from registry.services.parties import close_party
from tests.factories.registry import ON, make_licence, make_party


def test_a_licence_is_entered_with_its_term(yanta_inspector):
    party = make_party()

    licence = make_licence(party, by=yanta_inspector)

    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.subject_uuid) == ("licence.added", licence.uuid)
    assert event.after["party"] == str(party.ref)
    assert event.bureau_path == party.bureau.path


def test_a_filing_may_have_no_end(yanta_inspector):
    licence = make_licence(
        make_party(), kind="device_filing", expires_on=None, by=yanta_inspector
    )

    assert Licence.objects.get() == licence


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"issued_on": date(2025, 1, 2), "expires_on": date(2025, 1, 1)}, "expires_on"),
        ({"issued_on": date(2026, 3, 11)}, "issued_on"),
        ({"number": ""}, "number"),
        ({"number": "9" * 10_000}, "number"),
        ({"kind": "fishing"}, "kind"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(told, field, yanta_inspector):
    party = make_party()

    with pytest.raises(Invalid) as refused:
        make_licence(party, by=yanta_inspector, **told)

    assert field in refused.value.fields
    assert not Licence.objects.exists()


def test_a_number_is_one_licence_and_its_holder_is_named(yanta_inspector):
    make_licence(make_party(name="持证药房"), number="陕CA0001")

    with pytest.raises(AlreadyRegistered, match="持证药房"):
        make_licence(make_party(), number=" 陕CA0001 ", by=yanta_inspector)


def test_a_renewal_moves_the_term(yanta_inspector):
    licence = make_licence(make_party())

    renewed = renew_licence(
        licence,
        issued_on=date(2026, 3, 9),
        expires_on=date(2034, 1, 4),
        version=1,
        by=yanta_inspector,
        on=ON,
    )

    assert renewed.expires_on == date(2034, 1, 4)
    event = AuditEvent.objects.latest("id")
    assert event.kind == "licence.renewed"
    assert event.before["expires_on"] == "2029-01-04"


@pytest.mark.parametrize(
    ("issued", "expires"),
    [
        (date(2024, 6, 1), date(2029, 1, 4)),  # not later than the present term
        (date(2026, 1, 1), date(2025, 1, 1)),  # ends before it begins
    ],
)
def test_a_renewal_must_lengthen_the_term(issued, expires, yanta_inspector):
    licence = make_licence(make_party())

    with pytest.raises(Invalid) as refused:
        renew_licence(licence, issued_on=issued, expires_on=expires, by=yanta_inspector, on=ON)

    assert "expires_on" in refused.value.fields


def test_a_revoked_licence_is_over(yanta_inspector):
    licence = make_licence(make_party())
    day = date(2026, 3, 1)

    gone = revoke_licence(licence, revoked_on=day, reason="吊销", by=yanta_inspector, on=ON)

    assert gone.revoked_on == day
    assert AuditEvent.objects.latest("id").note == "吊销"
    with pytest.raises(LicenceEnded):
        revoke_licence(licence, revoked_on=day, reason="再次", by=yanta_inspector, on=ON)
    with pytest.raises(LicenceEnded):
        renew_licence(
            licence,
            issued_on=day,
            expires_on=date(2040, 1, 1),
            by=yanta_inspector,
            on=ON,
        )


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"revoked_on": date(2023, 12, 31)}, "revoked_on"),
        ({"revoked_on": date(2026, 3, 11)}, "revoked_on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_revocation_has_its_day_and_reason(told, field, yanta_inspector):
    licence = make_licence(make_party())
    values = {"revoked_on": date(2026, 3, 1), "reason": "吊销", **told}

    with pytest.raises(Invalid) as refused:
        revoke_licence(licence, **values, by=yanta_inspector, on=ON)

    assert field in refused.value.fields


def test_licences_are_written_by_the_partys_bureaus(linwei_inspector, yanta_legal, auditor):
    party = make_party()
    licence = make_licence(party)

    for by in (linwei_inspector, yanta_legal, auditor):
        with pytest.raises(PermissionRefused):
            make_licence(party, by=by)
        with pytest.raises(PermissionRefused):
            revoke_licence(licence, revoked_on=ON, reason="吊销", by=by, on=ON)


def test_a_closed_party_gets_no_licence(yanta_inspector):
    party = close_party(make_party(), reason="注销", by=yanta_inspector, on=ON)

    with pytest.raises(PartyClosed):
        make_licence(party, by=yanta_inspector)


def test_an_old_page_does_not_overwrite(yanta_inspector):
    licence = make_licence(make_party())
    later = {"issued_on": date(2026, 3, 9), "expires_on": date(2034, 1, 4)}
    renew_licence(licence, **later, version=1, by=yanta_inspector, on=ON)

    with pytest.raises(StaleVersion):
        revoke_licence(
            licence, revoked_on=ON, reason="旧页", version=1, by=yanta_inspector, on=ON
        )


def test_expiring_licences_leave_out_the_revoked(yanta_inspector):
    party = make_party()
    soon = make_licence(party, expires_on=date(2026, 4, 1))
    make_licence(party)
    gone = make_licence(party, expires_on=date(2026, 4, 2))
    revoke_licence(gone, revoked_on=ON, reason="注销", by=yanta_inspector, on=ON)

    assert list(Licence.objects.expiring(ON, date(2026, 6, 8))) == [soon]
