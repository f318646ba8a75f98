from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.crypto import hash_token
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import ApiToken, User

KEYWORD = "Token"
WRITE_EVERY = timedelta(minutes=1)


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Token …``: known, not expired, not revoked, of an active account.

    Sets ``token_name`` and ``token_may_write`` on the user; a person's token inherits
    the person's duties, a service account's gives read or write by its scope.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != KEYWORD.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Send the token as “Authorization: Token …”."))
        token = self._token(words[1].decode("latin-1"))
        user: User = token.user
        user.token_name, user.token_may_write = token.name, token.may_write
        self._note_use(token)
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD

    @staticmethod
    def _token(plain: str) -> ApiToken:
        tokens = ApiToken.objects.select_related("user__bureau", "user__unit")
        token: ApiToken | None = tokens.filter(digest=hash_token(plain)).first()
        if token is None:
            raise AuthenticationFailed(_("This token is not known."))
        if token.revoked_on is not None:
            raise AuthenticationFailed(_("This token was revoked. Ask for a new one."))
        if token.expiry is None or token.expiry <= timezone.now():
            raise AuthenticationFailed(_("This token has expired. Ask for a new one."))
        if not token.user.is_active:
            raise AuthenticationFailed(_("The account of this token is disabled."))
        return token

    @staticmethod
    def _note_use(token: ApiToken) -> None:
        """Last use, at most once a minute; two machines at once write it once."""
        now = timezone.now()
        if token.last_used_at is not None and now - token.last_used_at < WRITE_EVERY:
            return
        stale: Any = Q(last_used_at=None) | Q(last_used_at__lte=now - WRITE_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
