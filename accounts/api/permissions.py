from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.permissions import Perm


class SignedIn(BasePermission):
    """Every endpoint: a known account; a read token changes nothing.

    A view whose POST only computes (``law/deadline/``) says ``reads_only = True``.
    """

    message = _("This token may only read.")

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.user, User):
            return False
        reads = request.method in SAFE_METHODS or getattr(view, "reads_only", False)
        token = request.auth
        return reads or not isinstance(token, ApiToken) or token.may_write


@cache
def MayDo(perm: Perm) -> type[SignedIn]:  # noqa: N802 - it makes a class
    """A permission class: signed in, and holding ``perm``."""

    class MayDoPerm(SignedIn):
        message = _("You do not have the duty this act needs.")

        def has_permission(self, request: Request, view: Any) -> bool:
            user = request.user
            allowed = super().has_permission(request, view)
            return allowed and isinstance(user, User) and user.can(perm)

    MayDoPerm.__name__ = f"MayDo_{perm.value}"
    return MayDoPerm
