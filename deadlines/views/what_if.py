"""A form that first shows what an act would move, and only then does it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import DomainError
from core.pages.base import Text
from core.pages.forms import FormPage, put_errors
from deadlines.services.what_if import Preview


class WhatIfPage(FormPage):
    """Subclasses say ``preview(form)`` beside what every form page says.

    The act runs when the content is the one whose consequences were shown.
    """

    template_name = "deadlines/what_if.html"
    perms = (Perm.MANAGE_SETTINGS,)
    submit: Text = _("Show what would move")
    apply_submit: Text = _("Apply")

    def preview(self, form: Any) -> Preview:
        """Compute the consequences. Raises DomainError: it cannot be done at all."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(
            request.POST, request.FILES, initial=self.initial(), **self.form_kwargs()
        )
        if not form.is_valid():
            return self.refused(form, status=400)
        content: Any = form
        if request.POST.get("seen") == content.digest():
            self.submit = self.apply_submit
            return super().post(request, *args, **kwargs)
        try:
            preview = self.preview(form)
        except DomainError as error:
            put_errors(form, error)
            return self.refused(form, status=error.status, error=error)
        content.mark_seen()
        self.submit = self.apply_submit
        return self.render_to_response(self.get_context_data(form=form, preview=preview))
