"""Fields of lists typed or pasted a line each: goods of a measure, lines of a plan."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement.forms.common import LongText

SEPARATOR = re.compile(r"\s*[\t,，|｜;；]\s*")
ITEM = ("name", "specification", "batch_number", "quantity", "unit", "state", "place")
NEEDED = 5


class QuantityField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=3, min_value=Decimal(0), **kwargs)


class LinesField(LongText):
    """One thing a line, its parts divided by a comma or a tab: pasted from a table."""

    def lines(self, text: str) -> list[list[str]]:
        rows = [line.strip() for line in text.splitlines()]
        return [SEPARATOR.split(line) for line in rows if line]


class ItemsField(LinesField):
    """The list of a measure: name, specification, batch, quantity, unit, condition, place."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("List"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One thing a line: name, specification, batch number, quantity, unit, "
                "condition, place. Leave a part empty between two commas."
            ),
        )
        super().__init__(rows=6, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [self._item(at, parts) for at, parts in enumerate(self.lines(text), 1)]

    @staticmethod
    def _item(at: int, parts: list[str]) -> dict[str, Any]:
        if not NEEDED <= len(parts) <= len(ITEM):
            told = _("Line %(at)s: write name, specification, batch number, quantity and unit.")
            raise ValidationError(told % {"at": at})
        item: dict[str, Any] = dict(zip(ITEM, parts, strict=False))
        try:
            item["quantity"] = Decimal(item["quantity"])
        except InvalidOperation as error:
            told = _("Line %(at)s: “%(quantity)s” is not a quantity.")
            said = told % {"at": at, "quantity": item["quantity"][:20]}
            raise ValidationError(said) from error
        if not item["quantity"].is_finite():
            raise ValidationError(_("Line %(at)s: enter a quantity.") % {"at": at})
        return item


def items_text(items: Any) -> str:
    """The lines of a list as they are typed."""
    return "\n".join(
        "，".join(
            [
                item.name,
                item.specification,
                item.batch_number,
                f"{item.quantity.normalize():f}",
                item.unit,
                item.state,
                item.place,
            ]
        ).rstrip("，")
        for item in items
    )


class PlanLinesField(LinesField):
    """The lines of a plan: what is sampled, and how many batches."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("What is sampled"))
        kwargs.setdefault(
            "help_text", gettext_lazy("One line each: what is sampled, how many batches.")
        )
        super().__init__(rows=6, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [self._line(at, parts) for at, parts in enumerate(self.lines(text), 1)]

    @staticmethod
    def _line(at: int, parts: list[str]) -> dict[str, Any]:
        if len(parts) != 2 or not parts[1].isdecimal() or len(parts[1]) > 6:
            told = _("Line %(at)s: write what is sampled and how many batches.") % {"at": at}
            raise ValidationError(told)
        return {"name": parts[0], "target": int(parts[1])}
