"""Reading what a person or a machine typed: a day, a time, an amount, days not counted."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.errors import Invalid
from law.intervals import Suspension

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(text: str) -> date:
    """A day typed as 2025-07-04.

    Raises:
        Invalid: anything else.
    """
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Invalid(_("“%s” is not a day. Write it as 2025-07-04.") % text)


def read_moment(text: str) -> date | datetime:
    """A day, or a day with a time such as 2025-07-04T15:30.

    Raises:
        Invalid: anything else.
    """
    day, separator, clock = text.replace(" ", "T", 1).partition("T")
    if not separator:
        return read_day(text)
    read_day(day)
    try:
        return datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        raise Invalid(_("“%s” is not a time. Write it as 2025-07-04T15:30.") % text) from None


def read_yuan(text: str) -> Decimal:
    """An amount in yuan.

    Raises:
        Invalid: it is not a number.
    """
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Invalid(_("“%s” is not an amount. Write it as 122900.50.") % text) from None


def read_suspension(text: str) -> Suspension:
    """Days not counted as FROM:TO, both included.

    Raises:
        Invalid: anything else.
    """
    first, separator, last = text.partition(":")
    if not separator:
        raise Invalid(_("“%s” is not a suspension. Write it as 2025-08-01:2025-08-20.") % text)
    return Suspension(read_day(first), read_day(last))
