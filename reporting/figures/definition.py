from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.db.models import QuerySet

from accounts.models import Bureau
from campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class FigureScope:
    """What a figure is asked for: a bureau with all under it, a period, perhaps a campaign.

    Both ends of the period are included. ``where`` holds (axis, code) pairs, several
    codes joined by commas; with
    ``own_only`` the bureaus under ``bureau`` are left out.
    """

    bureau: Bureau
    start: date
    end: date
    campaign: Campaign | None = None
    where: tuple[tuple[str, str], ...] = ()
    own_only: bool = False

    @property
    def bureaus(self) -> QuerySet[Any]:
        if self.own_only:
            return Bureau.objects.filter(pk=self.bureau.pk).values("pk")
        return Bureau.objects.within(self.bureau.path).order_by().values("pk")

    def narrowed(self, **changes: Any) -> Self:
        """The same question, asked of less."""
        return replace(self, **changes)


class Measure(StrEnum):
    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    RATIO = "ratio"


# The axes a figure may be broken down by; the path leads from the rows to the column.
MATTER_AXES: Mapping[str, str] = {
    "domain": "domain",
    "link": "link",
    "area": "area",
    "key_variety": "key_variety",
}


@dataclass(frozen=True)
class Figure:
    """One figure.

    Args:
        code: the indicator's code.
        measure: how its rows become a number.
        rows: exactly the rows behind the number, for a scope.
        date_path: from a row to the day by which it counts; empty for a stock, which is
            counted as it stands on the last day of the period.
        bureau_path: from a row to its bureau's id.
        subject_path: what is told apart when counting distinct; what is added when adding.
        axes: further break-downs, axis → path; a share has those of its base.
        amount: for sums, an annotation ``amount`` per row; empty amounts are unknown.
        parts: for ratios, (numerator, denominator).
        listed_as: the kind of list its rows open in.
    """

    code: str
    measure: Measure
    rows: Callable[[FigureScope], Any]
    listed_as: str
    date_path: str = ""
    bureau_path: str = "bureau_id"
    subject_path: str = "pk"
    axes: Mapping[str, str] = field(default_factory=dict)
    amount: Callable[[Any], Any] | None = None
    parts: tuple[str, str] | None = None

    @property
    def is_money(self) -> bool:
        return self.measure == Measure.SUM
