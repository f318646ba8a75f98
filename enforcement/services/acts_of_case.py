"""Which violations of a case are one act under several norms.

Legal source: Administrative Penalty Law Art. 29 (一事不再罚).
"""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Invalid
from enforcement.models import Violation


def first_of_act(violation: Violation, values: dict[str, Any]) -> Violation | None:
    """The violation first recorded for the same act; None where this is the first.

    Raises:
        Invalid: it is itself, of another case, or others are joined to this one.
    """
    if "same_act_as" not in values:
        return violation.same_act_as
    named: Violation | None = values["same_act_as"]
    if named is None:
        return None
    first = named.same_act_as or named
    if named.case_id != violation.case_id or violation.pk in (named.pk, first.pk):
        text = _("Choose another violation of this case.")
    elif violation.pk and violation.further_norms.exists():
        text = _("Other violations are joined to this one. Join this one's act to them there.")
    else:
        return first
    raise Invalid(fields={"same_act_as": text})


def pass_on_act(violation: Violation) -> None:
    """Before a violation leaves: what was joined to it is joined to the next one."""
    rest = list(violation.further_norms.order_by("seq"))
    if not rest:
        return
    first, others = rest[0], rest[1:]
    Violation.objects.filter(pk=first.pk).update(same_act_as=None)
    Violation.objects.filter(pk__in=[one.pk for one in others]).update(same_act_as=first)
