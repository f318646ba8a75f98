"""Accounts of machines, and API tokens: shown once, kept as a digest, ending by themselves."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AccountKind, ApiToken, Bureau, User
from accounts.policies import require_manage_tokens
from accounts.services.people import lock, save_new_account
from accounts.system import SYSTEM
from audit.services import record
from core.errors import Invalid
from core.protocols import Actor

MAX_DAYS = 730


@transaction.atomic
def create_service_account(
    *, username: str, name: str, bureau: Bureau, by: Actor, on: date
) -> User:
    """An account for another system: no password, no duties, only tokens.

    It reads what an office of its bureau reads; with a write token it may also hand in
    clues.
    """
    account = User(username=username, name=name, bureau=bureau, kind=AccountKind.SERVICE)
    require_manage_tokens(by, account)
    account.set_unusable_password()
    save_new_account(account)
    after = {"username": username, "name": name, "bureau": bureau.code}
    record("service_account.created", subject=account, by=by, on=on, after=after)
    return account


@transaction.atomic
def issue_token(
    account: User, *, name: str, days: int, may_write: bool = False, by: Actor, on: date
) -> tuple[ApiToken, str]:
    """A new token of an account, and its plain text, which nobody can show again.

    A person may issue tokens of their own; those of service accounts are the system
    administrator's.

    Args:
        days: calendar days the token is valid, 1 to 730.
        may_write: False for a token that only reads.
    """
    row = lock(account)
    if by.actor_uuid != row.uuid or by.actor_token:
        require_manage_tokens(by, row)
        if row.kind == AccountKind.PERSON and by is not SYSTEM:
            raise Invalid(_("People issue their own tokens. Choose a service account."))
    if not row.is_active:
        raise Invalid(_("Tokens are issued to active accounts only."))
    if row.must_change_password:
        raise Invalid(_("Change the first password of this account before asking for a token."))
    if not 1 <= days <= MAX_DAYS:
        raise Invalid(fields={"days": _("Choose between 1 and 730 days.")})
    token, plain = ApiToken.objects.create(
        user=row,
        expiry=timedelta(days=days),
        name=name,
        may_write=may_write,
        issued_by=str(by.actor_uuid),
    )
    after = {"token": name, "key": token.token_key, "days": days, "may_write": may_write}
    record("token.issued", subject=row, by=by, on=on, after=after)
    return token, plain


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, on: date) -> ApiToken:
    """End a token at once."""
    row = lock(token.user)
    if by.actor_uuid != row.uuid or by.actor_token:
        require_manage_tokens(by, row)
    if token.revoked_on is not None:
        raise Invalid(_("This token is revoked already."))
    token.revoked_on = on
    token.save(update_fields=["revoked_on"])
    after = {"token": token.name, "key": token.token_key}
    record("token.revoked", subject=row, by=by, on=on, after=after)
    return token
