"""What a case owes before its decision: hearing, legal review, collective discussion.

Computed from the case as it stands, with the reason and its article; nobody has to
remember it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from enforcement.models import (
    Case,
    Decision,
    DecisionKind,
    Hearing,
    InvestigationReport,
    PenaltyNotice,
)
from law.grounds import (
    REVIEW_GROUNDS,
    REVOCATIONS,
    Ground,
    Intended,
    discussion_grounds,
    hearing_grounds,
)
from law.office import current_office
from law.penalty_kinds import PenaltyKind
from law.ranges import DiscretionStep
from law.vocabularies import PartyKind

ZERO = Decimal(0)
AMOUNTS = ("fine", "confiscated_income", "confiscated_goods_value")
FOR_LIFE = 100  # years, to compare a ban for life with one of some years


def hearing_right(proposal: Decision, *, on: date) -> list[Ground]:
    """Why the party, or a responsible person, may ask for a hearing; empty where not.

    Raises:
        LawUnavailable: no threshold is known for that day.

    Legal source: Administrative Penalty Law Art. 63; SAMR hearing rules Art. 5.
    """
    if proposal.kind != DecisionKind.PENALTY:
        return []
    intended = [
        Intended(
            is_person=proposal.case.party_kind == PartyKind.INDIVIDUAL,
            fine=proposal.fine or ZERO,
            confiscated=(proposal.confiscated_income or ZERO)
            + (proposal.confiscated_goods_value or ZERO),
            kinds=tuple(proposal.penalty_kinds),
        )
    ]
    for one in proposal.persons.all():
        ban = one.banned_for_life or one.banned_years
        kinds = (PenaltyKind.INDUSTRY_BAN.value,) if ban else ()
        intended.append(
            Intended(is_person=True, fine=one.fine or ZERO, kinds=kinds, name=one.name)
        )
    return hearing_grounds(intended, on=on, office=current_office())


def legal_review_reasons(case: Case) -> list[Ground]:
    """Why the legal review is owed; empty where the case review is enough.

    Legal source: Administrative Penalty Law Art. 58; SAMR procedure rules Art. 50, 52.
    """
    report = report_of(case)
    found = []
    if case.is_major or (report is not None and report.public_interest):
        found.append("public_interest")
    if was_heard(case):
        found.append("heard")
    if report is not None and report.is_complex:
        found.append("complex")
    return [REVIEW_GROUNDS[name] for name in found]


def discussion_reasons(case: Case) -> list[Ground]:
    """Why the heads of the bureau must discuss the case; empty where they need not.

    Legal source: Administrative Penalty Law Art. 57 (2); SAMR procedure rules Art. 61.
    """
    proposal = proposal_now(case)
    if proposal is None or proposal.kind == DecisionKind.DISMISSAL:
        return []
    report, office = report_of(case), current_office()
    fine = proposal.fine or ZERO
    who = "person" if case.party_kind == PartyKind.INDIVIDUAL else "organisation"
    day = case.notified_on or case.filed_on
    if day is None:
        return []
    large = office.amounts_on(day).get(f"discussion_fine_{who}")
    found = {
        "discuss_major_case": case.is_major,
        "discuss_complex_case": report is not None and report.is_complex,
        "discuss_hearing_held": was_heard(case),
        "discuss_revocation": bool(REVOCATIONS & set(proposal.penalty_kinds)),
        "discuss_large_fine": large is not None and fine >= large.value,
        "discuss_mitigated": proposal.step == DiscretionStep.MITIGATED,
    }
    held = [name for name, holds in found.items() if holds]
    return discussion_grounds(held, on=day, office=office) if held else []


def proposal_now(case: Case) -> Decision | None:
    """The proposal or decision as it stands; not the cached one: acts change it."""
    return Decision.objects.filter(case_id=case.pk).select_related("case").first()


def report_of(case: Case) -> InvestigationReport | None:
    return InvestigationReport.objects.filter(case_id=case.pk).first()


def last_notice(case: Case) -> PenaltyNotice | None:
    """The last notice the party received, with its hearing. One query.

    A case to be decided anew has none: what was told before no longer holds.
    """
    if case.notified_on is None:
        return None
    rows = PenaltyNotice.objects.filter(case_id=case.pk, served_on__isnull=False)
    return rows.select_related("hearing").last()


def hearing_of(notice: PenaltyNotice | None) -> Hearing | None:
    return getattr(notice, "hearing", None) if notice is not None else None


def was_heard(case: Case) -> bool:
    """Whether a hearing of this case was held and reported."""
    return Hearing.objects.filter(case_id=case.pk, reported_on__isnull=False).exists()


def told_figures(case: Case, proposal: Decision) -> dict[str, Any]:
    """What a notice tells, as values: penalties, persons, and the facts they rest on."""
    bans = {
        one.name: [str(one.fine or ZERO), FOR_LIFE if one.banned_for_life else one.banned_years]
        for one in proposal.persons.all()
    }
    facts = case.violations.order_by("seq").values_list("provision", "level", "facts")
    return {
        **{name: str(getattr(proposal, name) or ZERO) for name in AMOUNTS},
        "kinds": list(proposal.penalty_kinds),
        "persons": bans,
        "facts": [list(one) for one in facts],
    }


def is_heavier(now: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether any part of a penalty goes beyond what the party was told."""
    if any(Decimal(now[name]) > Decimal(told[name]) for name in AMOUNTS):
        return True
    if set(now["kinds"]) - set(told["kinds"]):
        return True
    for name, (fine, years) in now["persons"].items():
        before, ban = told["persons"].get(name, ("0", 0))
        if name not in told["persons"] or Decimal(fine) > Decimal(before):
            return True
        if (years or 0) > (ban or 0):
            return True
    return False


def covers(notice: PenaltyNotice | None, now: Mapping[str, Any]) -> bool:
    """Whether what the party was told still holds for the proposal: facts alike, no more."""
    if notice is None:
        return False
    return now["facts"] == notice.told["facts"] and not is_heavier(now, notice.told)
