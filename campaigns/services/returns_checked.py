"""What the bureau above does with a return: sends it back, accepts, locks, corrects it."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Return, ReturnCorrection
from campaigns.services.entered import require_text
from campaigns.services.returns import cells_of
from campaigns.transitions.returns import ReturnAct
from core.errors import Invalid
from deadlines.services.procedure import advance


@transaction.atomic
def send_back(report: Return, *, reason: str, by: User, on: date) -> Return:
    """Send a return back to its bureau, with what must be changed."""
    require_text(reason=reason)
    values = {"return_reason": reason.strip(), "accepted_on": None}
    advance(report, ReturnAct.RETURN, by=by, on=on, note=reason, values=values)
    return report


@transaction.atomic
def accept_return(report: Return, *, by: User, on: date) -> Return:
    """Accept a return: from now on it counts in the sum of the bureau above."""
    advance(report, ReturnAct.ACCEPT, by=by, on=on, values={"accepted_on": on})
    return report


@transaction.atomic
def lock_return(report: Return, *, by: User, on: date) -> Return:
    """Lock an accepted return: its figures stand, corrections are records of their own."""
    advance(report, ReturnAct.LOCK, by=by, on=on, values={"locked_on": on})
    return report


@transaction.atomic
def correct_return(
    report: Return, *, code: str, value: Decimal, reason: str, by: User, on: date
) -> ReturnCorrection:
    """Put a locked figure right: the reported one stays, the correction stands beside it.

    Raises:
        Invalid: no reason, no such figure, or the same value.
    """
    require_text(reason=reason)
    cell = report.cells.select_related("indicator").filter(indicator__code=code).first()
    if cell is None:
        raise Invalid(fields={"code": _("The sheet has no such figure.")})
    earlier = report.corrections.filter(indicator=cell.indicator).order_by("-pk").first()
    old = earlier.value if earlier else cell.value
    if old == value:
        raise Invalid(fields={"value": _("This is the figure that stands already.")})
    advance(report, ReturnAct.CORRECT, by=by, on=on, note=f"{cell.indicator}：{reason}")
    row = ReturnCorrection.under(
        report,
        report=report,
        indicator=cell.indicator,
        old_value=old,
        value=value,
        reason=reason.strip()[:500],
        by=by,
        on=on,
    )
    row.save(force_insert=True)
    return row


def standing_values(report: Return) -> dict[str, Decimal | None]:
    """Indicator code → the figure that stands: the last correction, else as reported."""
    values = {cell.indicator.code: cell.value for cell in cells_of(report)}
    for row in report.corrections.select_related("indicator"):
        values[row.indicator.code] = row.value
    return values
