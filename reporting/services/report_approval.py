"""Editions of the report forms on their way: checked, approved, returned, frozen."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record
from audit.services.seal import sealed_head
from core.api.versions import require_version
from core.errors import DomainError, Invalid, PermissionRefused
from reporting.models import ReportEdition, ReportStatus
from reporting.report_forms.definition import Severity
from reporting.services.report_content import Book, content_hash, with_reported
from reporting.services.report_duties import APPROVES, CHECKS, locked, require_duty


class DoesNotBalance(DomainError):
    code = "does_not_balance"
    default_message = gettext_lazy("A balance rule is broken. Correct it before checking.")


class SamePerson(PermissionRefused):
    code = "same_person"
    default_message = gettext_lazy("Who checked the edition does not approve it as well.")


@transaction.atomic
def check_report(
    edition: ReportEdition, *, by: User, on: date, version: int | None = None
) -> ReportEdition:
    """Check a draft: every balance rule holds, every difference has its note.

    Raises:
        DoesNotBalance: a rule is broken; warnings do not stop it.
        Invalid: a reported value differs from the computed one without a note.
        IllegalTransition, PermissionRefused, StaleVersion: as ``recompute_report``.

    Legal source: 食品药品监督管理统计管理办法 Art. 17.
    """
    require_duty(edition, by, CHECKS)
    found = locked(edition, ReportStatus.DRAFT)
    require_version(found, version, {})
    book = Book.of(found)
    broken = [one for one in book.breaches() if one.severity == Severity.ERROR]
    if broken:
        told = _("%(count)s balance rules are broken, the first: %(text)s.")
        raise DoesNotBalance(told % {"count": len(broken), "text": broken[0].text})
    if bare := book.unexplained():
        told = _("Say in a note why the reported value differs: %(cells)s.")
        names = "、".join(book.place(cell.address) for cell in bare[:5])
        raise Invalid(told % {"cells": names})
    found.checked_by, found.checked_on = by, on
    return _moved(found, ReportStatus.CHECKED, "report_edition.checked", by=by, on=on)


@transaction.atomic
def approve_report(
    edition: ReportEdition, *, by: User, on: date, version: int | None = None
) -> ReportEdition:
    """Approve what another person checked.

    Raises:
        SamePerson: ``by`` checked it.
        IllegalTransition, PermissionRefused, StaleVersion: as ``recompute_report``.

    Legal source: 食品药品监督管理统计管理办法 Art. 17.
    """
    require_duty(edition, by, APPROVES)
    found = locked(edition, ReportStatus.CHECKED)
    if found.checked_by_id == by.pk:
        raise SamePerson
    require_version(found, version, {})
    found.approved_by, found.approved_on = by, on
    return _moved(found, ReportStatus.APPROVED, "report_edition.approved", by=by, on=on)


@transaction.atomic
def return_report(edition: ReportEdition, *, reason: str, by: User, on: date) -> ReportEdition:
    """Send a checked or approved edition back to be corrected.

    Raises:
        Invalid: no reason. IllegalTransition: a draft, or frozen.
        PermissionRefused: not this person's duty.

    Legal source: 药品监督管理统计管理办法(试行) Art. 6.
    """
    require_duty(edition, by, CHECKS)
    found = locked(edition, ReportStatus.CHECKED, ReportStatus.APPROVED)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say what is to be corrected.")})
    found.checked_by = found.checked_on = found.approved_by = found.approved_on = None
    kind = "report_edition.returned"
    return _moved(found, ReportStatus.DRAFT, kind, by=by, on=on, note=reason.strip())


def freeze_report(
    edition: ReportEdition, *, by: User, on: date, version: int | None = None
) -> ReportEdition:
    """Freeze an approved edition with its hash and the head of the audit chain.

    Raises:
        IllegalTransition, PermissionRefused, StaleVersion: as ``recompute_report``.
    """
    require_duty(edition, by, APPROVES)
    # Its own transaction: what led to the edition is sealed before it is frozen.
    return _frozen(edition, sealed_head(), by=by, on=on, version=version)


@transaction.atomic
def _frozen(
    edition: ReportEdition, head: str, *, by: User, on: date, version: int | None
) -> ReportEdition:
    found = locked(edition, ReportStatus.APPROVED)
    require_version(found, version, {})
    found.content = with_reported(found.content, found.reported.all())
    found.content_hash = content_hash(found.content)
    found.audit_head = head
    found.frozen_by, found.frozen_on = by, on
    return _moved(found, ReportStatus.FROZEN, "report_edition.frozen", by=by, on=on)


def _moved(
    edition: ReportEdition,
    status: ReportStatus,
    kind: str,
    *,
    by: User,
    on: date,
    note: str = "",
) -> ReportEdition:
    before = {"status": edition.status}
    edition.status = status
    edition.version += 1
    edition.save()
    after = {"status": status.value, "content_hash": edition.content_hash}
    record(kind, subject=edition, by=by, on=on, before=before, after=after, note=note)
    return edition
