"""What allauth asks of us: nobody signs up, sign-ins are recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.system import SYSTEM
from audit.services import record


class NoSignUp(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "User name and password do not match. Check both, or ask your administrator."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many failed attempts. Wait five minutes, then try again."
        ),
        "rate_limited": gettext_lazy("Too many requests. Wait a minute, then try again."),
        "enter_current_password": gettext_lazy("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        text = _("This account is disabled. Ask the administrator of your bureau.")
        messages.error(request, text)
        return redirect("account_login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out needs no message of its own."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        record("officer.signed_in", subject=user, by=user, on=timezone.localdate())
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("username", ""))[:64]
        user = User.objects.filter(username__iexact=name).select_related("bureau").first()
        if user is not None:
            record("officer.sign_in_failed", subject=user, by=SYSTEM, on=timezone.localdate())
