"""Answers a combobox: a few rows that fit what was typed."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse

from core.pages.base import SignedIn

MOST = 20


class Options(SignedIn):
    """Subclasses say where the rows begin (``visible_to``) and how one is written."""

    def get_queryset(self) -> QuerySet[Any]:
        raise NotImplementedError

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(search__finds=words)

    def key(self, row: Any) -> str:
        """What the form sends; the field's ``to_field_name`` says the same."""
        return str(row.uuid)

    def text(self, row: Any) -> str:
        return str(row)

    def note(self, row: Any) -> str:
        """What tells two rows of the same name apart."""
        return ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        words = request.GET.get("q", "").strip()[:100]
        rows = self.get_queryset()
        if words:
            rows = self.search_rows(rows, words)
        found = [
            {"id": self.key(row), "text": self.text(row), "note": self.note(row)}
            for row in rows[:MOST]
        ]
        return JsonResponse({"results": found})
