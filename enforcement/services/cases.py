"""Opening a case, submitting its filing again, correcting its facts, changing its officers."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Share, ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import Campaign
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid
from core.search import search_text
from deadlines.services.clocks import reassign
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.models import Case, CaseOfficer, Clue, Finding, Inspection
from enforcement.policies import require_file
from enforcement.services import next_steps
from enforcement.services.axes import axes_of, key_variety_of, link_of, source_of
from enforcement.services.checks import (
    require_campaigns,
    require_fits,
    require_not_future,
    require_officers,
    require_text,
)
from enforcement.services.competence import require_competent
from enforcement.services.conflicts import require_no_conflict
from enforcement.services.findings import require_pursuable
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.clue import ClueAct
from registry.models import Batch, Party, Product
from workbench.services import approvals

# The approval route of a filing.
FILING_ROUTE = "filing"
LONGEST_VIOLATION = 60


class CaseFacts(TypedDict, total=False):
    """What an officer corrects while a case is open; the rest follows from its acts."""

    title: str
    facts: str
    discovered_on: date | None
    domain: str
    link: str
    area: str
    key_variety: str
    product: Product | None
    batch: Batch | None
    is_major: bool


@transaction.atomic
def open_case(
    *,
    violation: str,
    officers: Sequence[User],
    by: User,
    on: date,
    clue: Clue | None = None,
    inspection: Inspection | None = None,
    findings: Collection[Finding] = (),
    party: Party | None = None,
    facts: str = "",
    is_major: bool = False,
    campaigns: Iterable[Campaign] | None = None,
) -> Case:
    """Open a case from a clue or an inspection and submit its filing for approval.

    What the clue or the inspection tells (party, axes, source, campaigns) is taken over.
    The case has no number and no limit until its filing is approved.

    Args:
        violation: the suspected violation in a few words: part of the case's name.
        officers: two people or more with enforcement certificates; the first leads.
        clue: a verified clue of the bureau; its own inspection counts as well.
        inspection: where it was found, if there is no clue.
        findings: of that inspection; taken into the case when the filing is approved.
        party: the offender, where clue and inspection do not name it or it is another.
        campaigns: default those of the clue or inspection.

    Raises:
        NotCompetent: the bureau inspects only.
        PermissionRefused: no such duty, or another bureau's clue.
        IllegalTransition: the clue is not verified, or has its case already.
        NotQualified, Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 18 (two officers appointed on filing), 19
    (conditions and form of filing); Administrative Penalty Law Art. 42.
    """
    bureau = clue.bureau if clue else by.bureau
    require_file(bureau, by=by)
    _require_once(clue)
    inspection = inspection or (clue.inspection if clue else None)
    if inspection is not None and (findings or clue is None):
        require_pursuable(inspection, findings)
    case = _drafted(clue, inspection, party=party, violation=violation)
    case.bureau, case.unit, case.first_handler = bureau, by.unit, officers[0]
    _require_able(case, officers, on=on)
    case.facts, case.is_major = facts, is_major
    require_fits(Case, title=case.title, facts=facts)
    if campaigns is not None:
        campaigns = require_campaigns(campaigns, on=None)
    if clue is not None:
        advance(clue, ClueAct.SUBMIT_FILING, by=by, on=on)
    case.search = searched(case)
    case.save(force_insert=True)
    origin = _origin(clue, inspection)
    case.campaigns.set(origin.campaigns.all() if campaigns is None else campaigns)
    case.findings.set(findings)
    appoint(case, officers, by=by, on=on)
    begin(case, by=by, on=on, act="submit_filing")
    after = {"title": case.title, "officers": [one.name for one in officers]}
    record("case.submit_filing", subject=case, by=by, on=on, after=after)
    _submit(case, by=by, on=on)
    return case


@transaction.atomic
def resubmit_filing(case: Case, *, by: User, on: date, note: str = "") -> Case:
    """Submit a filing again that was returned or withdrawn.

    Raises:
        IllegalTransition: it was not returned, or the clue was concluded meanwhile.
        PermissionRefused: neither a handling officer nor the head of their unit.
    """
    advance(case, CaseAct.RESUBMIT_FILING, by=by, on=on, note=note)
    next_steps.done(case, CaseAct.RESUBMIT_FILING, by=by, on=on)
    if case.clue is not None:
        advance(case.clue, ClueAct.SUBMIT_FILING, by=by, on=on)
    _submit(case, by=by, on=on)
    return case


@transaction.atomic
def change_case(
    case: Case, *, version: int | None, by: User, on: date, **changes: Unpack[CaseFacts]
) -> Case:
    """Correct the facts of a case while it is investigated, or before it is submitted again.

    Args:
        version: the version the person read; None skips the check.
        changes: the fields to set; the others stay as they are.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        IllegalTransition: it is under review or decided.
        Invalid, PermissionRefused: as ``open_case``.
    """
    lock(case)
    values: dict[str, Any] = dict(changes)
    require_version(case, version, values)
    require_open(case, CaseAct.CHANGE, by=by, on=on)
    require_fits(Case, **values)
    require_not_future(on, discovered_on=values.get("discovered_on"))
    if values.get("batch"):
        values["product"] = values["batch"].product
    before = {name: getattr(case, name) for name in values}
    for name, value in values.items():
        setattr(case, name, value)
    case.search = searched(case)
    case.version += 1
    case.save()
    record("case.change", subject=case, by=by, on=on, before=before, after=values)
    return case


@transaction.atomic
def assign_officers(case: Case, *, officers: Sequence[User], by: User, on: date) -> Case:
    """Give a case to other officers; its running clocks and tasks bind them from now on.

    Args:
        officers: two people or more with enforcement certificates; the first leads.

    Raises:
        IllegalTransition: the case is closed.
        PermissionRefused: only heads assign work.
        NotQualified, Invalid: with the field and what to correct.
    """
    lock(case)
    require_open(case, CaseAct.ASSIGN_OFFICERS, by=by, on=on)
    require_officers(officers, bureau=case.bureau, on=on)
    require_no_conflict(case, officers)
    before = {"officers": [one.name for one in case.responsible_officers()]}
    case.team.all().delete()
    Share.objects.of(case.root_ref).filter(grade=ShareGrade.HANDLE).delete()
    appoint(case, officers, by=by, on=on)
    reassign(case, responsible=officers, on=on)
    case.version += 1
    case.save(update_fields=["version", "updated_at"])
    after = {"officers": [one.name for one in officers]}
    record("case.assign_officers", subject=case, by=by, on=on, before=before, after=after)
    return case


def searched(case: Case) -> str:
    """What the search of cases finds it by."""
    party = [case.party.name, case.party.credit_code] if case.party else [case.party_label]
    product = case.product.name if case.product else ""
    return search_text([case.number, case.title, *party, product, case.authority_name])


def case_title(party: str, violation: str) -> str:
    """案件名称 = 当事人 + 违法行为 + 案."""
    words = violation.strip()
    return f"{party}{words}" if words.endswith("案") else f"{party}{words}案"


def _require_once(clue: Clue | None) -> None:
    if clue is not None and Case.objects.filter(clue=clue).exists():
        raise IllegalTransition(_("This clue has its case already. Submit that one again."))


def _origin(clue: Clue | None, inspection: Inspection | None) -> Clue | Inspection:
    origin = clue or inspection
    if origin is None:
        text = _("A case begins with a clue or an inspection. Register a clue first.")
        raise Invalid(fields={"clue": text})
    return origin


def _offender(origin: Clue | Inspection, named: Party | None) -> Party:
    party = named or origin.party
    if party is None:
        text = _("Name the party. Register it first if it is not in the registry.")
        raise Invalid(fields={"party": text})
    return party


def _drafted(
    clue: Clue | None,
    inspection: Inspection | None,
    *,
    party: Party | None,
    violation: str,
) -> Case:
    """An unsaved case with everything its origin tells: nothing is asked twice."""
    origin = _origin(clue, inspection)
    require_text(violation=violation)
    if len(violation.strip()) > LONGEST_VIOLATION:
        text = _("Name the violation in at most %(most)s characters; the facts go below.")
        raise Invalid(fields={"violation": text % {"most": LONGEST_VIOLATION}})
    party = _offender(origin, party)
    source = clue.source if clue else source_of(inspection.kind if inspection else "")
    found_on = clue.received_on if clue else inspection.inspected_on if inspection else None
    own = axes_of(party)
    return Case.top(
        title=case_title(party.name[:130], violation),
        source=source,
        clue=clue,
        inspection=inspection,
        party=party,
        party_kind=party.kind,
        confidential=origin.confidential,
        is_demo=origin.is_demo,
        domain=origin.domain,
        link=origin.link or link_of(party),
        region=origin.region or own["region"],
        area=origin.area or own["area"],
        key_variety=origin.key_variety or key_variety_of(origin.product),
        product=origin.product,
        batch=origin.batch,
        discovered_on=found_on,
    )


def _require_able(case: Case, officers: Sequence[User], *, on: date) -> None:
    """Qualified and impartial officers, of a level that has this link."""
    require_officers(officers, bureau=case.bureau, on=on)
    require_no_conflict(case, officers)
    require_competent(case, bureau=case.bureau, on=on)


def appoint(case: Case, officers: Sequence[User], *, by: User, on: date) -> None:
    """Officers of the case, and its opening to them. Part of an act."""
    team = list(dict.fromkeys(officers))
    CaseOfficer.objects.bulk_create(
        CaseOfficer(case=case, officer=officer, is_lead=place == 0)
        for place, officer in enumerate(team)
    )
    for officer in team:
        share(case, to=officer, grade=ShareGrade.HANDLE, by=by, on=on)


def _submit(case: Case, *, by: User, on: date) -> None:
    approvals.submit(
        case,
        act=FILING_ROUTE,
        title=_("File: %(case)s") % {"case": case.title},
        summary=case.facts,
        by=by,
        on=on,
    )
