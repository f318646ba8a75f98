"""Grading of parties by risk; the class is written down into the registry."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from registry.models import Party
from registry.models.party import RiskClass
from registry.services.entry import lock, update_once
from risk.models import PartyGrade
from risk.policies import require_grade


@transaction.atomic
def grade_party(
    *,
    party: Party,
    risk_class: str,
    year: int,
    reason: str,
    version: int | None = None,
    by: User,
    on: date,
) -> PartyGrade:
    """Grade a party for a year, saying why.

    The party bears the class of its newest graded year: a grade for an earlier year is
    kept as history.

    Args:
        version: the version of the party that was seen; None skips the check.

    Raises:
        Invalid: no such class, no reason, or a year that is not this one or a past one.
        PermissionRefused: not an officer who grades, or another bureau's party.
    """
    row = lock(party, "bureau", "region")
    require_grade(by, row)
    require_version(row, version, {"risk_class": risk_class})
    _require_right(risk_class, year, reason, on=on)
    grade = PartyGrade.objects.create(
        party=row,
        year=year,
        risk_class=risk_class,
        reason=reason.strip(),
        graded_on=on,
        graded_by=by,
    )
    before = {"risk_class": row.risk_class}
    if not PartyGrade.objects.filter(party=row, year__gt=year).exists():
        row.risk_class = risk_class
        update_once(row, ["risk_class"], lambda: None)
        party.risk_class, party.version = row.risk_class, row.version
    after = {"risk_class": risk_class, "year": year}
    record("party.graded", subject=grade, by=by, on=on, before=before, after=after, note=reason)
    return grade


def _require_right(risk_class: str, year: int, reason: str, *, on: date) -> None:
    fields = {}
    if risk_class not in RiskClass.values:
        fields["risk_class"] = _("Choose one of A, B, C, D.")
    if not on.year - 10 <= year <= on.year + 1:
        fields["year"] = _("Enter a year such as %(year)s.") % {"year": on.year}
    if not reason.strip():
        fields["reason"] = _("Say why, in a few words.")
    if fields:
        raise Invalid(fields=fields)
