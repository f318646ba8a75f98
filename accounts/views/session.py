"""Signing in and out, one's password, the life of one's session, one's language."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from accounts.middleware import note_use_now, seconds_left
from accounts.services.people import change_language, change_own_password
from core.errors import Invalid


class OwnPasswordForm(ChangePasswordForm):
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("New password"),
            "password2": _("New password again"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].help_text = ""


class PasswordChange(LoginRequiredMixin, FormView[OwnPasswordForm]):
    """One's own password; a first password must be changed here before anything else."""

    template_name = "account/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy(settings.LOGIN_REDIRECT_URL)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        user: Any = self.request.user
        password = form.cleaned_data["password1"]
        try:
            change_own_password(by=user, password=password, on=timezone.localdate())
        except Invalid as error:
            form.add_error("password1", str(error))
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Your password was changed."))
        return super().form_valid(form)


class Session(LoginRequiredMixin, View):
    """How long the session still lasts; a POST says the person is still there."""

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"seconds_left": seconds_left(request)})

    def post(self, request: HttpRequest) -> JsonResponse:
        note_use_now(request)
        return JsonResponse({"seconds_left": seconds_left(request)})


class Language(View):
    """The language of one's pages."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            raise Invalid(_("This language is not available."))
        back = request.POST.get("next", "/")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = "/"
        answer = redirect(back)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        if request.user.is_authenticated:
            change_language(by=request.user, language=language, on=timezone.localdate())
        return answer
