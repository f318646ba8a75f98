"""What the acts on inspections share: their checks, their team, what finds them."""

from collections.abc import Sequence
from datetime import date, time

from django.utils.translation import gettext as _

from accounts.models import ShareGrade, User
from accounts.services.scope import share, unshare
from core.errors import Invalid
from core.search import search_text
from enforcement.models import Inspection, InspectionOfficer, SiteConclusion
from law.vocabularies import DefectGrade
from registry.models import Party


def require_times(started_at: time | None, ended_at: time | None) -> None:
    """Refuse an end before the start."""
    if started_at is not None and ended_at is not None and ended_at < started_at:
        text = _("The end (%(end)s) lies before the start (%(start)s).") % {
            "start": f"{started_at:%H:%M}",
            "end": f"{ended_at:%H:%M}",
        }
        raise Invalid(fields={"ended_at": text})


def require_not_past(on: date, *, planned_on: date) -> None:
    """Refuse a plan for a day that is over."""
    if planned_on < on:
        text = _("%(day)s is over. Log the inspection instead of planning it.")
        raise Invalid(fields={"planned_on": text % {"day": planned_on.isoformat()}})


def require_recheck_of(rechecks: Inspection | None, party: Party) -> None:
    """Refuse a recheck of another party's inspection."""
    if rechecks is not None and rechecks.party_id != party.pk:
        text = _("The inspection to be rechecked was made at another party.")
        raise Invalid(fields={"rechecks": text})


def require_conclusion_fits(inspection: Inspection, conclusion: SiteConclusion | str) -> None:
    """Refuse a missing or unknown conclusion, and one that a severe defect rules out."""
    if conclusion not in SiteConclusion.values:
        text = _("Choose the conclusion on site.")
        raise Invalid(fields={"site_conclusion": text})
    if conclusion != SiteConclusion.CONFORMS:
        return
    if inspection.findings.filter(grade=DefectGrade.SEVERE).exists():
        text = _("A severe defect was found, so the conclusion cannot be “conforms”.")
        raise Invalid(fields={"site_conclusion": text})


def searched(inspection: Inspection) -> str:
    """What the search of inspections finds it by."""
    party = inspection.party.name if inspection.party else ""
    product = inspection.product.name if inspection.product else ""
    return search_text([inspection.number, inspection.title, party, inspection.place, product])


def set_team(
    inspection: Inspection,
    officers: Sequence[User],
    numbers: dict[int, str],
    *,
    by: User,
    on: date,
    new: bool = False,
) -> None:
    """The team as named, the lead first. Whoever is on it may write, whoever left may not."""
    team = list({officer.pk: officer for officer in officers}.values())
    rows = inspection.team.select_related("officer")
    former = {} if new else {row.officer_id: row.officer for row in rows}
    if former:
        inspection.team.all().delete()
    InspectionOfficer.objects.bulk_create(
        InspectionOfficer(
            inspection=inspection,
            officer=officer,
            is_lead=at == 0,
            certificate_number=numbers[officer.pk],
        )
        for at, officer in enumerate(team)
    )
    for officer in team:
        if officer.pk not in former:
            share(inspection, to=officer, grade=ShareGrade.HANDLE, by=by, on=on)
    for pk in former.keys() - {officer.pk for officer in team}:
        unshare(inspection, to=former[pk], by=by, on=on, reason=_("Left the team"))
