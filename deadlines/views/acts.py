"""The form of one act of a procedure's table."""

from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse

from core.errors import IllegalTransition
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from deadlines.services.procedure import require_open


class NothingForm(Form):
    """An act that asks for nothing but the will to do it."""


class ActPage(RecordAddress, FormPage):
    """One act: whoever may not do it, or not now, is told before they type.

    Subclasses say ``act_name`` (an act of the record's table; empty: ``require`` decides)
    and where the record is read.
    """

    form_class: ClassVar[type[BaseForm]] = NothingForm
    act_name: str = ""

    @cached_property
    def found(self) -> Any:
        return self.get_record()

    def record(self) -> Any:
        return self.found

    def require(self, record: Any) -> None:
        """Raises IllegalTransition or PermissionRefused before anything is typed."""
        if self.act_name:
            require_open(record, self.act_name, by=self.user, on=self.on)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require(self.found)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who may not is refused before the form is read; what is closed meanwhile is told
        # by the service, beside what was typed.
        with suppress(IllegalTransition):
            self.require(self.found)
        return super().post(request, *args, **kwargs)
