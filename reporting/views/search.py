"""One search over everything a person may see: two characters are enough."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.pages.base import Page
from core.search import words_of
from enforcement.models import Case, Clue, Inspection
from registry.models import Party, Product

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of record the search looks through."""

    title: str | Promise
    model: Any
    page: str
    list_page: str
    note: Callable[[Any], str]
    related: tuple[str, ...] = ()


SOURCES = (
    Source(
        _("Parties"),
        Party,
        "registry:party-detail",
        "registry:party-list",
        lambda row: f"{row.region.name} {row.credit_code}",
        ("region",),
    ),
    Source(
        _("Cases"),
        Case,
        "enforcement:case-detail",
        "enforcement:case-list",
        lambda row: f"{row.number} {row.get_status_display()}",
    ),
    Source(
        _("Clues"),
        Clue,
        "enforcement:clue-detail",
        "enforcement:clue-list",
        lambda row: f"{row.number} {row.get_status_display()}",
    ),
    Source(
        _("Inspections"),
        Inspection,
        "enforcement:inspection-detail",
        "enforcement:inspection-list",
        lambda row: f"{row.number} {row.inspected_on or ''}",
    ),
    Source(
        _("Products"),
        Product,
        "registry:product-detail",
        "registry:product-list",
        lambda row: row.approval_number,
    ),
)


class Search(Page):
    title = _("Search")
    template_name = "reporting/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()[:100]
        groups = [self._group(source, words) for source in SOURCES] if words_of(words) else []
        return super().get_context_data(
            **kwargs, words=words, found=[group for group in groups if group["lines"]]
        )

    def _group(self, source: Source, words: str) -> dict[str, Any]:
        rows = source.model.objects.visible_to(self.user).filter(search__finds=words)
        found = list(rows.select_related(*source.related).order_by("-pk")[: SHOWN + 1])
        return {
            "title": source.title,
            "lines": [
                (
                    getattr(row, "title", None) or row.name,
                    reverse(source.page, args=[row.uuid]),
                    source.note(row),
                )
                for row in found[:SHOWN]
            ],
            "more": len(found) > SHOWN,
            "all": reverse(source.list_page),
        }
