"""Coverage of key lists: the rate of each, and who was not reached yet."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.models import Campaign
from core.errors import NotFound
from core.pages.base import Crumb, Page
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage
from core.pages.parts import bar
from registry.models import KeyList, Party
from reporting.api.params import figure_scope, query_of
from reporting.figures import FigureScope
from reporting.services.coverage import coverage_of, listed_parties


class CoverageBoard(Page):
    """Every key list of the reader's line with its coverage in the period."""

    title = _("Coverage of key lists")
    template_name = "reporting/coverage.html"
    perms = (Perm.READ_FIGURES,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scope = figure_scope(self.request.GET, self.user)
        lists = KeyList.objects.visible_to(self.user).select_related("bureau")
        line = lists.filter(bureau__path__in=scope.bureau.paths_above) | lists.filter(
            bureau__path__startswith=scope.bureau.path
        )
        query = urlencode(query_of(scope))
        found = [
            {
                "one": one,
                "bar": bar(one.reached, one.listed),
                "address": f"{reverse('reporting:coverage-rows', args=[one.key_list.uuid])}"
                f"?{query}",
            }
            for one in coverage_of(line, scope)
        ]
        return super().get_context_data(
            **kwargs,
            scope=scope,
            lists=found,
            campaigns=Campaign.objects.visible_to(self.user).exclude(status="draft"),
        )


class ReachedFilter(django_filters.FilterSet):
    reached = django_filters.ChoiceFilter(
        label=_("Inspected in the period"),
        choices=[("1", _("Yes")), ("0", _("Not yet"))],
        method="keep_reached",
    )

    class Meta:
        model = Party
        fields: tuple[str, ...] = ()

    def keep_reached(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        return rows.filter(made__isnull=asked == "0")


class CoverageRows(ListPage):
    """The parties of one list: visited how often, when last, or not yet."""

    perms = (Perm.READ_FIGURES,)
    filterset_class = ReachedFilter
    primary_filters = ("reached",)
    default_sort = "pk"
    row_url_name = "reporting:dossier"
    columns = (
        Column("name", _("Party"), css="wide"),
        Column("region", _("Region"), value="region.name"),
        Column("bureau", _("Supervising bureau"), value="bureau.short_name"),
        Column("made", _("Visits in the period"), value=lambda row: row.made or 0),
        Column("last_on", _("Last inspected"), kind=Kind.DATE),
    )
    empty_reason = _("No party of this list lies under this bureau.")

    @cached_property
    def key_list(self) -> KeyList:
        rows = KeyList.objects.visible_to(self.user).filter(uuid=self.kwargs["id"])
        found = rows.select_related("bureau").first()
        if found is None:
            raise NotFound
        return found

    @cached_property
    def scope(self) -> FigureScope:
        return figure_scope(self.request.GET, self.user)

    def page_title(self) -> str:
        return str(self.key_list)

    def crumbs(self) -> list[Crumb]:
        address = f"{reverse('reporting:coverage')}?{urlencode(query_of(self.scope))}"
        return [Crumb(_("Coverage of key lists"), address)]

    def get_queryset(self) -> QuerySet[Any]:
        rows = listed_parties(self.key_list, self.scope)
        return rows.select_related("region", "bureau")

    def searchable(self) -> bool:
        return False
