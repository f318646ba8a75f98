"""The two catalogues as lists: words and filters in the address, fifty rows a page."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.http.request import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.pages.base import Page, SignedIn
from core.pages.filters import address_with
from law.finding import find_periods
from law.forms import PeriodSearch, ProvisionSearch, Search
from law.labels import Text, clocked, domains, length, standing
from law.office import OfficeLaw, current_office
from law.period_kinds import Responsible, Stage
from law.periods import Period
from law.provisions import Provision, find_provisions

ROWS = 50
MOST_OPTIONS = 20
LONGEST_WORDS = 100


class CatalogueList(Page):
    """Subclasses find the entries and say what stands in a row."""

    template_name = "law/catalogue.html"
    search_class: type[Search]
    # Title and class of each column.
    heads: Sequence[tuple[Text, str]]

    @cached_property
    def office(self) -> OfficeLaw:
        return current_office()

    def find(self, asked: dict[str, Any]) -> Sequence[Any]:
        raise NotImplementedError

    def cells(self, entry: Any) -> Sequence[Any]:
        raise NotImplementedError

    def address(self, entry: Any) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        search = self.search_class(self.request.GET)
        search.is_valid()
        asked = {name: value for name, value in search.cleaned_data.items() if value}
        pages = Paginator(self.find(asked), ROWS)
        page = pages.get_page(self.request.GET.get("page"))
        rows = [
            (self.address(entry), list(zip(self.heads, self.cells(entry), strict=True)))
            for entry in page
        ]
        return super().get_context_data(
            **kwargs,
            search=search,
            heads=self.heads,
            rows=rows,
            count=pages.count,
            pages=page,
            first=self._page(None) if page.number > 2 else "",
            previous=self._page(page.number - 1) if page.has_previous() else "",
            next=self._page(page.number + 1) if page.has_next() else "",
        )

    def _page(self, number: int | None) -> str:
        return address_with(self.request.GET, page=number)


class PeriodList(CatalogueList):
    title = _("Statutory periods")
    search_class = PeriodSearch
    heads = (
        (_("Statutory period"), "wide"),
        (_("Length"), "narrow"),
        (_("Procedure"), "narrow"),
        (_("Who must act"), "narrow"),
        (_("Basis"), ""),
        (_("Clock"), "narrow"),
        (_("Standing"), "k-status"),
    )

    def find(self, asked: dict[str, Any]) -> list[Period]:
        return find_periods(text=asked.pop("q", ""), **asked)

    def cells(self, entry: Period) -> tuple[Any, ...]:
        return (
            entry.title,
            length(entry),
            Stage(entry.stage).label,
            Responsible(entry.responsibility).label,
            entry.citation,
            clocked(entry),
            standing(entry, localdate(), self.office),
        )

    def address(self, entry: Period) -> str:
        return reverse("law:period", args=[entry.id])


class ProvisionList(CatalogueList):
    title = _("Penalty provisions")
    search_class = ProvisionSearch
    heads = (
        (_("Violation"), "wide"),
        (_("Provision"), ""),
        (_("Domain"), "narrow"),
        (_("Standing"), "k-status"),
    )

    def find(self, asked: dict[str, Any]) -> list[Provision]:
        article, law = asked.pop("article", None), asked.pop("law", None)
        found = find_provisions(text=asked.pop("q", ""), **asked, with_unconfirmed=True)
        return [
            one
            for one in found
            if article in (None, int(one.article)) and law in (None, one.law.key)
        ]

    def cells(self, entry: Provision) -> tuple[Any, ...]:
        return (
            entry.violation,
            entry.citation,
            domains(entry.domains),
            standing(entry, localdate(), self.office),
        )

    def address(self, entry: Provision) -> str:
        return reverse("law:provision", args=[entry.id])


class CatalogueOptions(SignedIn):
    """Answers a combobox: a few entries that fit what was typed."""

    def found(self, words: str) -> Sequence[tuple[str, str, str]]:
        """Id, text and note of each entry."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> JsonResponse:
        words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
        found = self.found(words)[:MOST_OPTIONS]
        results = [{"id": id_, "text": text, "note": note} for id_, text, note in found]
        return JsonResponse({"results": results})


class PeriodOptions(CatalogueOptions):
    def found(self, words: str) -> list[tuple[str, str, str]]:
        return [
            (rule.id, str(rule.title), f"{length(rule)} · {rule.citation}")
            for rule in find_periods(text=words)
        ]


class ProvisionOptions(CatalogueOptions):
    def found(self, words: str) -> list[tuple[str, str, str]]:
        return [
            (one.id, str(one.violation), one.citation)
            for one in find_provisions(text=words, with_unconfirmed=True)
        ]
