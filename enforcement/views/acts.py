"""The forms of acts on one record."""

from typing import Any

from django.urls import reverse

from core.pages.base import Crumb
from deadlines.views import acts


class ActPage(acts.ActPage):
    """One act on a record that is read at its own address, under a list."""

    detail_url_name: str = ""
    list_url_name: str = ""
    list_title: Any = ""

    def detail_address(self) -> str:
        return reverse(self.detail_url_name, args=[self.found.uuid])

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list_title, reverse(self.list_url_name)),
            Crumb(self.found.number or self.found.title, self.detail_address()),
        ]
