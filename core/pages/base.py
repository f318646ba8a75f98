"""What every signed-in page shares: who reads, what they may open, where they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from core.errors import PermissionRefused

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page; the last has no address."""

    title: Text
    address: str = ""


def may(user: Any, perms: Iterable[str]) -> bool:
    """Whether ``user`` holds one of ``perms``; nothing asked is open to everybody."""
    wanted = tuple(perms)
    return not wanted or any(user.can(perm) for perm in wanted)


class SignedIn(LoginRequiredMixin, View):
    """Any address for signed-in people who hold one of ``perms``."""

    perms: ClassVar[tuple[str, ...]] = ()

    @property
    def user(self) -> Any:
        """The reader. Typed loosely: this layer does not know the account model."""
        return self.request.user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may(request.user, self.perms):
            raise PermissionRefused
        return super().dispatch(request, *args, **kwargs)

    def handle_no_permission(self) -> Any:
        """To the sign-in page and back, also when only a part of a page was asked for."""
        if not self.request.headers.get("HX-Request"):
            return super().handle_no_permission()
        here = urlsplit(self.request.headers.get("HX-Current-URL", "/"))
        back = f"{here.path}?{here.query}" if here.query else here.path
        answer = redirect_to_login(back, resolve_url(self.get_login_url()))
        return HttpResponse(headers={"HX-Redirect": answer.url})


class SignedInPage(TemplateResponseMixin, ContextMixin, SignedIn):
    """A page in the frame: a title and the way to it."""

    title: Text = ""

    def page_title(self) -> Text:
        return self.title

    def crumbs(self) -> list[Crumb]:
        """The way here without the page itself."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.setdefault("title", self.page_title())
        context.setdefault("crumbs", self.crumbs())
        return context


class Page(SignedInPage):
    """A page that only shows: homes, boards, help."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs))
