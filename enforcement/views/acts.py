"""The forms of acts on one record."""

from contextlib import suppress
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.errors import IllegalTransition
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from deadlines.services.procedure import require_open


class ActPage(RecordAddress, FormPage):
    """One act: whoever may not do it, or not now, is told before they type.

    Subclasses say ``act_name`` (an act of the record's table; empty: ``require`` decides)
    and where the record is read.
    """

    act_name: str = ""
    detail_url_name: str = ""
    list_url_name: str = ""
    list_title: Any = ""

    @cached_property
    def found(self) -> Any:
        return self.get_record()

    def record(self) -> Any:
        return self.found

    def require(self, record: Any) -> None:
        """Raises IllegalTransition or PermissionRefused before anything is typed."""
        if self.act_name:
            require_open(record, self.act_name, by=self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require(self.found)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who may not is refused before the form is read; what is closed meanwhile is told
        # by the service, beside what was typed.
        with suppress(IllegalTransition):
            self.require(self.found)
        return super().post(request, *args, **kwargs)

    def detail_address(self) -> str:
        return reverse(self.detail_url_name, args=[self.found.uuid])

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list_title, reverse(self.list_url_name)),
            Crumb(self.found.number or self.found.title, self.detail_address()),
        ]
