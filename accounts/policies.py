"""Who may do what to people, bureaus and settings, and who is qualified on a day."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from accounts.errors import NotQualified
from accounts.models import Bureau, CertificateKind, Perm, User
from accounts.system import System
from core.errors import PermissionRefused
from core.protocols import Actor


def may(by: Actor, perm: Perm, bureau: Bureau | None = None) -> bool:
    """Whether ``by`` holds ``perm``, for ``bureau`` and what is under it if one is given."""
    if isinstance(by, System):
        return True
    if not isinstance(by, User) or not by.can(perm):
        return False
    return bureau is None or by.bureau.is_above(bureau)


def require(by: Actor, perm: Perm, bureau: Bureau | None = None) -> None:
    """Refuse unless ``by`` holds ``perm`` for ``bureau``.

    Raises:
        PermissionRefused: another duty, or another bureau's affair.
    """
    if not may(by, perm):
        raise PermissionRefused
    if not may(by, perm, bureau):
        raise PermissionRefused(_("This belongs to a bureau outside your jurisdiction."))


def require_manage_people(by: Actor, bureau: Bureau) -> None:
    """Only a system administrator of the bureau, or of one above it."""
    require(by, Perm.MANAGE_PEOPLE, bureau)


def require_manage_settings(by: Actor, bureau: Bureau | None) -> None:
    """Settings of a bureau are its administrator's; those for all, the province's."""
    require(by, Perm.MANAGE_SETTINGS, bureau)
    if bureau is None and isinstance(by, User) and not by.is_provincial:
        raise PermissionRefused(_("Settings for the whole province are set by the province."))


def require_manage_tokens(by: Actor, account: User) -> None:
    """Service accounts and tokens are the system administrator's, within the bureau's tree."""
    require(by, Perm.MANAGE_TOKENS, account.bureau)


def require_grant_roles(by: Actor, to: User) -> None:
    """Only a security administrator grants duties, and never to themselves."""
    require(by, Perm.GRANT_ROLES, to.bureau)
    if by.actor_uuid == to.uuid:
        raise PermissionRefused(_("Nobody grants duties to themselves. Ask a colleague."))


def qualified(
    user: User, on: date, kind: CertificateKind = CertificateKind.ENFORCEMENT
) -> bool:
    """Whether the officer holds a certificate of ``kind`` valid on ``on``. One query."""
    return user.certificates.valid(on).filter(kind=kind).exists()


def require_qualified(
    officers: Iterable[User],
    *,
    on: date,
    kind: CertificateKind = CertificateKind.ENFORCEMENT,
) -> None:
    """Refuse unless every officer is active and holds the certificate on the day.

    Raises:
        NotQualified: names each officer who lacks it, in the field ``officers``.
    """
    people = list(officers)
    held = User.objects.filter(pk__in=[one.pk for one in people]).qualified(on, kind)
    ids = set(held.values_list("pk", flat=True))
    missing = [one.name for one in people if one.pk not in ids]
    if missing:
        message = _("No certificate valid on %(on)s: %(names)s. Renew it, or choose others.")
        text = message % {"on": on.isoformat(), "names": "、".join(missing)}
        raise NotQualified(text, fields={"officers": text})
