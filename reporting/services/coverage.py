"""How far key lists are inspected: the parties on a list, reached in a period or not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from registry.models import KeyList, KeyListItem, Party
from reporting.figures import FigureScope
from reporting.figures.rows import inspections
from reporting.services.overview import share


@dataclass(frozen=True, slots=True)
class Coverage:
    """A list, its parties under the asked bureau, and those inspected in the period."""

    key_list: KeyList
    listed: int
    reached: int

    @property
    def missing(self) -> int:
        return self.listed - self.reached

    @property
    def rate(self) -> Decimal | None:
        """Percent with two places; None for a list without parties here."""
        return share(Decimal(self.reached), Decimal(self.listed))


def listed_parties(key_list: KeyList, scope: FigureScope) -> QuerySet[Party]:
    """The list's parties supervised under the asked bureau, each with ``made``
    visits to it and ``last_on``, counted exactly as the figure of inspection visits counts."""
    done = inspections(scope).filter(party=OuterRef("pk")).order_by().values("party")
    rows = Party.objects.filter(
        pk__in=key_list.items.filter(party__isnull=False).values("party"),
        bureau__path__startswith=scope.bureau.path,
    )
    return rows.annotate(
        made=Subquery(done.annotate(n=Count("pk")).values("n")),
        last_on=Subquery(done.annotate(day=Max("inspected_on")).values("day")),
    )


def coverage_of(lists: QuerySet[KeyList], scope: FigureScope) -> list[Coverage]:
    """Every list's coverage. One query beside that of the lists."""
    reached = Exists(inspections(scope).filter(party=OuterRef("party")))
    counted: dict[int, Any] = {
        row["key_list"]: row
        for row in KeyListItem.objects.filter(
            key_list__in=lists,
            party__isnull=False,
            party__bureau__path__startswith=scope.bureau.path,
        )
        .order_by()
        .annotate(reached=reached)
        .values("key_list")
        .annotate(listed=Count("pk"), done=Count("pk", filter=Q(reached=True)))
    }
    nothing = {"listed": 0, "done": 0}
    return [
        Coverage(one, found["listed"], found["done"])
        for one in lists
        for found in [counted.get(one.pk, nothing)]
    ]
