"""No penalty for a first offence only where all bureaus answered that it is the first.

Legal source: Administrative Penalty Law Art. 33(1) (首违不罚), 33(3) (education).
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from enforcement.checks import PriorPenalties, prior_penalties
from enforcement.models import Case, Exemption, PriorCheck
from law.ranges import DiscretionStep


@transaction.atomic
def check_prior(case: Case, *, by: User, on: date) -> PriorPenalties:
    """Ask all bureaus for earlier penalties of the party, and keep the answer on the case.

    Raises:
        IllegalTransition: the party is not in the registry.
        PermissionRefused: whoever reads no records.
    """
    if case.party is None:
        raise IllegalTransition(_("The party of this case is not in the registry."))
    answer = prior_penalties(case.party, on, by=by)
    row = PriorCheck.under(
        case,
        case=case,
        count=answer.count,
        bureaus=list(answer.bureaus),
        asked_by=by,
        asked_on=on,
    )
    row.save(force_insert=True)
    record("case.prior_check", subject=row, by=by, on=on, after={"count": answer.count})
    return answer


def last_prior(case: Case) -> PriorCheck | None:
    """The latest answer; None before anybody asked."""
    return case.prior_checks.first()


def require_exemption(case: Case, values: dict[str, Any]) -> None:
    """Refuse a ground of exemption beside a penalty, or a first offence that is none.

    Raises:
        Invalid: in the field ``exemption``.
    """
    ground = values["exemption"]
    if not ground:
        return
    if values["step"] != DiscretionStep.NONE:
        text = _("A ground of exemption belongs to “no penalty” alone.")
        raise Invalid(fields={"exemption": text})
    if ground != Exemption.FIRST_OFFENCE:
        return
    prior = last_prior(case)
    if prior is None:
        text = _("Ask all bureaus for earlier penalties first: the case does not show it.")
        raise Invalid(fields={"exemption": text})
    if prior.count:
        text = _(
            "Not a first offence: penalised %(count)s times before (%(bureaus)s). Choose "
            "another ground or another step."
        ) % {"count": prior.count, "bureaus": "、".join(prior.bureaus)}
        raise Invalid(fields={"exemption": text})
