"""Correcting a past case (补录) that was entered wrongly; what stood there is kept."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from deadlines.services.procedure import lock
from enforcement.models import Case, Decision
from enforcement.policies import require_record_past
from enforcement.services.checks import require_fits, require_text

OF_DECISION = ("fine", "confiscated_income", "confiscated_goods_value")


class PastAmountsCorrected(TypedDict, total=False):
    """Amounts in yuan as they must read; None is what is not known."""

    goods_value: Decimal | None
    fine: Decimal | None
    confiscated_income: Decimal | None
    confiscated_goods_value: Decimal | None


@transaction.atomic
def correct_past_case(
    case: Case,
    *,
    reason: str,
    by: User,
    on: date,
    version: int | None = None,
    **amounts: Unpack[PastAmountsCorrected],
) -> Case:
    """Correct the amounts of a past case; editions frozen before keep what they said.

    Args:
        reason: how the mistake was found; kept in the audit trail with both values.
        version: the case that was read; None skips the check.
        amounts: yuan; those not named stay as they are.

    Raises:
        Invalid: no past case, no reason, or nothing differs.
        PermissionRefused: only campaign officers enter and correct past cases.
        StaleVersion: somebody else changed it meanwhile.

    Legal source: 药品监督管理统计管理办法(试行) Art. 6 (mistakes are verified and corrected).
    """
    lock(case)
    require_record_past(case.bureau, by=by)
    if not case.is_past:
        raise Invalid(_("Only a case entered afterwards is corrected this way."))
    require_text(reason=reason)
    values: dict[str, Any] = dict(amounts)
    require_version(case, version, {})
    decision = Decision.objects.select_for_update().get(case=case)
    in_decision = {name: values[name] for name in OF_DECISION if name in values}
    in_case = {name: value for name, value in values.items() if name not in in_decision}
    require_fits(Case, **in_case)
    require_fits(Decision, **in_decision)
    before = {name: getattr(case, name) for name in in_case}
    before |= {name: getattr(decision, name) for name in in_decision}
    if before == values:
        raise Invalid(_("Nothing differs from what stands there."))
    for thing, told in ((case, in_case), (decision, in_decision)):
        for name, value in told.items():
            setattr(thing, name, value)
        thing.version += 1
        thing.save()
    note = reason.strip()
    kind = "case.past_corrected"
    record(kind, subject=case, by=by, on=on, before=before, after=values, note=note)
    return case
