"""Sentences made from figures: rise, fall, unchanged, nothing to compare with."""

from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.models import Indicator
from core.money import in_wan
from reporting.figures import FigureValue, figure
from reporting.services.standings import change


def unit_of(one: Indicator) -> str:
    """The unit as reports print it: money in 万元."""
    return _("10,000 yuan") if figure(one.code).is_money else one.counted_in


def printed(one: Indicator, value: FigureValue | None) -> str:
    """A value as reports print it: money in 万元, shares with two places, — for none."""
    if value is None or value.value is None:
        return "—"
    if figure(one.code).is_money:
        return f"{in_wan(value.value):,.2f}"
    if one.decimals:
        return f"{value.value:,.{one.decimals}f}"
    return f"{value.value:,.0f}"


def with_unit(one: Indicator, value: FigureValue) -> str:
    """A value with its unit, as it stands in a sentence."""
    if one.unit == "%":
        return f"{printed(one, value)}%"
    told = {"value": printed(one, value), "unit": unit_of(one)}
    return _("%(value)s %(unit)s") % told


def compared(now: FigureValue, before: FigureValue) -> str:
    """How a figure moved against another period: up, down, the same, or no base.

    A percentage itself moves in percentage points and is told by ``points``.
    """
    if now.value is None or before.value is None:
        return _("no base to compare with")
    moved = change(now.value, before.value)
    if moved is None and now.value != before.value:
        return _("no base to compare with")
    if not moved:
        return _("the same as before")
    word = _("up %(n)s%%") if moved > 0 else _("down %(n)s%%")
    return word % {"n": f"{abs(moved):.2f}"}


def points(now: FigureValue, before: FigureValue) -> str:
    """How a percentage moved: in percentage points."""
    if now.value is None or before.value is None:
        return _("no base to compare with")
    moved = now.value - before.value
    if moved == 0:
        return _("the same as before")
    word = _("up %(n)s percentage points") if moved > 0 else _("down %(n)s percentage points")
    return word % {"n": f"{abs(moved):.2f}"}


def told_change(one: Indicator, now: FigureValue, before: FigureValue) -> str:
    """In the words that fit the figure."""
    return points(now, before) if figure(one.code).parts else compared(now, before)


def percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.2f}%"
