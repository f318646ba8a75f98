"""Amounts and numbers the procedure turns on, each with its article and its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import LawUnavailable, NotFound, Text
from law.office import OwnAmount
from law.penalty_kinds import PenaltyKind

# Administrative Penalty Law Art. 42: no fewer than two officers.
MIN_OFFICERS = 2

# Administrative Penalty Law Art. 63: always with a right to be heard, whatever the amount.
ALWAYS_HEARD = frozenset(
    {
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.ORDER_CLOSE,
        PenaltyKind.INDUSTRY_BAN,
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.REVOKE_APPROVAL,
        PenaltyKind.REVOKE_QUALIFICATION,
        PenaltyKind.REVOKE_PRACTICE_CERTIFICATE,
        PenaltyKind.REVOKE_MEDICAL_LICENCE,
        PenaltyKind.REVOKE_BUSINESS_LICENCE,
    }
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of the procedure, in the version its dates say; both ends included.

    ``provincial`` says whether the province may set another one.
    """

    id: str
    title: Text
    value: Decimal
    unit: str
    basis: str
    effective_from: date
    effective_to: date | None = None
    provincial: bool = False

    def is_in_force(self, on: date) -> bool:
        """Whether it governs that day."""
        return self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )


PENALTY_LAW = "《中华人民共和国行政处罚法》"
HEARING_RULES = "《市场监督管理行政处罚听证办法》第五条"
IN_FORCE_2021 = date(2021, 7, 15)

THRESHOLDS = (
    Threshold(
        "min_officers",
        gettext_lazy("Fewest officers for an investigation"),
        Decimal(MIN_OFFICERS),
        "person",
        f"{PENALTY_LAW}第四十二条",
        IN_FORCE_2021,
    ),
    Threshold(
        "hearing_fine_person",
        gettext_lazy("Fine on a person from which there is a right to be heard"),
        Decimal(10_000),
        "yuan",
        f"{HEARING_RULES}；{PENALTY_LAW}第六十三条",
        IN_FORCE_2021,
        provincial=True,
    ),
    Threshold(
        "hearing_fine_organisation",
        gettext_lazy("Fine on an organisation from which there is a right to be heard"),
        Decimal(100_000),
        "yuan",
        f"{HEARING_RULES}；{PENALTY_LAW}第六十三条",
        IN_FORCE_2021,
        provincial=True,
    ),
    Threshold(
        "hearing_confiscation_person",
        gettext_lazy(
            "Confiscated income and goods of a person from which there is a right to be heard"
        ),
        Decimal(10_000),
        "yuan",
        f"{HEARING_RULES}；{PENALTY_LAW}第六十三条",
        IN_FORCE_2021,
        provincial=True,
    ),
    Threshold(
        "hearing_confiscation_organisation",
        gettext_lazy(
            "Confiscated income and goods of an organisation from which there is a right to be "
            "heard"
        ),
        Decimal(100_000),
        "yuan",
        f"{HEARING_RULES}；{PENALTY_LAW}第六十三条",
        IN_FORCE_2021,
        provincial=True,
    ),
    Threshold(
        "simplified_fine_person",
        gettext_lazy("Highest on-the-spot fine on a citizen"),
        Decimal(200),
        "yuan",
        f"{PENALTY_LAW}第五十一条；《市场监督管理行政处罚程序规定》第六十六条",
        IN_FORCE_2021,
    ),
    Threshold(
        "simplified_fine_organisation",
        gettext_lazy("Highest on-the-spot fine on an organisation"),
        Decimal(3_000),
        "yuan",
        f"{PENALTY_LAW}第五十一条；《市场监督管理行政处罚程序规定》第六十六条",
        IN_FORCE_2021,
    ),
    Threshold(
        "on_spot_collection",
        gettext_lazy(
            "Highest fine the officers may collect on the spot without a further ground"
        ),
        Decimal(100),
        "yuan",
        f"{PENALTY_LAW}第六十八条第一项",
        IN_FORCE_2021,
    ),
    Threshold(
        "surcharge_rate",
        gettext_lazy("Surcharge per day, as a share of the unpaid fine"),
        Decimal("0.03"),
        "share_per_day",
        f"{PENALTY_LAW}第七十二条第一款第一项",
        IN_FORCE_2021,
    ),
    Threshold(
        "surcharge_cap",
        gettext_lazy("Highest surcharge, as a share of the fine"),
        Decimal(1),
        "share",
        f"{PENALTY_LAW}第七十二条第一款第一项；《中华人民共和国行政强制法》第四十五条",
        IN_FORCE_2021,
    ),
)


def threshold(
    threshold_id: str, *, on: date, provincial: Mapping[str, OwnAmount] | None = None
) -> Threshold:
    """The number that governs a day.

    Args:
        threshold_id: which number.
        on: the day of the act.
        provincial: the province's own amounts of that day by id; used where the law
            leaves it to them.

    Raises:
        NotFound: there is no such threshold.
        LawUnavailable: none is known for that day.
    """
    versions = [one for one in THRESHOLDS if one.id == threshold_id]
    if not versions:
        raise NotFound(_("There is no threshold called “%s”.") % threshold_id)
    for one in versions:
        if one.is_in_force(on):
            own = (provincial or {}).get(threshold_id) if one.provincial else None
            if own is None:
                return one
            return replace(one, value=own.value, basis=f"{own.basis}；{one.basis}")
    raise LawUnavailable(
        _("No value of “%(id)s” is known for %(on)s.") % {"id": threshold_id, "on": on}
    )
