from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import BureauKind, Perm
from campaigns.models import Indicator
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.columns import Column
from core.pages.lists import ListPage
from reporting.api.params import figure_scope, query_of
from reporting.figures import Figure, FigureScope, axes_of, compute, figure
from reporting.figures.compute import NOT_STATED
from reporting.services.overview import indicators
from reporting.services.parts import AXIS_TITLES, VOCABULARIES, Part, parts_of
from reporting.services.sentences import printed, unit_of
from reporting.views.shapes import SHAPES, Shape, columns_of, listed
from reporting.views.tiles import rows_address

# The level a bureau's figure is first broken down to.
FIRST_AXIS = {BureauKind.PROVINCE: "city", BureauKind.CITY: "county"}


class IndicatorList(ListPage):
    """What every figure counts, by which day, in which unit."""

    title = _("Indicators and definitions")
    perms = (Perm.READ_FIGURES,)
    default_sort = "pk"
    columns = (
        Column("title", _("Name")),
        Column("code", _("Code"), sort="code"),
        Column("counted_in", _("Unit")),
        Column("meaning", _("Definition"), css="wide"),
        Column("kind", _("How it comes about"), shown=False),
        Column("edition", _("Edition"), shown=False),
    )
    empty_reason = _("No indicator has been loaded yet.")
    empty_advice = _("The system administrator loads them when the province is set up.")

    def get_queryset(self) -> Any:
        return Indicator.objects.visible_to(self.user).current()

    def row_address(self, row: Any) -> str:
        return reverse("reporting:figure-rows", args=[row.code])

    def searchable(self) -> bool:
        return False


class FigureRows(ListPage):
    """The rows behind one number: exactly those it counts, as far as the reader may see."""

    template_name = "reporting/figure_rows.html"
    perms = (Perm.READ_FIGURES,)
    empty_reason = _("Nothing was counted for this figure in the period.")

    @cached_property
    def figure(self) -> Figure:
        return figure(self.kwargs["code"])

    @cached_property
    def indicator(self) -> Indicator:
        found = indicators((self.figure.code,))
        if not found:
            raise NotFound
        return found[0]

    @cached_property
    def scope(self) -> FigureScope:
        return figure_scope(self.request.GET, self.user)

    @property
    def shape(self) -> Shape:
        return SHAPES[self.figure.listed_as]

    @property
    def columns(self) -> Any:  # type: ignore[override]
        return columns_of(self.figure)

    @property
    def default_sort(self) -> str:  # type: ignore[override]
        return self.shape.sort

    def page_title(self) -> str:
        return self.indicator.title

    def crumbs(self) -> list[Crumb]:
        query = query_of(self.scope.narrowed(where=(), own_only=False))
        if self.scope.campaign is None:
            address = reverse("reporting:overview")
            return [Crumb(_("Overview"), f"{address}?{urlencode(query)}")]
        address = reverse("reporting:progress", args=[self.scope.campaign.uuid])
        return [Crumb(self.scope.campaign.name, f"{address}?{urlencode(query)}")]

    def get_queryset(self) -> Any:
        rows = self.shape.seen(listed(self.figure, self.scope), self.user)
        return rows.select_related(*self.shape.related)

    def row_address(self, row: Any) -> str:
        return self.shape.address(row)

    def searchable(self) -> bool:
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counted = listed(self.figure, self.scope).count()
        seen = self.get_queryset().order_by()
        hidden = counted - seen.count()
        total = None
        if self.figure.is_money:
            total = seen.aggregate(total=Sum(self.figure.subject_path))["total"]
        value = compute(self.figure, self.scope)
        return super().get_context_data(
            **kwargs,
            scope=self.scope,
            indicator=self.indicator,
            value=value,
            shown_value=printed(self.indicator, value),
            shown_unit=unit_of(self.indicator),
            made_of=self._made_of(),
            narrowed=self._narrowed(),
            counted=counted,
            hidden=hidden,
            seen_total=total,
            is_money=self.figure.is_money,
            axes=self._axes(),
            axis_title=AXIS_TITLES[self.axis],
            parts=self._parts(),
        )

    def _made_of(self) -> list[tuple[str, str, str]]:
        """For a share: what is divided by what, each with its rows."""
        return [
            (one.title, printed(one, compute(figure(one.code), self.scope)), address)
            for one in indicators(self.figure.parts or ())
            if (address := rows_address(one.code, self.scope))
        ]

    def _narrowed(self) -> list[tuple[Any, str, str]]:
        """What narrows the figure besides bureau, period and campaign, and the way out."""
        return [
            (AXIS_TITLES[axis], _words(axis, codes), self._with(**{axis: None}))
            for axis, codes in self.scope.where
        ]

    # -- the same figure by one axis --------------------------------------------------
    @cached_property
    def axis(self) -> str:
        asked = self.request.GET.get("by", "")
        first = FIRST_AXIS.get(BureauKind(self.scope.bureau.kind), "month")
        if self.scope.own_only:
            first = "month"
        known = axes_of(self.figure)
        return asked if asked in known else first if first in known else known[-1]

    def _axes(self) -> Sequence[tuple[Any, str, bool]]:
        """(title, address, whether it is the present one) of every axis that splits here."""
        level = self.scope.bureau.kind
        fine = {"city": level == BureauKind.PROVINCE, "county": level != BureauKind.COUNTY}
        fixed = {axis for axis, codes in self.scope.where if "," not in codes}
        return [
            (AXIS_TITLES[axis], self._with(by=axis), axis == self.axis)
            for axis in axes_of(self.figure)
            if fine.get(axis, True) and axis not in fixed
        ]

    def _parts(self) -> list[tuple[str, str, str]]:
        """(label, value, address of its rows) of every part that is not empty."""
        return [
            (part.label, printed(self.indicator, part.value), self._address(part))
            for part in parts_of(self.figure, self.scope, self.axis)
            if part.value.value or part.value.unknown
        ]

    def _address(self, part: Part) -> str:
        if part.scope is None:
            return ""
        return rows_address(self.figure.code, part.scope)

    def _with(self, **changes: str | None) -> str:
        query = {**query_of(self.scope), **changes}
        return f"?{urlencode({key: value for key, value in query.items() if value})}"


def _words(axis: str, codes: str) -> str:
    if axis not in VOCABULARIES:
        return codes
    known = {**dict(VOCABULARIES[axis].choices), NOT_STATED: gettext("Not stated")}
    return "、".join(str(known.get(code, code)) for code in codes.split(","))
