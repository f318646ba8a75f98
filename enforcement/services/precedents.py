"""What was decided before, by others and by the office, and the totals of each year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from accounts.models import User
from enforcement.models import Case, CaseQuerySet


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One year's decisions. Sums are of the amounts that are known; yuan.

    ``year`` None: neither the decision nor its publication is dated.
    """

    year: int | None
    count: int
    goods_value: Decimal
    goods_value_unknown: int
    fine: Decimal
    fine_unknown: int


def precedents_for(user: Any) -> CaseQuerySet:
    """Decisions to compare with: published ones for every reader, own ones in scope."""
    if not isinstance(user, User) or not user.can_read_registry:
        return Case.objects.none()
    own = Case.objects.visible_to(user).own().decided().values("pk")
    return Case.objects.filter(~Q(authority_name="") | Q(pk__in=own))


def yearly_totals(rows: QuerySet[Case]) -> list[YearTotal]:
    """Count, goods value and fine per year, the newest first, undated ones last. One query."""
    found = (
        rows.order_by()
        .annotate(year=ExtractYear("counted_on"))
        .values("year")
        .annotate(
            count=Count("pk"),
            goods=Sum("goods_value"),
            goods_unknown=Count("pk", filter=Q(goods_value=None)),
            fine=Sum("decision__fine"),
            fine_unknown=Count("pk", filter=Q(decision__fine=None)),
        )
    )
    totals = [
        YearTotal(
            year=row["year"],
            count=row["count"],
            goods_value=row["goods"] or Decimal(0),
            goods_value_unknown=row["goods_unknown"],
            fine=row["fine"] or Decimal(0),
            fine_unknown=row["fine_unknown"],
        )
        for row in found
    ]
    return sorted(totals, key=lambda one: (one.year is not None, one.year or 0), reverse=True)
