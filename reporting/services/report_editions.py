"""Editions of the report forms while they are prepared: computed, reported, worded."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import Campaign
from core.api.versions import require_version
from core.errors import Invalid, PermissionRefused
from reporting.models import Approx, ReportEdition, ReportedValue, ReportStatus
from reporting.report_forms.definition import Period
from reporting.report_forms.fill import Question
from reporting.services.report_computing import compute_report
from reporting.services.report_content import forms_for, period_data
from reporting.services.report_duties import PREPARES, StillComputing, locked, require_duty

LARGEST = Decimal("9999999999999999.99")


def begin_report(
    period: Period,
    *,
    by: User,
    on: date,
    campaign: Campaign | None = None,
    wait: bool = False,
) -> ReportEdition:
    """Begin the first edition of one's own bureau for a period, and have it computed.

    Args:
        period: a shipped period, over when the day ``on`` has passed its first day.
        campaign: the campaign the forms are filled for; None for all work.
        wait: compute it here whatever its size; for commands.

    Returns:
        The draft, or the edition that a job computes.

    Raises:
        Invalid: there is an edition already, the period lies ahead, or no form is
            reported for it.
        PermissionRefused: not this person's duty.

    Legal source: 药品监督管理统计管理办法(试行) Art. 4 and 6.
    """
    begun = _begun(Question(by.bureau, period, campaign), by=by, on=on)
    return compute_report(begun, by=by, on=on, wait=wait)


@transaction.atomic
def _begun(question: Question, *, by: User, on: date) -> ReportEdition:
    if not any(by.can(perm) for perm in PREPARES):
        raise PermissionRefused
    period, campaign = question.period, question.campaign
    if period.starts_on > on:
        raise Invalid(fields={"period": _("This period has not begun.")})
    if not forms_for(question):
        raise Invalid(fields={"period": _("No form is reported for this period.")})
    known = ReportEdition.objects.filter(
        bureau=by.bureau, period=period.code, campaign=campaign
    )
    if known.exists():
        raise Invalid(fields={"period": _("There is an edition of this period already.")})
    edition = ReportEdition.objects.create(
        bureau=by.bureau,
        period=period.code,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        campaign=campaign,
        status=ReportStatus.COMPUTING,
        content={"period": period_data(period)},
    )
    record("report_edition.begun", subject=edition, by=by, on=on)
    return edition


def recompute_report(
    edition: ReportEdition,
    *,
    by: User,
    on: date,
    version: int | None = None,
    wait: bool = False,
) -> ReportEdition:
    """Compute a draft anew, or an edition whose computing broke off.

    What was reported stays, the sentences are made anew. Nobody changes or checks the
    draft meanwhile; until the new figures are complete the earlier ones are kept.

    Args:
        version: the draft that was looked at; None takes whatever is there.
        wait: compute it here whatever its size; for commands.

    Raises:
        IllegalTransition: it is no draft, or is being computed.
        StaleVersion: changed since it was read. PermissionRefused: not this person's duty.
    """
    taken = _taken(edition, by=by, on=on, version=version)
    return compute_report(taken, by=by, on=on, wait=wait)


@transaction.atomic
def _taken(edition: ReportEdition, *, by: User, on: date, version: int | None) -> ReportEdition:
    require_duty(edition, by, PREPARES)
    found = locked(edition, ReportStatus.DRAFT, ReportStatus.COMPUTING)
    if found.is_computing and not found.is_stuck:
        raise StillComputing
    require_version(found, version, {})
    before = {"status": found.status}
    found.status = ReportStatus.COMPUTING
    found.version += 1
    found.save(update_fields=["status", "version", "updated_at"])
    after = {"status": found.status}
    kind = "report_edition.computing"
    record(kind, subject=found, by=by, on=on, before=before, after=after)
    return found


@transaction.atomic
def report_value(
    edition: ReportEdition,
    *,
    address: str,
    value: Decimal | None,
    note: str = "",
    approx: str = Approx.EXACT.value,
    by: User,
    on: date,
) -> ReportEdition:
    """Enter what the unit reports for a cell; the computed value stays beside it.

    Args:
        address: ``form.section.row.column``.
        value: in the unit it is kept in (yuan for amounts); None takes it back.
        approx: ``exact``, ``at_least`` or ``about``.

    Raises:
        Invalid: no such cell, or no possible number.
        IllegalTransition: it is no draft.
        PermissionRefused: the head of a bureau does not change figures.

    Legal source: 药品监督管理统计管理办法(试行) Art. 6.
    """
    require_duty(edition, by, PREPARES)
    found = locked(edition, ReportStatus.DRAFT)
    if address not in found.content["values"]:
        raise Invalid(fields={"address": _("The edition has no such cell.")})
    if value is not None and not 0 <= value <= LARGEST:
        raise Invalid(fields={"value": _("Enter a number that is not negative.")})
    if approx not in Approx.values:
        raise Invalid(fields={"approx": _("Choose one of the words offered.")})
    known = found.reported.filter(address=address).first()
    before = {"value": known.value, "note": known.note} if known else {}
    if value is None:
        found.reported.filter(address=address).delete()
    else:
        ReportedValue.objects.update_or_create(
            edition=found,
            address=address,
            defaults={"value": value, "approx": approx, "note": note.strip()},
        )
    found.version += 1
    found.save()
    after = {"address": address, "value": value, "note": note.strip()}
    kind = "report_edition.reported"
    record(kind, subject=found, by=by, on=on, before=before, after=after)
    return found


@transaction.atomic
def word_report(
    edition: ReportEdition, *, sentences: list[str], by: User, on: date
) -> ReportEdition:
    """Change the sentences of a draft. They are no part of the content hash.

    Raises:
        IllegalTransition: it is no draft. PermissionRefused: not this person's duty.
    """
    require_duty(edition, by, PREPARES)
    found = locked(edition, ReportStatus.DRAFT)
    before = {"narrative": found.narrative}
    found.narrative = [one.strip() for one in sentences if one.strip()]
    found.version += 1
    found.save()
    after = {"narrative": found.narrative}
    record("report_edition.worded", subject=found, by=by, on=on, before=before, after=after)
    return found
