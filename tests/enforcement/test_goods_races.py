"""Two officers act on the same goods at once: what is held is never given away twice."""

from decimal import Decimal

from core.errors import DomainError
from enforcement.models import ItemMovement, Measure, MeasureItem
from enforcement.services.measure_course import lift_measure
from enforcement.services.measure_goods import dispose
from enforcement.services.measure_items import Part
from tests.factories.accounts import make_tree
from tests.factories.enforcement_cases import team_of
from tests.factories.goods import ON, make_measure
from tests.threads import at_once

__all__ = ["at_once"]


def test_goods_are_returned_once(at_once):
    team = team_of(make_tree())
    measure = lift_measure(make_measure(team), ground="unrelated", by=team.inspector, on=ON)

    def give_back(number: int) -> str:
        seen = Measure.objects.select_related("bureau").get(pk=measure.pk)
        parts = [Part(item, item.quantity) for item in seen.items.all()]
        try:
            dispose(
                seen, parts=parts, kind="returned", moved_on=ON, receiver="王某",
                paper=f"{number}号", by=team.officers[number], on=ON,
            )  # fmt: skip
        except DomainError as error:
            return error.code
        return "done"

    told = at_once(give_back, 2)

    assert sorted(told)[0] == "done"
    assert told.count("done") == 1


def test_a_measure_is_lifted_once(at_once):
    team = team_of(make_tree())
    measure = make_measure(team)

    def lift(number: int) -> str:
        seen = Measure.objects.select_related("bureau", "party").get(pk=measure.pk)
        try:
            lift_measure(seen, ground="unrelated", by=team.officers[number], on=ON)
        except DomainError as error:
            return error.code
        return "done"

    assert sorted(at_once(lift, 2)) == ["done", "illegal_transition"]


def test_rows_and_quantity_agree(team):
    measure = lift_measure(make_measure(team), ground="unrelated", by=team.inspector, on=ON)
    item = measure.items.first()
    told = {"kind": "returned", "moved_on": ON, "receiver": "王某", "paper": "1号"}
    for part in (Decimal(2), Decimal("0.5")):
        dispose(measure, parts=[Part(item, part)], **told, by=team.inspector, on=ON)
    row = MeasureItem.objects.get(pk=item.pk)
    gone = sum(ItemMovement.objects.filter(item=item).values_list("quantity", flat=True))
    assert row.held == row.quantity - gone == Decimal("9.5")
