"""The map: cities or counties coloured by any figure, a table of the same beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, BureauKind, Perm
from campaigns.models import Campaign, Indicator
from core.errors import NotFound
from core.pages.base import Page
from reporting.api.params import figure_scope, query_of
from reporting.figures import FIGURES, FigureScope, FigureValue, by_child, figure
from reporting.services.outlines import Drawing, draw
from reporting.services.overview import indicators
from reporting.services.sentences import printed, unit_of
from reporting.views.tiles import rows_address

SHADES = 5
TILE, GAP, COLUMNS = 110, 6, 7
LEVELS = {"city": BureauKind.CITY, "county": BureauKind.COUNTY}


@dataclass(frozen=True, slots=True)
class Area:
    """One bureau's area: its number, its shade, and where and how it is drawn."""

    bureau: Bureau
    value: FigureValue
    text: str
    address: str
    shade: int
    paths: Sequence[str] = ()
    x: int = 0
    y: int = 0


class MapPage(Page):
    title = _("Map")
    template_name = "reporting/map.html"
    perms = (Perm.READ_FIGURES,)

    @cached_property
    def scope(self) -> FigureScope:
        return figure_scope(self.request.GET, self.user)

    @cached_property
    def indicator(self) -> Indicator:
        asked = self.request.GET.get("indicator", "") or "inspected_visits"
        found = indicators((asked,)) if asked in FIGURES else []
        if not found:
            raise NotFound
        return found[0]

    @cached_property
    def level(self) -> str:
        asked = self.request.GET.get("level", "")
        if asked in LEVELS:
            return asked
        return "city" if self.scope.bureau.is_province else "county"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bureaus = list(self._bureaus())
        drawing = draw(code for one in bureaus for code in codes_of(one))
        areas = self._areas(bureaus, drawing)
        return super().get_context_data(
            **kwargs,
            scope=self.scope,
            indicator=self.indicator,
            indicators=indicators(tuple(FIGURES)),
            campaigns=Campaign.objects.visible_to(self.user).exclude(status="draft"),
            unit=unit_of(self.indicator),
            areas=areas,
            drawing=drawing,
            tile=TILE,
            tiles_height=(TILE + GAP) * -(-len(areas) // COLUMNS),
            tiles_width=(TILE + GAP) * COLUMNS,
            approval=settings.MAP_APPROVAL if drawing else "",
            level=self.level,
            levels=[(key, LEVELS[key].label, self._with(key)) for key in LEVELS],
            shades=range(SHADES + 1),
        )

    def _bureaus(self) -> Any:
        rows = Bureau.objects.within(self.scope.bureau.path).filter(
            kind=LEVELS[self.level], active_to=None
        )
        return rows.prefetch_related("regions").order_by("code")

    def _with(self, level: str) -> str:
        kept = {"indicator": self.indicator.code, "level": level}
        return f"?{urlencode(query_of(self.scope, **kept))}"

    def _areas(self, bureaus: list[Bureau], drawing: Drawing | None) -> list[Area]:
        one = figure(self.indicator.code)
        values = by_child(one, self.scope, bureaus)
        most = max((values[b.pk].value or Decimal(0) for b in bureaus), default=Decimal(0))
        found = []
        for at, bureau in enumerate(bureaus):
            value = values[bureau.pk]
            shapes = [
                drawing.outlines[code]
                for code in codes_of(bureau)
                if drawing and code in drawing.outlines
            ]
            place = (
                (shapes[0].x, shapes[0].y)
                if shapes
                else ((at % COLUMNS) * (TILE + GAP), at // COLUMNS * (TILE + GAP))
            )
            found.append(
                Area(
                    bureau,
                    value,
                    printed(self.indicator, value),
                    rows_address(one.code, self.scope.narrowed(bureau=bureau)),
                    shade_of(value.value, most),
                    [shape.path for shape in shapes],
                    *place,
                )
            )
        return found


def codes_of(bureau: Bureau) -> list[str]:
    """The regions a bureau's area is drawn by: its own code, else those it answers for."""
    codes = [one.code for one in bureau.regions.all()]
    return [bureau.code] if bureau.code in codes else codes


def shade_of(value: Decimal | None, most: Decimal) -> int:
    """0 for nothing, then five equal steps up to the highest value on the map."""
    if not value or not most:
        return 0
    return min(SHADES, int(value * SHADES / most) + (value * SHADES % most > 0))
