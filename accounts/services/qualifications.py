"""What officers are qualified for: certificates with their expiry, and training taken."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Certificate, CertificateKind, TrainingRecord, User
from accounts.policies import require_manage_people
from audit.services import record
from core.errors import Invalid
from core.protocols import Actor


@transaction.atomic
def add_certificate(
    person: User,
    *,
    kind: CertificateKind,
    number: str,
    issued_on: date,
    expires_on: date | None = None,
    by: Actor,
    on: date,
) -> Certificate:
    """Enter a certificate of an officer.

    Args:
        expires_on: the last day it is valid; None only for a legal qualification.
    """
    require_manage_people(by, person.bureau)
    if Certificate.objects.filter(number=number).exists():
        raise Invalid(fields={"number": _("A certificate with this number exists already.")})
    certificate = Certificate(
        user=person, kind=kind, number=number, issued_on=issued_on, expires_on=expires_on
    )
    _require_period(certificate)
    certificate.full_clean(exclude=["user"])
    certificate.save(force_insert=True)
    after = {"kind": kind.value, "number": number, "expires_on": expires_on}
    record("certificate.added", subject=person, by=by, on=on, after=after)
    return certificate


@transaction.atomic
def renew_certificate(
    certificate: Certificate, *, expires_on: date, by: Actor, on: date
) -> Certificate:
    """Extend a certificate's last day after its renewal."""
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("user__bureau")
    row = rows.get(pk=certificate.pk)
    require_manage_people(by, row.user.bureau)
    if row.expires_on is None or expires_on <= row.expires_on:
        raise Invalid(fields={"expires_on": _("The new last day must be later than before.")})
    before = {"number": row.number, "expires_on": row.expires_on}
    row.expires_on = expires_on
    row.version += 1
    row.save(update_fields=["expires_on", "version", "updated_at"])
    after = {"number": row.number, "expires_on": expires_on}
    record("certificate.renewed", subject=row.user, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def record_training(
    person: User,
    *,
    title: str,
    held_on: date,
    hours: Decimal,
    provider: str = "",
    passed: bool = True,
    by: Actor,
    on: date,
) -> TrainingRecord:
    """Enter training an officer took.

    Args:
        hours: class hours, above zero.
    """
    require_manage_people(by, person.bureau)
    if held_on > on:
        raise Invalid(fields={"held_on": _("Training is recorded once it was held.")})
    return enter_training(
        person,
        title=title,
        held_on=held_on,
        hours=hours,
        provider=provider,
        passed=passed,
        by=by,
        on=on,
    )


def enter_training(
    person: User,
    *,
    title: str,
    held_on: date,
    hours: Decimal,
    provider: str,
    passed: bool,
    by: Actor,
    on: date,
) -> TrainingRecord:
    """The row and its audit row, for an act that has checked who may."""
    training = TrainingRecord(
        user=person,
        title=title,
        provider=provider,
        held_on=held_on,
        hours=hours,
        passed=passed,
    )
    training.full_clean(exclude=["user"])
    training.save(force_insert=True)
    after = {"title": title, "held_on": held_on, "hours": hours, "passed": passed}
    record("training.recorded", subject=person, by=by, on=on, after=after)
    return training


def _require_period(certificate: Certificate) -> None:
    ends, begins = certificate.expires_on, certificate.issued_on
    if ends is None and certificate.kind != CertificateKind.LEGAL:
        raise Invalid(fields={"expires_on": _("Give the last day the certificate is valid.")})
    if ends is not None and ends < begins:
        raise Invalid(fields={"expires_on": _("A certificate cannot end before it begins.")})
