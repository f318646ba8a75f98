"""The real published decisions of other authorities, entered as past cases and precedents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from core.errors import Invalid
from enforcement.models import Case, DatePrecision, DecisionKind
from enforcement.policies import require_record_past
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    PastPerson,
    record_past_case,
)
from law.penalty_kinds import PenaltyKind
from law.published import PARTY_KINDS, PartialDate, PublishedDecision, published_decisions

# The publication does not say who decided.
UNKNOWN_AUTHORITY = "未公布机关"
UNIT_LABELS = {
    "company": "某公司",
    "company (drug maker)": "某药品生产企业",
    "company (TCM pieces maker)": "某中药饮片生产企业",
    "company (medical oxygen maker)": "某医用氧生产企业",
    "company (wholesaler)": "某药品批发企业",
    "company (mask maker)": "某口罩生产企业",
    "online seller": "某网络销售者",
    "shop": "某商店",
    "shop (convenience store)": "某便利店",
    "shop (contact lenses)": "某隐形眼镜店",
    "shop or clinic": "某商店或诊所",
    "clinic": "某诊所",
    "clinic (TCM)": "某中医诊所",
    "clinic (aesthetic)": "某医疗美容诊所",
    "pharmacy": "某药店",
    "pharmacy (online)": "某网上药店",
}
LEGAL_REPRESENTATIVE = "法定代表人"


@dataclass(frozen=True, slots=True)
class OtherPenalty:
    """What one of the publication's further penalties is, in our codes."""

    kinds: tuple[PenaltyKind, ...] = ()
    person: PastPerson | None = None


OTHER_PENALTIES: Mapping[str, OtherPenalty] = {
    "warning": OtherPenalty((PenaltyKind.WARNING,)),
    "warning (Art 130)": OtherPenalty((PenaltyKind.WARNING,)),
    "order_to_correct": OtherPenalty((PenaltyKind.ORDER_TO_CORRECT,)),
    "suspend_business": OtherPenalty((PenaltyKind.SUSPEND_BUSINESS,)),
    "licence revoked": OtherPenalty((PenaltyKind.REVOKE_LICENCE,)),
    "10-year filing ban": OtherPenalty((PenaltyKind.APPLICATION_BAN,)),
    "persons: income confiscated and fined": OtherPenalty(
        (PenaltyKind.CONFISCATE_PERSONAL_INCOME,), PastPerson(name="责任人员")
    ),
    "chairman: income confiscated": OtherPenalty(
        (PenaltyKind.CONFISCATE_PERSONAL_INCOME,), PastPerson(name="董事长")
    ),
    "legal representative fined 158,400 and lifetime ban (first in the country)": OtherPenalty(
        (PenaltyKind.INDUSTRY_BAN,),
        PastPerson(name=LEGAL_REPRESENTATIVE, fine=Decimal(158_400), banned_for_life=True),
    ),
    "legal representative: lifetime ban": OtherPenalty(
        (PenaltyKind.INDUSTRY_BAN,),
        PastPerson(name=LEGAL_REPRESENTATIVE, banned_for_life=True),
    ),
    "responsible manager: fine 52,080 and lifetime ban": OtherPenalty(
        (PenaltyKind.INDUSTRY_BAN,),
        PastPerson(name="责任负责人", fine=Decimal(52_080), banned_for_life=True),
    ),
}


@transaction.atomic
def import_published_decisions(*, by: User, on: date, bureau: Bureau | None = None) -> int:
    """Enter every shipped published decision that is not there yet. Returns how many.

    Each keeps its true authority and its published figures; what was not published stays
    unknown. The recording bureau is the provincial one.

    Args:
        bureau: who enters them; default the actor's bureau.

    Raises:
        PermissionRefused: only campaign officers enter past cases.
        Invalid: the bureau is not the provincial one.
    """
    owner = bureau or by.bureau
    require_record_past(owner, by=by)
    if not owner.is_province:
        text = _("Published decisions are entered by the provincial bureau.")
        raise Invalid(fields={"bureau": text})
    known = set(Case.objects.exclude(external_id="").values_list("external_id", flat=True))
    fresh = [one for one in published_decisions() if one.id not in known]
    for decision in fresh:
        _enter(decision, owner, by=by, on=on)
    return len(fresh)


