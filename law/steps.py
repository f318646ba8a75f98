"""A computation told step by step: codes and plain values first, words on request.

A step can be stored as JSON and rendered later in any language: ``params`` holds only
strings, numbers and lists. How a parameter is shown follows from its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _

from law.penalty_kinds import Activity, FineBase, Level
from law.periods import event_label, suspension_label
from law.wording import TEMPLATES, UNITS
from law.words import Words
from law.workdays import holiday_name


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation.

    Args:
        code: which sentence; a key of ``law.wording.TEMPLATES``.
        params: JSON values that fill it.
    """

    code: str
    params: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The sentence in the active language."""
        shown = {name: _show(name, value) for name, value in self.params.items()}
        return str(TEMPLATES[self.code]) % shown

    def as_json(self) -> dict[str, Any]:
        """Code, values and sentence, for the API and the commands."""
        return {"code": self.code, "params": dict(self.params), "text": self.text}


def show_day(iso: str) -> str:
    """A day with its weekday: people check dates by the weekday."""
    return dateformat.format(date.fromisoformat(iso), "Y-m-d D")


def _show_moment(iso: str) -> str:
    return dateformat.format(datetime.fromisoformat(iso), "Y-m-d D H:i")


def show_yuan(amount: str) -> str:
    """An amount with thousands separators; the yuan's cents only where there are any."""
    value = Decimal(amount)
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def _show_spans(spans: list[list[str]]) -> str:
    """Spans of days, each with its reason: ``10-01 – 10-08 (National Day)``."""
    shown = []
    for first, last, reason in spans:
        days = first if first == last else f"{first} – {last}"
        why = _("%(days)s (%(reason)s)") % {"days": days, "reason": holiday_name(reason)}
        shown.append(why if reason else days)
    return _("; ").join(shown)


def _show_length(value: list[Any]) -> str:
    number, unit = value
    return str(UNITS[unit] % {"n": number})


def _show_times(value: str) -> str:
    return f"{Decimal(value).normalize():f}"


def _show_activity(code: str) -> str:
    return _("every activity") if code == "all" else str(Activity(code).label)


SHOWN: dict[str, Callable[[Any], str]] = {
    "event": event_label,
    "reason": suspension_label,
    "spans": _show_spans,
    "length": _show_length,
    "level": lambda code: str(Level(code).label),
    "base": lambda code: str(FineBase(code).label),
    "activity": _show_activity,
    "violation": lambda both: str(Words.of(both)),
}
SHOWN_BY_SUFFIX: dict[str, Callable[[Any], str]] = {
    "_on": show_day,
    "_at": _show_moment,
    "_yuan": show_yuan,
    "_times": _show_times,
}


def _show(name: str, value: Any) -> str:
    show = SHOWN.get(name)
    if show is None:
        suffix = f"_{name.rpartition('_')[2]}"
        show = SHOWN_BY_SUFFIX.get(suffix, str)
    return show(value)
