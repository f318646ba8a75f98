"""The comments of a record, as a panel of its page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from accounts.models import Perm, Scoped
from core.errors import DomainError
from core.pages.base import SignedIn
from core.refs import resolve_one
from workbench.policies import may_comment
from workbench.records import readable_record
from workbench.services.comments import LONGEST, add_comment, comments_of


class Comments(SignedIn):
    perms = (Perm.READ_RECORDS,)

    def get(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        return self._panel(readable_record(kind, id, self.user))

    def post(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        record = readable_record(kind, id, self.user)
        text = request.POST.get("text", "")
        try:
            add_comment(record, text=text, by=self.user, on=localdate())
        except DomainError as error:
            reason = str(error.fields.get("text", error))
            return self._panel(record, text=text, error=reason, status=error.status)
        if request.headers.get("HX-Request"):
            return self._panel(record)
        return redirect(resolve_one(record.ref, self.user).address)

    def _panel(
        self, record: Scoped, *, text: str = "", error: str = "", status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "comments": comments_of(record),
            "record": record,
            "may_write": may_comment(self.user),
            "longest": LONGEST,
            "text": text,
            "error": error,
        }
        return render(self.request, "workbench/comments.html", context, status=status)
