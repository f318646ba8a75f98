"""Bureaus compared by one figure, and the weekly bulletin."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from campaigns.models import Campaign, Indicator
from core.errors import Invalid
from core.pages.base import Crumb, Page, SignedIn
from reporting.api.params import figure_scope, query_of
from reporting.figures import FigureScope, FigureValue
from reporting.services.bulletin import Week, bulletin, week_ending
from reporting.services.exports import start_bulletin, start_comparison
from reporting.services.overview import indicators
from reporting.services.sentences import percent, printed, unit_of
from reporting.services.standings import (
    Standing,
    last_year_of,
    previous_of,
    standings,
    whole,
)
from reporting.views.tiles import PACE_TONES, rows_address

FIRST_SHOWN = "inspected_visits"
HEADS = (
    ("bureau", gettext_lazy("Bureau")),
    ("value", gettext_lazy("Actual")),
    ("target", gettext_lazy("Target")),
    ("rate", gettext_lazy("Rate")),
    ("", gettext_lazy("Pace")),
    ("previous", gettext_lazy("Period before")),
    ("last_year", gettext_lazy("Same days last year")),
)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's title and the address that sorts by it."""

    title: Any
    address: str
    sorted: str  # ascending, descending or none


class Comparison(Page):
    """The bureaus below by one figure, sortable, against the period and the year before."""

    template_name = "reporting/comparison.html"
    title = gettext_lazy("Bureaus compared")
    perms = (Perm.READ_FIGURES,)

    @cached_property
    def scope(self) -> FigureScope:
        return figure_scope(self.request.GET, self.user)

    @cached_property
    def indicator(self) -> Indicator:
        found = indicators((self.request.GET.get("indicator") or FIRST_SHOWN,))
        if not found:
            raise Invalid(fields={"indicator": _("There is no such figure.")})
        return found[0]

    @property
    def sort(self) -> str:
        return self.request.GET.get("sort") or "bureau"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = standings(self.indicator, self.scope, sort=self.sort)
        return super().get_context_data(
            **kwargs,
            scope=self.scope,
            indicator=self.indicator,
            unit=unit_of(self.indicator),
            choices=indicators(),
            heads=[self._head(name, title) for name, title in HEADS],
            lines=[self._line(line) for line in lines],
            sum=self._line(whole(self.indicator, self.scope)),
            campaigns=Campaign.objects.visible_to(self.user).exclude(status="draft"),
            periods=(previous_of(self.scope), last_year_of(self.scope)),
            may_export=self.user.can(Perm.EXPORT_RECORDS),
            query=self._query(),
        )

    def _query(self, **changes: str) -> str:
        told = {"indicator": self.indicator.code, "sort": self.sort, **changes}
        return urlencode(query_of(self.scope, **told))

    def _head(self, name: str, title: Any) -> Head:
        if not name:
            return Head(title, "", "none")
        up, down = self.sort == name, self.sort == f"-{name}"
        # Figures are first sorted from the greatest down, names as they stand.
        first = name if name == "bureau" else f"-{name}"
        other = name if down else f"-{name}"
        wanted = other if up or down else first
        state = "ascending" if up else "descending" if down else "none"
        return Head(title, f"?{self._query(sort=wanted)}", state)

    def _line(self, line: Standing) -> dict[str, Any]:
        one, scope = self.indicator, self.scope.narrowed(bureau=line.bureau)
        return {
            "bureau": line.bureau,
            "address": f"?{self._query(bureau=line.bureau.code)}",
            "value": printed(one, line.value),
            "rows": rows_address(one.code, scope),
            "target": _printed(one, line.target),
            "rate": percent(line.rate),
            "pace": line.outlook.title,
            "tone": PACE_TONES[line.outlook.pace],
            "projected": _printed(one, line.outlook.projected),
            "previous": printed(one, line.previous),
            "previous_rows": rows_address(one.code, previous_of(scope)),
            "since_previous": _signed(line.since_previous),
            "last_year": printed(one, line.last_year),
            "last_year_rows": rows_address(one.code, last_year_of(scope)),
            "since_last_year": _signed(line.since_last_year),
        }


def _printed(one: Indicator, value: Decimal | None) -> str:
    return printed(one, None if value is None else FigureValue(value))


def _signed(moved: Decimal | None) -> str:
    return "" if moved is None else f"{moved:+.2f}%"


class ExportComparison(SignedIn):
    """The comparison as a workbook, as it is sorted; a job of one's own."""

    perms = (Perm.EXPORT_RECORDS,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = figure_scope(request.GET, self.user)
        job = start_comparison(
            scope=scope,
            indicator=request.GET.get("indicator") or FIRST_SHOWN,
            sort=request.GET.get("sort") or "bureau",
            by=self.user,
            on=timezone.localdate(),
        )
        return redirect("core:job-detail", job.uuid)


class BulletinScope(SignedIn):
    """The campaign of the address and the week that ends on ``?to=``."""

    perms = (Perm.READ_FIGURES,)

    @cached_property
    def week(self) -> Week:
        params = self.request.GET.copy()
        params["campaign"] = str(self.kwargs["id"])
        scope = figure_scope(params, self.user)
        return week_ending(scope, scope.end)


class BulletinPage(BulletinScope, Page):
    """The bulletin as it will be printed, with the choice of its week."""

    template_name = "reporting/bulletin.html"

    def page_title(self) -> str:
        return _("Weekly bulletin")

    def crumbs(self) -> Sequence[Crumb]:  # type: ignore[override]
        campaign = self.week.scope.campaign
        if campaign is None:
            return []
        return [
            Crumb(campaign.name, reverse("campaigns:campaign-detail", args=[campaign.uuid])),
            Crumb(_("Progress"), reverse("reporting:progress", args=[campaign.uuid])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = bulletin(self.week, on=self.week.scope.end).plain()
        return super().get_context_data(
            **kwargs,
            paper=paper,
            week=self.week,
            scope=self.week.scope,
            may_export=self.user.can(Perm.EXPORT_RECORDS),
        )


class ExportBulletin(BulletinScope):
    """The bulletin as PDF or DOCX; a job of one's own."""

    perms = (Perm.EXPORT_RECORDS,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = start_bulletin(
            week=self.week,
            form=request.POST.get("form", "pdf"),
            by=self.user,
            on=timezone.localdate(),
        )
        return redirect("core:job-detail", job.uuid)
