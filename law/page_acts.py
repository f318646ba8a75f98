"""What apps above let a reader do on a rule's page, without being imported by it."""

from collections.abc import Callable, Sequence
from typing import Any

from core.pages.parts import Act
from law.office import OfficeLaw
from law.periods import Period

Offer = Callable[[Period, Any, OfficeLaw], Sequence[Act]]

_offers: list[Offer] = []


def register_period_acts(offer: Offer) -> None:
    """Add buttons to the pages of periods. Called from ``AppConfig.ready()``."""
    if offer not in _offers:
        _offers.append(offer)


def acts_on(rule: Period, user: Any, office: OfficeLaw) -> list[Act]:
    """The buttons for this reader."""
    return [act for offer in _offers for act in offer(rule, user, office)]
