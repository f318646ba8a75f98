"""Start-up checks: the shipped law is read once and must hold together."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from law.period_checks import act_findings
from law.validation import (
    calendar_findings,
    period_findings,
    provision_findings,
    published_findings,
    threshold_findings,
)
from law.violation_kinds import kind_findings

HINT = "The file under law/data was changed: correct the entry or the code that reads it."

CHECKED: dict[str, Callable[[], Iterator[str]]] = {
    "law.E001": period_findings,
    "law.E002": provision_findings,
    "law.E003": published_findings,
    "law.E004": calendar_findings,
    "law.E005": threshold_findings,
    "law.E006": act_findings,
    "law.E007": kind_findings,
}


def check_shipped_law(**_kwargs: Any) -> Iterable[CheckMessage]:
    """Every finding about the data files, each with the id of its file."""
    messages: list[CheckMessage] = []
    for code, findings in CHECKED.items():
        try:
            messages += [Error(finding, hint=HINT, id=code) for finding in findings()]
        except (KeyError, TypeError, ValueError, ArithmeticError, OSError) as error:
            messages.append(Error(f"cannot be read: {error!r}", hint=HINT, id=code))
    return messages
