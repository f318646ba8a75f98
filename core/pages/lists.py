"""The list page: filters in the address, chosen columns, keyset pages, capped count."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.counts import CappedCount, capped_count
from core.pages.base import SignedInPage, Text, may
from core.pages.columns import Column
from core.pages.extras import ShownView, default_address, extras_of, views_of
from core.pages.filters import Chip, address_with, chips_of, first_page, valid_ids
from core.pages.keyset import KeysetPage, Sort, is_nullable, page_of
from core.pages.rows import row_lines

SIZES = (50, 20, 100, 200)


@dataclass(frozen=True, slots=True)
class ListAct:
    """A button above a list, for whoever holds one of ``perms``."""

    title: Text
    url_name: str
    icon: str = "plus"
    perms: tuple[str, ...] = ()
    main: bool = True
    address: str = ""


@dataclass(frozen=True, slots=True)
class BulkAct:
    """What can be done with the ticked rows: a POST to ``url_name``.

    The address receives ``ids`` (public ids), or ``all=1`` and ``query`` (the
    list's filters); ``ListPage.selected`` turns either into a queryset.
    """

    title: Text
    url_name: str
    icon: str = "check"
    perms: tuple[str, ...] = ()
    confirm: Text = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A view of the list that is asked for often, e.g. Preset(_("Mine"), "mine=1")."""

    title: Text
    query: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its title and, where it sorts, the address that sorts by it."""

    column: Column
    address: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything ``_components/list_results.html`` shows."""

    rows: list[Any]
    lines: SafeString
    heads: list[Head]
    count: CappedCount
    chips: list[Chip]
    next: str
    previous: str
    first: str
    size: int
    sizes: list[tuple[int, str]] = field(default_factory=list)


class ListPage(SignedInPage):
    """Base of every list. Subclasses say where the rows begin: ``get_queryset``.

    The number of queries does not depend on the number of rows as long as
    ``get_queryset`` selects what its columns read.
    """

    template_name = "_components/list.html"
    columns: ClassVar[tuple[Column, ...]] = ()
    filterset_class: ClassVar[Any] = None
    primary_filters: ClassVar[tuple[str, ...]] = ()
    presets: ClassVar[tuple[Preset, ...]] = ()
    acts: ClassVar[tuple[ListAct, ...]] = ()
    bulk_acts: ClassVar[tuple[BulkAct, ...]] = ()
    default_sort: str = "-pk"
    row_url_name: str = ""
    exportable: bool = True
    search_hint: Text = _("Name, number … two characters are enough")
    empty_reason: Text = _("There is nothing here yet.")
    empty_advice: Text = ""

    # -- what a subclass says ---------------------------------------------------------
    def get_queryset(self) -> QuerySet[Any]:
        """The rows the reader may see, with whatever the columns read selected."""
        raise NotImplementedError

    def row_address(self, row: Any) -> str:
        return reverse(self.row_url_name, args=[row.uuid]) if self.row_url_name else ""

    def row_css(self, row: Any) -> str:
        """Extra class of a row, e.g. ``row-late``."""
        return ""

    def prepare(self, rows: list[Any]) -> None:
        """Look up for the rows of one page what the queryset cannot select."""

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(search__finds=words)

    def searchable(self) -> bool:
        try:
            self._model._meta.get_field("search")
        except FieldDoesNotExist:
            return type(self).search_rows is not ListPage.search_rows
        return True

    # -- rows -------------------------------------------------------------------------
    @property
    def query(self) -> QueryDict:
        return self.request.GET

    @cached_property
    def _all_rows(self) -> QuerySet[Any]:
        return self.get_queryset()

    @property
    def _model(self) -> type[Model]:
        return self._all_rows.model

    @cached_property
    def filterset(self) -> Any:
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.query, queryset=self._all_rows, request=self.request)

    def filtered(self) -> QuerySet[Any]:
        """The rows of exactly this list, unsorted: what an export takes."""
        rows = self._all_rows if self.filterset is None else self.filterset.qs
        words = self.query.get("q", "").strip()[:100]
        return self.search_rows(rows, words) if words and self.searchable() else rows

    @classmethod
    def selected(cls, request: HttpRequest) -> QuerySet[Any]:
        """The rows a bulk act was asked for: the ticked ones, or all that the list found."""
        page = cls()
        asked = HttpRequest()
        asked.user = request.user
        asked.GET = QueryDict(request.POST.get("query", ""))
        page.setup(asked)
        rows = page.filtered()
        if request.POST.get("all") == "1":
            return rows
        return rows.filter(uuid__in=valid_ids(request.POST.getlist("ids")))

    def sort(self) -> Sort:
        asked = self.query.get("sort", "")
        known = {column.name: column.sort for column in self.columns if column.sort}
        name = asked.removeprefix("-")
        if name in known:
            path, descending = known[name], asked.startswith("-")
        else:
            default = self.default_sort
            path, descending = default.removeprefix("-"), default.startswith("-")
        return Sort(path, descending, is_nullable(self._model, path))

    def size(self) -> int:
        asked = self.query.get("size", "")
        return int(asked) if asked.isdecimal() and int(asked) in SIZES else SIZES[0]

    def chosen_columns(self) -> list[Column]:
        asked = {name for part in self.query.getlist("cols") for name in part.split(",")}
        chosen = [column for column in self.columns if column.name in asked]
        return chosen or [column for column in self.columns if column.shown]

    @cached_property
    def allowed_bulk_acts(self) -> list[BulkAct]:
        return [act for act in self.bulk_acts if may(self.user, act.perms)]

    @cached_property
    def saved_views(self) -> list[ShownView]:
        return views_of(self)

    # -- the page ---------------------------------------------------------------------
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if preferred := default_address(self):
            return redirect(f"{request.path}{preferred}")
        answer = self.render_to_response(self.get_context_data(**kwargs))
        patch_vary_headers(answer, ["HX-Request", "HX-Target"])
        return answer

    def get_template_names(self) -> list[str]:
        headers = self.request.headers
        if headers.get("HX-Target") == "list" and not headers.get("HX-History-Restore-Request"):
            return ["_components/list_results.html"]
        return super().get_template_names()

    def listing(self) -> Listing:
        rows = self.filtered()
        sort, size = self.sort(), self.size()
        place = {name: self.query.get(name, "") for name in ("after", "before")}
        found = page_of(rows, sort, size=size, **place)
        self.prepare(found.rows)
        columns = self.chosen_columns()
        base = first_page(self.query)
        return Listing(
            rows=found.rows,
            lines=row_lines(
                found.rows,
                columns,
                address=self.row_address,
                css=self.row_css,
                ticks=bool(self.allowed_bulk_acts),
            ),
            heads=[self._head(column, sort, base) for column in columns],
            count=self._count(rows, found, size, place),
            chips=chips_of(self.filterset, self.query),
            next=address_with(base, after=found.after) if found.after else "",
            previous=address_with(base, before=found.before) if found.before else "",
            first=address_with(base) if any(place.values()) else "",
            size=size,
            sizes=[(n, address_with(base, size=n)) for n in sorted(SIZES)],
        )

    def _count(
        self, rows: QuerySet[Any], found: KeysetPage, size: int, place: dict[str, str]
    ) -> CappedCount:
        if not any(place.values()) and not found.after:
            return CappedCount(len(found.rows), exact=True)
        return capped_count(rows)

    def _head(self, column: Column, sort: Sort, base: QueryDict) -> Head:
        if not column.sort:
            return Head(column)
        if column.sort != sort.path:
            return Head(column, address_with(base, sort=column.name))
        turned = column.name if sort.descending else f"-{column.name}"
        direction = "descending" if sort.descending else "ascending"
        return Head(column, address_with(base, sort=turned), direction)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            page=self,
            listing=self.listing(),
            query=self.query,
            presets=self._presets(),
            list_acts=[act for act in self.acts if may(self.user, act.perms)],
            bulk_acts=self.allowed_bulk_acts,
            filter_groups=self._filter_groups(),
            chosen_names=[column.name for column in self.chosen_columns()],
            filters_address=first_page(self.query).urlencode(),
            **extras_of(self),
        )

    def _presets(self) -> list[tuple[Preset, bool]]:
        own = ("sort", "cols", "size", "after", "before", "view")
        kept = {k: self.query.getlist(k) for k in self.query if k not in own}
        kept = {k: v for k, v in kept.items() if any(v)}
        return [(p, dict(QueryDict(p.query).lists()) == kept) for p in self.presets]

    def _filter_groups(self) -> dict[str, list[Any]]:
        """The filters always in sight, and the ones behind "more filters"."""
        if self.filterset is None:
            return {"primary": [], "more": []}
        form = self.filterset.form
        primary = self.primary_filters or tuple(form.fields)[:4]
        return {
            "primary": [form[name] for name in primary],
            "more": [form[name] for name in form.fields if name not in primary],
        }
