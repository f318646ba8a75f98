"""The list of a measure: its lines, and the rows by which goods leave it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Invalid
from enforcement.models import ItemMovement, Measure, MeasureItem, MovementKind
from enforcement.services.checks import require_fits

MOST_ITEMS = 200
# Kinds after which the goods are as many as before.
STAYING = (MovementKind.CUSTODY.value,)


class ItemFacts(TypedDict):
    """One line of a list as it is told."""

    name: str
    quantity: Decimal
    unit: str
    specification: NotRequired[str]
    batch_number: NotRequired[str]
    state: NotRequired[str]
    place: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Part:
    """How much of an item moves; None for all that is held."""

    item: MeasureItem
    quantity: Decimal | None = None


def write_items(measure: Measure, items: Iterable[ItemFacts]) -> list[MeasureItem]:
    """The lines of a list that was not carried out yet, in place of those before.

    Raises:
        Invalid: no line, too many, or one whose values do not fit; in the field ``items``.
    """
    lines = list(items)
    if not lines:
        raise Invalid(fields={"items": _("List at least one thing that is held.")})
    if len(lines) > MOST_ITEMS:
        text = _("Use at most %(most)s lines a list.") % {"most": MOST_ITEMS}
        raise Invalid(fields={"items": text})
    for seq, line in enumerate(lines, 1):
        _require_line(seq, line)
    measure.items.all().delete()
    rows = [MeasureItem(measure=measure, seq=seq, **line) for seq, line in enumerate(lines, 1)]
    return MeasureItem.objects.bulk_create(rows)


def _require_line(seq: int, line: ItemFacts) -> None:
    try:
        require_fits(MeasureItem, **line)
    except Invalid as error:
        told = " ".join(str(text) for text in error.fields.values())
        text = _("Line %(seq)s: %(told)s") % {"seq": seq, "told": told}
        raise Invalid(fields={"items": text}) from error
    if line["quantity"] <= 0:
        text = _("Line %(seq)s: the quantity must be more than nothing.") % {"seq": seq}
        raise Invalid(fields={"items": text})


def take_into_custody(measure: Measure) -> None:
    """The goods are held from now on: all of every line."""
    for item in measure.items.all():
        item.held = item.quantity
        item.save(update_fields=["held", "updated_at"])


def lines_of(measure: Measure) -> list[ItemFacts]:
    """What is held, as lines of another list."""
    return [
        ItemFacts(
            name=item.name,
            specification=item.specification,
            batch_number=item.batch_number,
            quantity=item.held,
            unit=item.unit,
            state=item.state,
            place=item.place,
        )
        for item in measure.held_items()
    ]


def move_items(
    measure: Measure,
    parts: Sequence[Part],
    *,
    kind: MovementKind | str,
    moved_on: date,
    by: User,
    **told: Any,
) -> list[ItemMovement]:
    """Write the rows by which goods leave a list. The caller holds the measure's row.

    Args:
        parts: items of this measure, each with how much of it.
        told: receiver, paper, proceeds and note of every row.

    Raises:
        Invalid: nothing chosen, an item of another list, more than is held.
    """
    if not parts:
        raise Invalid(fields={"items": _("Choose what it is about.")})
    wanted = {part.item.pk: part.quantity for part in parts}
    rows = measure.items.select_for_update().filter(pk__in=wanted).order_by("pk")
    items = {item.pk: item for item in rows}
    if len(items) != len(wanted):
        raise Invalid(fields={"items": _("This item stands on another list.")})
    return [
        _move(item, wanted[pk], kind=str(kind), moved_on=moved_on, by=by, **told)
        for pk, item in items.items()
    ]


def _move(
    item: MeasureItem,
    quantity: Decimal | None,
    *,
    kind: str,
    moved_on: date,
    by: User,
    **told: Any,
) -> ItemMovement:
    moved = item.held if quantity is None else quantity
    if moved <= 0 or moved > item.held:
        text = _("Of %(item)s, %(held)s %(unit)s are held: no more than that can go.") % {
            "item": item,
            "held": f"{item.held.normalize():f}",
            "unit": item.unit,
        }
        raise Invalid(fields={"quantity": text})
    if kind not in STAYING:
        item.held -= moved
        item.save(update_fields=["held", "updated_at"])
    row = ItemMovement(item=item, kind=kind, quantity=moved, moved_on=moved_on, by=by, **told)
    row.save(force_insert=True)
    return row
