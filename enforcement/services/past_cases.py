"""Past cases (补录): what is known of a decision taken before, and what is not.

No gate refuses, no limit runs; the check against the law is kept as a note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from campaigns.models import Campaign
from core.errors import Invalid, LawUnavailable
from deadlines.services.procedure import begin
from enforcement.models import (
    Case,
    CaseStatus,
    DatePrecision,
    Decision,
    DecisionKind,
    PersonPenalty,
    Violation,
)
from enforcement.policies import require_record_past
from enforcement.services.axes import axes_of, link_of
from enforcement.services.cases import searched
from enforcement.services.checks import (
    require_campaigns,
    require_fits,
    require_not_future,
    require_text,
)
from enforcement.services.violations import set_range
from law.fine_checks import Verdict, check_fine
from law.penalties import PenaltyRange
from law.penalty_kinds import PenaltyKind
from law.provisions import get_provision
from law.published import Charge
from law.ranges import add_ranges
from law.vocabularies import ClueSource
from registry.models import Party


@dataclass(frozen=True, kw_only=True, slots=True)
class PastCharge:
    """A provision the decision applied; ``bases``: least and most the base can be, yuan."""

    provision: str
    level: str = "normal"
    activity: str = ""
    bases: tuple[Decimal, Decimal] | None = None
    facts: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPerson:
    """A penalty on a person; an unknown fine is None."""

    name: str
    position: str = ""
    fine: Decimal | None = None
    banned_years: int | None = None
    banned_for_life: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PastAmounts:
    """Amounts in yuan; None is what was not published or is not known, never zero."""

    goods_value: Decimal | None = None
    illegal_income: Decimal | None = None
    fine: Decimal | None = None
    fine_bounds: tuple[Decimal, Decimal] | None = None
    confiscated_income: Decimal | None = None
    confiscated_goods_value: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastDates:
    """Days as precisely as they are known; the first day of a month, year or span."""

    filed_on: date | None = None
    decided_on: date | None = None
    decided_precision: str = DatePrecision.DAY.value
    published_on: date | None = None
    published_precision: str = DatePrecision.DAY.value
    counted_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastCase:
    """What is known of a case decided before, or of another authority's decision.

    Args:
        title: the case's name.
        bureau: whose case it is; for another authority's decision, who enters it; None
            for the actor's own.
        party_label: the party as published, where it is not in the registry.
        authority_name: the authority of another province; empty for a case of ``bureau``.
        decision_number: the number the decision bears, as published.
        amounts: in yuan, with what is not known left out.
        dates: the case is counted by its decision, else by its publication.
        charges: the provisions applied; a range is computed where the facts allow.
        published_facts: the publication's own fields, kept as they are.
        external_id: names the entry at its source; the same one is entered once.
    """

    title: str
    domain: str
    bureau: Bureau | None = None
    party: Party | None = None
    party_label: str = ""
    party_kind: str = ""
    authority_name: str = ""
    link: str = ""
    source: str = ClueSource.OTHER.value
    facts: str = ""
    kind: str = DecisionKind.PENALTY.value
    penalty_kinds: tuple[str, ...] = ()
    decision_number: str = ""
    amounts: PastAmounts = PastAmounts()
    dates: PastDates = PastDates()
    charges: tuple[PastCharge, ...] = ()
    persons: tuple[PastPerson, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    published_facts: Mapping[str, Any] | None = None
    external_id: str = ""
    is_demo: bool = False


def kinds_of(amounts: PastAmounts, further: Iterable[str]) -> tuple[str, ...]:
    """The kinds of penalty the amounts tell, and those that are named beside them."""
    told = {
        PenaltyKind.FINE.value: amounts.fine,
        PenaltyKind.CONFISCATE_ILLEGAL_INCOME.value: amounts.confiscated_income,
        PenaltyKind.CONFISCATE_GOODS.value: amounts.confiscated_goods_value,
    }
    kinds = {*further, *(kind for kind, amount in told.items() if amount)}
    return tuple(kind for kind in PenaltyKind.values if kind in kinds)


@transaction.atomic
def record_past_case(past: PastCase, *, by: User, on: date) -> Case:
    """Enter a case decided before, or another authority's published decision.

    Args:
        past: what is known; what is not stays unknown.

    Raises:
        PermissionRefused: only campaign officers enter past cases.
        Invalid: a future day, an unknown code, or an entry made before.
    """
    owner = past.bureau or by.bureau
    require_record_past(owner, by=by)
    require_text(title=past.title)
    dates = past.dates
    require_not_future(on, decided_on=dates.decided_on, published_on=dates.published_on)
    if past.external_id and Case.objects.filter(external_id=past.external_id).exists():
        raise Invalid(fields={"external_id": _("This decision was entered before.")})
    case = _drafted(past, owner)
    case.save(force_insert=True)
    if past.campaigns:
        case.campaigns.set(require_campaigns(past.campaigns, on=None))
    _decide(case, past, _charge(case, past))
    begin(case, by=by, on=on, act="record_past")
    after = {"authority": past.authority_name, "counted_on": case.counted_on}
    record("case.past_recorded", subject=case, by=by, on=on, after=after)
    return case


def _drafted(past: PastCase, owner: Bureau) -> Case:
    values: dict[str, Any] = {
        "title": past.title.strip(),
        "domain": past.domain,
        "party_label": past.party_label,
        "authority_name": past.authority_name,
        "source": past.source,
        "facts": past.facts,
        "goods_value": past.amounts.goods_value,
        "illegal_income": past.amounts.illegal_income,
        "link": past.link or link_of(past.party),
    }
    require_fits(Case, **values)
    case = Case.top(
        **values,
        **axes_of(past.party),
        **_days(past.dates),
        bureau=owner,
        party=past.party,
        party_kind=past.party_kind or (past.party.kind if past.party else ""),
        status=CaseStatus.CLOSED,
        is_past=True,
        published_facts=dict(past.published_facts or {}),
        external_id=past.external_id,
        is_demo=past.is_demo,
    )
    case.search = searched(case)
    return case


def _days(dates: PastDates) -> dict[str, Any]:
    decided = dates.decided_precision if dates.decided_on else DatePrecision.UNKNOWN
    published = dates.published_precision if dates.published_on else DatePrecision.UNKNOWN
    return {
        "filed_on": dates.filed_on,
        "decided_on": dates.decided_on,
        "decided_precision": decided,
        "published_on": dates.published_on,
        "published_precision": published,
        "counted_on": dates.counted_on or dates.decided_on or dates.published_on,
    }


def _charge(case: Case, past: PastCase) -> Verdict:
    """The violations with their ranges, and the verdict on the fine as a note."""
    ranges: list[PenaltyRange | None] = []
    for seq, charge in enumerate(past.charges, 1):
        provision = get_provision(charge.provision)
        measured = Charge(provision, charge.level, charge.activity or None, charge.bases)
        violation = Violation.under(
            case,
            case=case,
            seq=seq,
            provision=provision.id,
            provision_title=provision.violation.zh,
            provision_article=provision.citation,
            level=charge.level,
            activity=charge.activity,
            facts=charge.facts or case.title,
        )
        found = _range_of(measured)
        ranges.append(found)
        if found is not None:
            set_range(violation, provision, found, measured.base)
        violation.save(force_insert=True)
    known = [one for one in ranges if one is not None]
    total = add_ranges(known) if known and len(known) == len(ranges) else None
    return check_fine(total, past.amounts.fine, bounds=past.amounts.fine_bounds).verdict


def _range_of(charge: Charge) -> PenaltyRange | None:
    # A past decision may rest on a level or an activity nobody recorded: then no range.
    try:
        found = charge.statutory_range()
    except (Invalid, LawUnavailable):
        return None
    return found if isinstance(found, PenaltyRange) else None


def _decide(case: Case, past: PastCase, verdict: Verdict) -> None:
    amounts = past.amounts
    values: dict[str, Any] = {
        "kind": past.kind,
        "penalty_kinds": past.penalty_kinds,
        "number": past.decision_number,
        "fine": amounts.fine,
        "confiscated_income": amounts.confiscated_income,
        "confiscated_goods_value": amounts.confiscated_goods_value,
    }
    require_fits(Decision, **values)
    decision = Decision.under(
        case,
        **values,
        case=case,
        range_verdict=verdict,
        decided_on=case.decided_on,
        is_past=True,
    )
    decision.save(force_insert=True)
    PersonPenalty.objects.bulk_create(
        PersonPenalty.under(
            case,
            decision=decision,
            name=one.name,
            position=one.position,
            fine=one.fine,
            banned_years=one.banned_years,
            banned_for_life=one.banned_for_life,
        )
        for one in past.persons
    )
