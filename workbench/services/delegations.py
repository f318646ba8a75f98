"""Standing in for an absent colleague."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Perm
from accounts.policies import may
from audit.services import record as write_audit
from core.errors import Invalid, PermissionRefused
from workbench.models import Delegation

LONGEST_REASON = 200


@transaction.atomic
def delegate(
    *, person: User, deputy: User, from_on: date, to_on: date, reason: str, by: User, on: date
) -> Delegation:
    """Let a colleague be told of everything a person would be told of, while absent.

    A deputy gains no duty: acts stay with whoever holds them.

    Args:
        person: who is absent; themselves or the bureau's administrator arranges it.
        from_on, to_on: local dates, both included.

    Raises:
        PermissionRefused: ``by`` is neither the person nor the bureau's administrator.
        Invalid: another bureau, a disabled colleague, an end before the start.
    """
    if by.pk != person.pk and not may(by, Perm.MANAGE_PEOPLE, person.bureau):
        raise PermissionRefused
    _require_sound(person, deputy, from_on, to_on, on)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        words = _("Say why, in at most %(most)s characters.") % {"most": LONGEST_REASON}
        raise Invalid(fields={"reason": words})
    row = Delegation(
        person=person, deputy=deputy, from_on=from_on, to_on=to_on, reason=reason.strip()
    )
    row.save(force_insert=True)
    after = {"deputy": deputy.name, "from_on": from_on, "to_on": to_on}
    write_audit("delegation.given", subject=row, by=by, on=on, after=after, note=reason)
    return row


@transaction.atomic
def cancel_delegation(delegation: Delegation, *, by: User, on: date) -> Delegation:
    """End a delegation before its time."""
    row: Delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if by.pk != row.person_id and not may(by, Perm.MANAGE_PEOPLE, row.person.bureau):
        raise PermissionRefused
    if row.cancelled_on is not None:
        raise Invalid(_("This delegation is cancelled already."))
    row.cancelled_on = on
    row.version += 1
    row.save(update_fields=["cancelled_on", "version", "updated_at"])
    write_audit("delegation.cancelled", subject=row, by=by, on=on)
    return row


def _require_sound(person: User, deputy: User, from_on: date, to_on: date, on: date) -> None:
    fields: dict[str, str] = {}
    if to_on < from_on:
        fields["to_on"] = _("The end lies before the start.")
    elif to_on < on:
        fields["to_on"] = _("These days have passed already.")
    if deputy.pk == person.pk:
        fields["deputy"] = _("Choose somebody else to stand in.")
    elif deputy.bureau_id != person.bureau_id or not deputy.is_active:
        fields["deputy"] = _("Choose an active colleague of the same bureau.")
    if fields:
        raise Invalid(fields=dict(fields))
