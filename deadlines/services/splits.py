"""The split points of discretion: a province enters its own, by day."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policies import require_manage_settings
from accounts.system import System
from audit.services import record
from core.errors import Invalid
from deadlines.models import SplitVersion

ONE = Decimal(1)


@transaction.atomic
def enter_split(
    *,
    lenient: Decimal,
    heavier: Decimal,
    effective_from: date,
    basis: str,
    by: User | System,
    on: date,
) -> SplitVersion:
    """Enter a version of the split points; it measures acts from its day on.

    Ranges already computed keep the version they were computed with.

    Args:
        lenient: share of the range up to which a fine is lenient, 0 to 1.
        heavier: share of the range from which a fine is heavier, 0 to 1.
        effective_from: the day from which the provincial rule governs.
        basis: the instrument and article that sets them.

    Raises:
        PermissionRefused: another duty, or a bureau below the province.
        Invalid: shares out of order, no basis, or a version of that day.

    Legal source: the province's rule on discretion; Administrative Penalty Law Art. 34.
    """
    require_manage_settings(by, None)
    wrong: dict[str, str] = {}
    if not 0 <= lenient <= ONE:
        wrong["lenient"] = _("A share of the range lies between 0 and 1.")
    if not 0 <= heavier <= ONE:
        wrong["heavier"] = _("A share of the range lies between 0 and 1.")
    if not wrong and lenient > heavier:
        wrong["heavier"] = _("The heavier band cannot begin before the lenient one ends.")
    if not basis.strip():
        wrong["basis"] = _("Name the document this rule rests on.")
    if SplitVersion.objects.filter(effective_from=effective_from).exists():
        wrong["effective_from"] = _("A version begins on that day already.")
    if wrong:
        raise Invalid(fields=wrong)
    row = SplitVersion.objects.create(
        lenient=lenient,
        heavier=heavier,
        effective_from=effective_from,
        basis=basis.strip(),
        entered_by=by if isinstance(by, User) else None,
        entered_on=on,
    )
    after = {"lenient": lenient, "heavier": heavier, "effective_from": effective_from}
    record("split_version.entered", subject=row, by=by, on=on, after=after, note=basis)
    return row
