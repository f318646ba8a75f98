"""Any list of the product by its address, for whoever may open it."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from core.errors import NotFound, PermissionRefused
from core.pages.base import may
from core.pages.lists import ListPage


def list_at(path: str, query: str, user: Any) -> ListPage:
    """The list as this person sees it under ``path?query``.

    Raises:
        NotFound: there is no list there.
        PermissionRefused: another duty opens it.
    """
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise NotFound from error
    view: Any = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, ListPage):
        raise NotFound
    if not may(user, view.perms):
        raise PermissionRefused
    page: ListPage = view()
    asked = HttpRequest()
    asked.method = "GET"
    asked.user = user
    asked.path = asked.path_info = path
    asked.GET = QueryDict(query)
    page.setup(asked, *match.args, **match.kwargs)
    return page
