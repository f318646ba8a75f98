"""Amounts the law leaves to the province: who may be heard, what the heads discuss."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.policies import require_manage_settings
from accounts.system import System
from audit.services import record
from core.errors import Invalid, Text
from deadlines.models import AmountVersion
from law.grounds import DISCUSSION_AMOUNTS
from law.thresholds import THRESHOLDS

CHOICES: dict[str, Text] = {
    **{one.id: one.title for one in THRESHOLDS if one.provincial},
    **DISCUSSION_AMOUNTS,
}
NOT_SET = gettext_lazy("No amount set: nothing is discussed for its amount alone.")


@dataclass(frozen=True, slots=True)
class Standing:
    """One amount: its name, the shipped one, and the province's versions, the newest first."""

    title: Text
    shipped: Decimal | None
    basis: Text
    versions: tuple[AmountVersion, ...]


@transaction.atomic
def enter_amount(
    *,
    name: str,
    value: Decimal,
    effective_from: date,
    basis: str,
    by: User | System,
    on: date,
) -> AmountVersion:
    """Enter a province's own amount; it holds from its day on.

    Args:
        name: which amount, a key of ``CHOICES``.
        value: yuan; from this figure on, itself included.
        effective_from: the day from which the provincial rule governs.
        basis: the instrument and article that set it.

    Raises:
        PermissionRefused: another duty, or a bureau below the province.
        Invalid: no such amount, not above nothing, no basis, or a version of that day.

    Legal source: SAMR hearing rules Art. 5 (2); Administrative Penalty Law Art. 57 (2).
    """
    require_manage_settings(by, None)
    wrong: dict[str, str] = {}
    if name not in CHOICES:
        wrong["name"] = _("Choose one of the amounts listed.")
    if value <= 0:
        wrong["value"] = _("Enter an amount above nothing.")
    if not basis.strip():
        wrong["basis"] = _("Name the document this rule rests on.")
    if AmountVersion.objects.filter(name=name, effective_from=effective_from).exists():
        wrong["effective_from"] = _("A version begins on that day already.")
    if wrong:
        raise Invalid(fields=wrong)
    row = AmountVersion.objects.create(
        name=name,
        value=value,
        effective_from=effective_from,
        basis=basis.strip(),
        entered_by=by if isinstance(by, User) else None,
        entered_on=on,
    )
    after = {"name": name, "value": value, "effective_from": effective_from}
    record("amount_version.entered", subject=row, by=by, on=on, after=after, note=basis)
    return row


def standing_amounts() -> Iterator[Standing]:
    """Every amount that a province may set, with what ships and what was entered."""
    entered: dict[str, list[AmountVersion]] = {}
    for row in AmountVersion.objects.select_related("entered_by"):
        entered.setdefault(row.name, []).append(row)
    shipped = {one.id: one for one in THRESHOLDS}
    for name, title in CHOICES.items():
        law = shipped.get(name)
        yield Standing(
            title,
            law.value if law else None,
            law.basis if law else NOT_SET,
            tuple(entered.get(name, ())),
        )
