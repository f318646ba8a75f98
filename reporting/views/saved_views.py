"""Saving, preferring and removing views of a list: the list's own menu posts here."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.base import SignedIn
from reporting.exports.lists import list_at
from reporting.services.saved_views import find_view, prefer_view, remove_view, save_view


class SaveView(SignedIn):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST
        view = save_view(
            path=sent.get("list", "")[:200],
            title=sent.get("title", "")[:200],
            query=sent.get("query", "")[:5_000],
            is_shared=sent.get("is_shared") == "1",
            is_default=sent.get("is_default") == "1",
            by=self.user,
            on=timezone.localdate(),
        )
        messages.success(request, _("The view “%(title)s” is saved.") % {"title": view.title})
        return redirect(f"{view.path}?{view.query}&view={view.uuid}")


class RemoveView(SignedIn):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = find_view(request.POST.get("view", ""), self.user)
        path = view.path
        remove_view(view, by=self.user, on=timezone.localdate())
        messages.success(request, _("The view is removed."))
        return redirect(f"{path}?view=all")


class PreferView(SignedIn):
    """Open a list with a view, or without one again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        path, asked = request.POST.get("list", "")[:200], request.POST.get("view", "")
        list_at(path, "", self.user)
        prefer_view(find_view(asked, self.user) if asked else None, path=path, by=self.user)
        messages.success(request, _("Saved."))
        return redirect(path)
