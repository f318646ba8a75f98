from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.errors import NotFound
from core.pages.base import SignedIn
from core.refs import Ref, resolve_one


class GoToRecord(SignedIn):
    """Leads to the page of any record the reader may see."""

    def get(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        found = resolve_one(Ref(kind, id), self.user)
        if not found.address or found.address == request.path:
            raise NotFound
        return redirect(found.address)
