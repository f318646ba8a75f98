"""What may be decided and collected on the spot: thresholds, ranges, grounds."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import Invalid
from enforcement.errors import FineRefused
from enforcement.models import Collection
from enforcement.services.violations import Assessment
from law.penalty_kinds import PenaltyKind
from law.provisions import Provision
from law.steps import show_yuan
from law.thresholds import Threshold, threshold
from law.vocabularies import PartyKind
from registry.models import Party


def simplified_limit(party: Party | None, on: date) -> Threshold:
    """The highest fine on the spot: for a citizen, or for an organisation.

    Legal source: Administrative Penalty Law Art. 51.
    """
    person = party is not None and party.kind == PartyKind.INDIVIDUAL
    name = "simplified_fine_person" if person else "simplified_fine_organisation"
    return threshold(name, on=on)


def suits_the_spot(provision: Provision, limit: Decimal) -> bool:
    """Whether a provision knows a warning, or a fine as low as may be decided on the spot."""
    for level in provision.levels:
        circumstance = provision.circumstance(level)
        if circumstance is None:
            continue
        if PenaltyKind.WARNING.value in circumstance.kinds:
            return True
        fine = circumstance.fine
        if fine and fine.fixed and (fine.fixed.low or Decimal(0)) <= limit:
            return True
    return False


def require_simplified(party: Party, fine: Decimal, on: date) -> None:
    """Refuse a fine above the threshold of the on-the-spot procedure.

    Raises:
        FineRefused: in the field ``fine``, with the limit and its article.
    """
    limit = simplified_limit(party, on)
    if fine > limit.value:
        text = _(
            "On the spot at most %(most)s yuan may be imposed here (%(article)s). Above that, "
            "file a case."
        ) % {"most": show_yuan(str(limit.value)), "article": limit.basis}
        raise FineRefused(text, fields={"fine": text})


def require_within(found: Assessment, *, fine: Decimal, warning: bool) -> None:
    """Refuse what the provision does not know at this level.

    Raises:
        FineRefused, Invalid: in the field that is wrong.
    """
    if warning and PenaltyKind.WARNING.value not in found.range.kinds:
        text = _("This provision knows no warning at this level.")
        raise Invalid(fields={"penalty": text, "warning": text})
    low, high = found.range.min, found.range.max
    if not fine:
        if low and not found.range.optional:
            text = _("This provision asks for a fine of at least %(min)s yuan: file a case.")
            words = text % {"min": show_yuan(str(low))}
            raise FineRefused(words, fields={"fine": words})
        return
    if low is None or high is None:
        text = _("This provision allows no fine at this level.")
        raise FineRefused(text, fields={"fine": text})
    if not low <= fine <= high:
        text = _("Range: %(min)s to %(max)s yuan; proposed: %(fine)s yuan.") % {
            "min": show_yuan(str(low)),
            "max": show_yuan(str(high)),
            "fine": show_yuan(str(fine)),
        }
        raise FineRefused(text, fields={"fine": text})


def require_collectable(fine: Decimal, collection: Collection, receipt: str, on: date) -> None:
    """Refuse money taken on the spot without the ground, or without a receipt.

    Raises:
        Invalid: in the field that is wrong.

    Legal source: Administrative Penalty Law Art. 68, 69, 70 (official receipt).
    """
    if collection == Collection.BANK:
        return
    if not fine:
        text = _("There is no fine to collect.")
        raise Invalid(fields={"collection": text})
    small = threshold("on_spot_collection", on=on)
    if collection == Collection.SMALL and fine > small.value:
        text = _("Only fines up to %(most)s yuan are collected so (%(article)s).") % {
            "most": show_yuan(str(small.value)),
            "article": small.basis,
        }
        raise Invalid(fields={"collection": text})
    if not receipt.strip():
        text = _("Give the party an official receipt and enter its number.")
        raise Invalid(fields={"receipt": text})
