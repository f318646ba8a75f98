"""Duties: granted by security administrators, who create nobody, never to themselves."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AccountKind, Role, RoleGrant, User
from accounts.policies import require_grant_roles
from accounts.services.people import lock
from audit.services import record
from core.errors import Invalid
from core.protocols import Actor

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})


@transaction.atomic
def grant_role(person: User, *, role: Role, by: Actor, on: date) -> RoleGrant:
    """Give a duty to a person.

    Raises:
        PermissionRefused: ``by`` grants no duties there, or means themselves.
        Invalid: held already, a disabled or a service account, or two duties that one
            person must not hold together: whoever makes accounts grants no duties, and
            whoever administers or audits handles no cases.
    """
    row = lock(person)
    require_grant_roles(by, row)
    if row.kind != AccountKind.PERSON or not row.is_active:
        raise Invalid(_("Duties are granted to active people only."))
    held = frozenset(Role(one.role) for one in row.role_grants.filter(revoked_on=None))
    if role in held:
        raise Invalid(_("This person holds the duty already."))
    _require_compatible(held, role)
    grant = RoleGrant.objects.create(
        user=row, role=role, granted_on=on, granted_by=str(by.actor_uuid)
    )
    record("role.granted", subject=row, by=by, on=on, after={"role": role.value})
    _forget(person)
    return grant


@transaction.atomic
def revoke_role(person: User, *, role: Role, by: Actor, on: date) -> RoleGrant:
    """Take a duty back; the grant stays on record with its end."""
    row = lock(person)
    require_grant_roles(by, row)
    grant: RoleGrant | None = row.role_grants.filter(role=role, revoked_on=None).first()
    if grant is None:
        raise Invalid(_("This person does not hold the duty."))
    grant.revoked_on, grant.revoked_by = on, str(by.actor_uuid)
    grant.save(update_fields=["revoked_on", "revoked_by"])
    record("role.revoked", subject=row, by=by, on=on, before={"role": role.value})
    _forget(person)
    return grant


def _require_compatible(held: frozenset[Role], role: Role) -> None:
    together = held | {role}
    alone = together & (ADMINISTRATORS | {Role.AUDITOR})
    if alone and len(together) > 1:
        raise Invalid(
            fields={
                "role": _(
                    "Administrators and auditors hold no second duty: the three are "
                    "kept apart from each other and from the handling of cases."
                )
            }
        )


def _forget(person: User) -> None:
    """Drop what the object remembers of its duties."""
    for name in ("roles", "perms"):
        person.__dict__.pop(name, None)