def _enter(decision: PublishedDecision, owner: Bureau, *, by: User, on: date) -> Case:
    label = UNIT_LABELS.get(decision.party_type, decision.party_type)
    others = [OTHER_PENALTIES.get(text, OtherPenalty()) for text in decision.other_penalties]
    past = PastCase(
        title=f"{label}{decision.violation}案",
        domain=decision.domain,
        bureau=owner,
        party_label=label,
        party_kind=PARTY_KINDS.get(decision.party_type, ""),
        authority_name=decision.authority or UNKNOWN_AUTHORITY,
        facts=decision.violation,
        kind=_kind(decision),
        penalty_kinds=_kinds(decision, others),
        decision_number=decision.document_no or "",
        amounts=_amounts(decision),
        dates=_dates(decision),
        charges=tuple(
            PastCharge(
                provision=charge.provision.id,
                level=charge.level,
                activity=charge.activity or "",
                bases=charge.bases,
                facts=decision.violation,
            )
            for charge in decision.charges
        ),
        persons=tuple(one.person for one in others if one.person is not None),
        published_facts=_as_published(decision),
        external_id=decision.id,
    )
    return record_past_case(past, by=by, on=on)


def _kind(decision: PublishedDecision) -> DecisionKind:
    """No penalty where nothing was imposed: no fine and nothing beside it."""
    nothing = decision.fine == 0 and not decision.other_penalties
    return DecisionKind.NO_PENALTY if nothing else DecisionKind.PENALTY


def _kinds(decision: PublishedDecision, others: list[OtherPenalty]) -> tuple[str, ...]:
    """The kinds the publication tells: never one it does not."""
    told = [kind for other in others for kind in other.kinds]
    if decision.fine or decision.fine_bounds:
        told.append(PenaltyKind.FINE)
    if decision.confiscations == "goods":
        told.append(PenaltyKind.COLLECT_GOODS)
    return tuple(kind.value for kind in PenaltyKind if kind in told)


def _amounts(decision: PublishedDecision) -> PastAmounts:
    return PastAmounts(
        goods_value=decision.goods_value,
        illegal_income=decision.illegal_income,
        fine=decision.fine,
        fine_bounds=decision.fine_bounds,
    )


def _dates(decision: PublishedDecision) -> PastDates:
    decided, published = decision.decided, decision.published
    counted = decided or published
    return PastDates(
        decided_on=decided.first if decided else None,
        decided_precision=decided.precision if decided else DatePrecision.UNKNOWN,
        published_on=published.first if published else None,
        published_precision=published.precision if published else DatePrecision.UNKNOWN,
        counted_on=_counted_on(counted) if counted else None,
    )


def _counted_on(day: PartialDate) -> date:
    """The first day, in the year the decision is counted in."""
    return day.first if day.first.year == day.year else date(day.year, 1, 1)


def _as_published(decision: PublishedDecision) -> dict[str, Any]:
    """The publication's fields as they are, for whoever checks the entry."""
    bounds = decision.fine_bounds
    return {
        "authority": decision.authority,
        "published": decision.published.text if decision.published else None,
        "decided": decision.decided.text if decision.decided else None,
        "document_no": decision.document_no,
        "party_type": decision.party_type,
        "violation": decision.violation,
        "articles_cited": decision.articles_cited,
        "goods_value": _text(decision.goods_value),
        "illegal_income": _text(decision.illegal_income),
        "confiscations": decision.confiscations,
        "fine": _text(decision.fine),
        "fine_bounds": [_text(bounds[0]), _text(bounds[1])] if bounds else None,
        "total_fine_and_confiscation": _text(decision.total_fine_and_confiscation),
        "other_penalties": list(decision.other_penalties),
        "transferred_to_police": decision.transferred_to_police,
        "confidence": decision.confidence,
        "status": decision.status,
        "explanation": decision.explanation,
        "notes": decision.parse_notes,
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
