"""A small year of work for the report forms: something of everything, in two cities."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from enforcement.models import Case
from enforcement.services.findings import mark_rectified
from enforcement.services.past_cases import PastAmounts, PastDates, PastPerson
from tests.factories.accounts import Tree
from tests.factories.around import make_on_spot
from tests.factories.enforcement_cases import make_past_case, make_served_case, team_of
from tests.factories.enforcement_field import make_clue, make_completed_inspection
from tests.factories.enforcement_performance import make_remedy
from tests.factories.goods import make_tested_sample
from tests.factories.registry import make_party

ON = date(2026, 5, 12)
DAYS = PastDates(filed_on=date(2026, 2, 3), decided_on=date(2026, 4, 20))

PAST: tuple[dict[str, Any], ...] = (
    {
        "domain": "drug",
        "link": "retail",
        "source": "complaint",
        "party_kind": "retail_pharmacy",
        "penalty_kinds": ("fine", "suspend_business"),
        "amounts": PastAmounts(
            goods_value=Decimal("49999.99"),
            fine=Decimal(150_000),
            confiscated_income=Decimal("3200.50"),
            confiscated_goods_value=Decimal(800),
        ),
        "persons": (PastPerson(name="张某", fine=Decimal(5_000)),),
    },
    {
        "domain": "device",
        "link": "production",
        "source": "sampling",
        "party_kind": "device_manufacturer",
        "penalty_kinds": ("fine", "revoke_licence", "suspend_business"),
        "amounts": PastAmounts(goods_value=Decimal(50_000), fine=Decimal(600_000)),
    },
    {
        "domain": "cosmetic",
        "link": "online",
        "source": "online_monitoring",
        "party_kind": "online_shop",
        "penalty_kinds": ("fine", "revoke_approval"),
        "amounts": PastAmounts(
            goods_value=Decimal(100_000_000),
            fine=Decimal("0.01"),
            confiscated_income=Decimal("123456.78"),
        ),
        "dates": PastDates(
            filed_on=date(2026, 1, 1),
            decided_on=date(2026, 12, 31),
            published_on=date(2026, 12, 31),
        ),
    },
    # Decided the day before the year begins: it counts for nothing.
    {"domain": "drug", "dates": PastDates(decided_on=date(2025, 12, 31))},
)


def make_past_cases(
    number: int, *, by: User, bureau: Any = None, on: date = date(2026, 12, 31)
) -> list[Case]:
    """So many past cases of drugs decided in 2026, each with its fine and goods value."""
    return [
        make_past_case(
            by=by,
            on=on,
            title=f"补录案件{at:03d}",
            bureau=bureau,
            source="complaint",
            party_kind="retail_pharmacy",
            amounts=PastAmounts(
                goods_value=Decimal(1_000 + at),
                fine=Decimal(20_000 + at),
                confiscated_income=Decimal(0),
                confiscated_goods_value=Decimal(0),
            ),
            dates=DAYS,
        )
        for at in range(number)
    ]


def make_decided(
    number: int,
    year: int,
    *,
    by: User,
    goods: int = 1_000,
    source: str = "complaint",
) -> None:
    """So many past cases of drugs decided on 20 April of a year."""
    day = date(year, 4, 20)
    for _each in range(number):
        make_past_case(
            by=by,
            on=date(2026, 12, 31),
            source=source,
            party_kind="retail_pharmacy",
            amounts=PastAmounts(goods_value=Decimal(goods), fine=Decimal(20_000)),
            dates=PastDates(filed_on=day, decided_on=day),
        )


def make_year_of_work(tree: Tree, *, by: User) -> None:
    """Cases of every domain, on the spot and past, clues, samples, a review, platforms."""
    end = date(2026, 12, 31)
    for at, told in enumerate(PAST):
        bureau = tree.yanta if at % 2 else tree.linwei
        make_past_case(by=by, on=end, **{"bureau": bureau, "dates": DAYS, **told})
    team = team_of(tree)
    make_on_spot(team, on=ON)
    make_remedy(make_served_case(team, on=ON), team, on=ON)
    for kind, source in (
        ("complaint", "complaint"),
        ("report", "report"),
        ("online", "online_monitoring"),
    ):
        make_clue(by=team.inspector, on=ON, kind=kind, source=source)
    for result in ("pass", "fail", "fail"):
        make_tested_sample(team.officers, result=result, on=ON)
    platform = make_party(kind="online_platform")
    for findings in (0, 1):
        done = make_completed_inspection(
            team.officers, party=platform, findings=findings, on=ON
        )
    finding = done.findings.get()
    mark_rectified(finding, rectified_on=ON, rectification="已整改。", by=team.inspector, on=ON)
