"""At start: every shipped computed indicator has its query, and every query its indicator."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from campaigns.services.indicators import shipped_indicators
from reporting.figures import FIGURES
from reporting.report_forms.loader import faults, forms


@register
def one_query_per_indicator(**_kwargs: Any) -> list[CheckMessage]:
    defined = {row["code"] for row in shipped_indicators()}
    messages: list[CheckMessage] = [
        Error(f"The indicator {code!r} has no query.", id="reporting.E001")
        for code in sorted(defined - FIGURES.keys())
    ]
    messages += [
        Error(f"The query {code!r} has no indicator.", id="reporting.E002")
        for code in sorted(FIGURES.keys() - defined)
    ]
    return messages


@register
def forms_are_sound(**_kwargs: Any) -> list[CheckMessage]:
    """Every column of a report form has its figure, every rule names cells that are there."""
    return [Error(text, id="reporting.E003") for text in faults(forms())]
