"""People: taking on, changing, disabling, passwords."""

import secrets
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AccountKind, Bureau, Share, Unit, User
from accounts.policies import require_manage_people
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor

# Without the letters and digits that are read for one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CHANGEABLE = frozenset({"name", "position", "phone", "email", "unit"})


def new_password() -> str:
    """A first password to hand over once: four groups of four letters and digits."""
    groups = ("".join(secrets.choice(_LETTERS) for _each in range(4)) for _group in range(4))
    return "-".join(groups)


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    bureau: Bureau,
    unit: Unit | None = None,
    position: str = "",
    phone: str = "",
    email: str = "",
    password: str | None,
    must_change_password: bool = True,
    by: Actor,
    on: date,
) -> User:
    """Take on an officer, who has no duties until a security administrator grants some.

    Args:
        password: the first password, handed over once; None: no sign-in yet.
        must_change_password: False only for demonstration accounts.

    Raises:
        PermissionRefused: ``by`` does not manage the people of the bureau.
        Invalid: the user name is taken, or a field cannot be right.
    """
    require_manage_people(by, bureau)
    _require_unit_of(unit, bureau)
    person = User(
        username=username,
        name=name,
        bureau=bureau,
        unit=unit,
        position=position,
        phone=phone,
        email=email,
        must_change_password=must_change_password,
    )
    person.set_password(password)  # None makes it unusable
    save_new_account(person)
    after = {"username": username, "name": name, "bureau": bureau.code, "unit": str(unit or "")}
    record("officer.created", subject=person, by=by, on=on, after=after)
    return person


def save_new_account(account: User) -> None:
    """Save a new account whose user name nobody has, whatever its capitals."""
    if User.objects.filter(username__iexact=account.username).exists():
        raise Invalid(fields={"username": _("This user name is taken. Choose another.")})
    account.full_clean(exclude=["password"])
    account.save(force_insert=True)


@transaction.atomic
def change_person(
    person: User,
    *,
    changes: dict[str, Any],
    expected_version: int | None = None,
    by: Actor,
    on: date,
) -> User:
    """Change name, position, unit or how a person is reached.

    Args:
        changes: field → new value; only ``CHANGEABLE`` fields.
        expected_version: the version that was edited; None skips the check.

    Raises:
        StaleVersion: somebody else changed the person meanwhile.
    """
    row = lock(person)
    require_manage_people(by, row.bureau)
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(fields={name: _("This field is not changed here.") for name in unknown})
    require_version(row, expected_version, changes)
    _require_unit_of(changes.get("unit"), row.bureau)
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean(exclude=["password"])
    _save(row, *changes)
    record("officer.changed", subject=row, by=by, on=on, before=before, after=changes)
    return row


@transaction.atomic
def disable_person(person: User, *, reason: str, by: Actor, on: date) -> User:
    """Close an account: its sessions and tokens stop at once, its records stay."""
    row = lock(person)
    require_manage_people(by, row.bureau)
    if by.actor_uuid == row.uuid:
        raise Invalid(_("You cannot disable your own account. Ask a colleague."))
    if not row.is_active:
        raise Invalid(_("This account is disabled already."))
    row.is_active, row.disabled_on = False, on
    _save(row, "is_active", "disabled_on")
    record("officer.disabled", subject=row, by=by, on=on, note=reason)
    return row


@transaction.atomic
def enable_person(person: User, *, password: str, by: Actor, on: date) -> User:
    """Open a disabled account again, with a new first password."""
    row = lock(person)
    require_manage_people(by, row.bureau)
    if row.is_active:
        raise Invalid(_("This account is active already."))
    row.is_active, row.disabled_on = True, None
    row.set_password(password)
    row.must_change_password = row.kind == AccountKind.PERSON
    _save(row, "is_active", "disabled_on", "password", "must_change_password")
    record("officer.enabled", subject=row, by=by, on=on)
    return row


@transaction.atomic
def transfer_person(
    person: User, *, bureau: Bureau, unit: Unit | None = None, by: Actor, on: date
) -> User:
    """Move a person to another bureau or unit.

    Duties held in the old bureau end, and records that were opened to the person there
    close: the new bureau's security administrator grants anew. A change of unit alone
    leaves both as they are.
    """
    row = lock(person)
    require_manage_people(by, row.bureau)
    require_manage_people(by, bureau)
    if not bureau.is_active_on(on):
        raise Invalid(fields={"bureau": _("This bureau is closed.")})
    _require_unit_of(unit, bureau)
    before = {"bureau": row.bureau.code, "unit": str(row.unit or "")}
    ended: dict[str, Any] = {}
    if row.bureau_id != bureau.pk:
        grants = row.role_grants.filter(revoked_on=None)
        ended["roles_ended"] = sorted(grants.values_list("role", flat=True))
        grants.update(revoked_on=on, revoked_by=str(by.actor_uuid))
        ended["shares_closed"] = Share.objects.filter(user=row).delete()[0]
    row.bureau, row.unit = bureau, unit
    _save(row, "bureau", "unit")
    after = {"bureau": bureau.code, "unit": str(unit or ""), **ended}
    record("officer.transferred", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def set_first_password(person: User, *, password: str, by: Actor, on: date) -> User:
    """Give a person who forgot theirs a new first password, to be changed at once."""
    row = lock(person)
    require_manage_people(by, row.bureau)
    if row.kind != AccountKind.PERSON:
        raise Invalid(_("A service account has no password. Issue a token."))
    row.set_password(password)
    row.must_change_password = True
    _save(row, "password", "must_change_password")
    record("officer.password_set", subject=row, by=by, on=on)
    return row


@transaction.atomic
def change_own_password(*, by: User, password: str, on: date) -> User:
    """Change one's own password; a first password may not be kept.

    Raises:
        Invalid: the same as before, or too easy to guess.
    """
    if by.check_password(password):
        raise Invalid(_("The new password must differ from the present one."))
    try:
        validate_password(password, by)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    by.set_password(password)
    by.must_change_password = False
    _save(by, "password", "must_change_password")
    record("officer.password_changed", subject=by, by=by, on=on)
    return by


@transaction.atomic
def change_language(*, by: User, language: str, on: date) -> None:
    """The language of one's own pages."""
    before = {"language": by.language}
    by.language = language
    _save(by, "language")
    after = {"language": language}
    record("officer.language_changed", subject=by, by=by, on=on, before=before, after=after)


def lock(person: User) -> User:
    """The person's row, fresh, held until the transaction ends."""
    rows = User.objects.select_for_update(of=("self",)).select_related("bureau", "unit")
    row: User = rows.get(pk=person.pk)
    return row


def _save(row: User, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version", "updated_at"])


def _require_unit_of(unit: Unit | None, bureau: Bureau) -> None:
    if unit is not None and unit.bureau_id != bureau.pk:
        raise Invalid(fields={"unit": _("This unit belongs to another bureau.")})
