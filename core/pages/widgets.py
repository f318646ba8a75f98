"""Form widgets of the frame."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator

from core.pages.navigation import Slot, slot_address

# Options offered before anything is typed; also all that a page without script has.
FIRST_OPTIONS = 30


class Combobox(forms.Select):
    """A select whose options come from an address while one types.

    The address answers ``?q=`` with ``{"results": [{"id", "text", "note"}]}``, see
    ``core.pages.options``. The page itself carries the chosen options and a few more,
    never the whole table.
    """

    template_name = "_components/combobox.html"

    def __init__(self, source: str = "", *, slot: Slot | None = None, **kwargs: Any) -> None:
        self.source, self.slot = source, slot
        super().__init__(**kwargs)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["source"] = self.source or (
            slot_address(self.slot) if self.slot else ""
        )
        context["widget"]["multiple"] = self.allow_multiple_selected
        return context

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        everything = self.choices
        if isinstance(everything, ModelChoiceIterator):
            self.choices = _some(everything, [item for item in value if item])
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = everything


class MultiCombobox(Combobox, forms.SelectMultiple):
    """The same for several choices: officers of an inspection."""

    template_name = "_components/combobox.html"


def _some(choices: "ModelChoiceIterator[Any]", chosen: list[str]) -> list[tuple[Any, str]]:
    field = choices.field
    key = field.to_field_name or "pk"
    rows = choices.queryset
    try:
        known = list(rows.filter(**{f"{key}__in": chosen})) if chosen else []
    except (ValueError, ValidationError):
        known = []
    found: Iterable[Any] = [*known, *rows[:FIRST_OPTIONS]]
    options = {str(field.prepare_value(row)): field.label_from_instance(row) for row in found}
    empty: list[tuple[Any, str]] = (
        [("", str(field.empty_label or ""))] if field.empty_label is not None else []
    )
    return [*empty, *options.items()]


class DateInput(forms.DateInput):
    """The browser's own date picker; phones and keyboards know it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class YuanInput(forms.NumberInput):
    """An amount in yuan; its size in 万元 is shown while typing."""

    template_name = "_components/yuan_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": "0.01", "min": "0", "inputmode": "decimal", **(attrs or {})})
