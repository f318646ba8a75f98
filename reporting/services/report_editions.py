"""Editions of the report forms while they are prepared: computed, reported, worded."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from audit.services import record
from campaigns.models import Campaign
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid, PermissionRefused
from reporting.models import (
    Approx,
    EditionSource,
    ReportEdition,
    ReportedValue,
    ReportStatus,
)
from reporting.report_forms.definition import Period
from reporting.report_forms.fill import Filled, Question
from reporting.report_forms.loader import period as period_of
from reporting.services.report_content import (
    Book,
    computed_content,
    forms_for,
    kept_rows,
)
from reporting.services.report_words import told_in_words

PREPARES = (Perm.RUN_CAMPAIGNS, Perm.REVIEW_UNIT)
LARGEST = Decimal("9999999999999999.99")


def may(edition: ReportEdition, user: User, perms: tuple[Perm, ...]) -> bool:
    """Whether the edition is the person's own bureau's, and their duty."""
    return user.bureau_id == edition.bureau_id and any(user.can(perm) for perm in perms)


@transaction.atomic
def begin_report(
    period: Period, *, by: User, on: date, campaign: Campaign | None = None
) -> ReportEdition:
    """Begin the first edition of one's own bureau for a period, and compute it.

    Args:
        period: a shipped period, over when the day ``on`` has passed its first day.
        campaign: the campaign the forms are filled for; None for all work.

    Raises:
        Invalid: there is an edition already, the period lies ahead, or no form is
            reported for it.
        PermissionRefused: not this person's duty.

    Legal source: 药品监督管理统计管理办法(试行) Art. 4 and 6.
    """
    if not any(by.can(perm) for perm in PREPARES):
        raise PermissionRefused
    question = Question(by.bureau, period, campaign)
    if period.starts_on > on:
        raise Invalid(fields={"period": _("This period has not begun.")})
    if not forms_for(question):
        raise Invalid(fields={"period": _("No form is reported for this period.")})
    known = ReportEdition.objects.filter(
        bureau=by.bureau, period=period.code, campaign=campaign
    )
    if known.exists():
        raise Invalid(fields={"period": _("There is an edition of this period already.")})
    edition = ReportEdition(
        bureau=by.bureau,
        period=period.code,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        campaign=campaign,
    )
    compute_into(edition, question)
    record("report_edition.begun", subject=edition, by=by, on=on)
    return edition


def compute_into(edition: ReportEdition, question: Question) -> None:
    """Write the figures of this moment and the records behind them into a draft."""
    edition.content, filled = computed_content(question)
    edition.narrative = told_in_words(Book(edition.content), question)
    edition.save()
    edition.sources.all().delete()
    EditionSource.objects.bulk_create(_sources(edition, filled), batch_size=50)


def _sources(edition: ReportEdition, filled: list[Filled]) -> list[EditionSource]:
    return [
        EditionSource(edition=edition, form=one.form.code, column=code, rows=kept_rows(parts))
        for one in filled
        for code, parts in one.parts.items()
    ]


def locked(edition: ReportEdition, *wanted: ReportStatus) -> ReportEdition:
    """The edition's row, held until the transaction ends.

    Raises:
        IllegalTransition: it is in none of the wanted states.
    """
    rows = ReportEdition.objects.select_for_update(of=("self",)).select_related(
        "bureau", "campaign"
    )
    found = rows.get(pk=edition.pk)
    if found.status not in wanted:
        raise IllegalTransition(
            _("This cannot be done with an edition that is “%(state)s”.")
            % {"state": found.get_status_display()}
        )
    return found


def require_duty(edition: ReportEdition, by: User, perms: tuple[Perm, ...]) -> None:
    if not may(edition, by, perms):
        raise PermissionRefused


@transaction.atomic
def recompute_report(
    edition: ReportEdition, *, by: User, on: date, version: int | None = None
) -> ReportEdition:
    """Compute a draft anew; what was reported stays, the sentences are made anew.

    Args:
        version: the draft that was looked at; None takes whatever is there.

    Raises:
        IllegalTransition: it is no draft. StaleVersion: changed since it was read.
        PermissionRefused: not this person's duty.
    """
    require_duty(edition, by, PREPARES)
    found = locked(edition, ReportStatus.DRAFT)
    require_version(found, version, {})
    found.version += 1
    compute_into(found, Question(found.bureau, period_of(found.period), found.campaign))
    record("report_edition.computed", subject=found, by=by, on=on)
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
