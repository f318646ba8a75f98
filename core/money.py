"""Money is Decimal yuan with two places; reports print it in 万元."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
WAN = Decimal(10_000)


_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)


class YuanField(models.DecimalField[_ST, _GT]):
    """An amount in yuan, never negative."""

    def __init__(self, verbose_name: object = None, **kwargs: object) -> None:
        kwargs.setdefault("max_digits", 16)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault(
            "validators", [MinValueValidator(0, _("An amount cannot be negative."))]
        )
        super().__init__(verbose_name, **kwargs)  # type: ignore[arg-type]


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to two places."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def in_wan(amount: Decimal, places: int = 2) -> Decimal:
    """Yuan as 万元, rounded half up."""
    return (amount / WAN).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
