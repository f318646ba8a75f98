"""What higher apps add to every list: exporting it, and the views people save of it.

A list knows nothing of files or of whose views there are; whoever does registers here
from ``AppConfig.ready()``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from core.pages.base import may
from core.pages.filters import first_page

ALL = "all"
KEPT_OUT = ("view", "after", "before")


@dataclass(frozen=True, slots=True)
class ShownView:
    """A saved view as a list shows it: its address, and whose it is."""

    uuid: UUID
    title: str
    query: str
    is_mine: bool
    is_shared: bool
    is_default: bool

    @property
    def address(self) -> str:
        return f"?{self.query}&view={self.uuid}" if self.query else f"?view={self.uuid}"


@dataclass(slots=True)
class _Registered:
    export: tuple[str, tuple[str, ...]] = ("", ())
    views: Callable[[Any, str], Sequence[ShownView]] | None = None
    view_acts: tuple[str, str, str] = ("", "", "")


_registered = _Registered()


def register_export(url_name: str, perms: tuple[str, ...]) -> None:
    """Where a list is sent to be exported, and by whom it may be."""
    _registered.export = (url_name, perms)


def register_views(
    views: Callable[[Any, str], Sequence[ShownView]], *, save: str, remove: str, default: str
) -> None:
    """Who knows the views of a list, and where they are saved, removed and preferred.

    Args:
        views: (person, path of the list) → the views they may see; one query.
    """
    _registered.views, _registered.view_acts = views, (save, remove, default)


def views_of(page: Any) -> list[ShownView]:
    """The saved views of a list, for its reader."""
    if _registered.views is None:
        return []
    return list(_registered.views(page.user, page.request.path))


def default_address(page: Any) -> str:
    """Where a list opens that was asked for without any wish; empty: as it is."""
    request = page.request
    if request.GET or request.headers.get("HX-Request"):
        return ""
    return next((one.address for one in page.saved_views if one.is_default), "")


def extras_of(page: Any) -> dict[str, Any]:
    """What the list's templates need of all this."""
    url_name, perms = _registered.export
    may_export = page.exportable and url_name and may(page.user, perms)
    views: list[ShownView] = page.saved_views
    query = first_page(page.query)
    for name in KEPT_OUT:
        query.pop(name, None)
    prefers = any(one.is_default for one in views)
    save, remove, default = _registered.view_acts
    return {
        "export_address": _address(url_name) if may_export else "",
        "list_path": page.request.path,
        "list_query": query.urlencode(),
        "saved_views": views,
        "current_view": page.query.get("view", ""),
        "save_view_address": _address(save),
        "remove_view_address": _address(remove),
        "default_view_address": _address(default),
        "all_address": f"?view={ALL}" if prefers else page.request.path,
        "all_query": f"view={ALL}" if prefers else "",
    }


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
