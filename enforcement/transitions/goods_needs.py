"""What a case must have settled about goods before it is closed."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from enforcement.models import MeasureItem
from law.words import cite

ARTICLE_DISPOSAL = cite("中华人民共和国行政强制法", "第二十六条、第二十七条")
NAMED = 10


def held_of(case: Any) -> QuerySet[MeasureItem]:
    """Goods of the case's measures that have not left their list."""
    return MeasureItem.objects.filter(measure__case_id=case.pk, held__gt=0)


def _all_disposed(case: Any) -> bool:
    return not held_of(case).exists()


def _held_names(case: Any) -> str:
    """Measure, item and quantity of what is still held, at most ten of them."""
    rows = list(held_of(case).select_related("measure")[: NAMED + 1])
    told = [
        f"{row.measure.number} {row} {row.held.normalize():f}{row.unit}" for row in rows[:NAMED]
    ]
    return f"【{'、'.join(told)}{'……' if len(rows) > NAMED else ''}】"


GOODS_DISPOSED = Need(
    name="goods_disposed",
    met=_all_disposed,
    refusal=_("Goods are still held. Record first where each went."),
    names=_held_names,
    article=ARTICLE_DISPOSAL,
)
