"""The limits board: what is overdue, due, suspended or without an officer, and where."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.filters import bureaus_of
from accounts.models import Bureau, Perm
from core.pages.base import Crumb, Page
from core.pages.parts import Tile
from deadlines.board import (
    DUE,
    LATE,
    NOBODY,
    SUSPENDED,
    Cell,
    LimitsBoard,
    asked_bureau,
    limits_board,
)

HEADS = {
    LATE: gettext_lazy("Overdue"),
    DUE: gettext_lazy("Next 7 days"),
    SUSPENDED: pgettext_lazy("limit", "Suspended"),
    NOBODY: gettext_lazy("Without an officer"),
}
MEANINGS = {
    LATE: gettext_lazy("Limits that run and whose last day has passed."),
    DUE: gettext_lazy("Limits that run and are to be acted on within seven calendar days."),
    SUSPENDED: gettext_lazy("Limits that stand still: their time is not counted now."),
    NOBODY: gettext_lazy("Limits not ended that bind no officer who is still in office."),
}
TONES = {LATE: "late", DUE: "soon", SUSPENDED: "neutral", NOBODY: "late"}


class Board(Page):
    """For heads, legal reviewers and campaign officers; the tree is walked by its lines."""

    title = gettext_lazy("Limits board")
    template_name = "deadlines/board.html"
    perms = (Perm.WATCH_LIMITS,)

    @cached_property
    def bureau(self) -> Bureau:
        return asked_bureau(self.user, self.request.GET.get("bureau", ""))

    def page_title(self) -> str:
        return _("Limits board: %(bureau)s") % {"bureau": self.bureau.name}

    def crumbs(self) -> list[Crumb]:
        """The bureaus between the reader's own and this one."""
        own = self.user.bureau.path
        above = Bureau.objects.above(self.bureau).order_by("path")
        address = reverse("deadlines:board")
        return [
            Crumb(one.short_name, f"{address}?bureau={one.code}")
            for one in above
            if one.path.startswith(own) and one.pk != self.bureau.pk
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        board = limits_board(self.bureau, reader=self.user, on=localdate())
        return super().get_context_data(
            **kwargs,
            board=board,
            heads=list(HEADS.items()),
            board_tiles=[shown_cell(cell) for cell in board.total],
            tables=_tables(board),
            bureaus=bureaus_of(self.request),
        )


def shown_cell(cell: Cell) -> Tile:
    """A number of the board as a tile."""
    return Tile(
        HEADS[cell.code],
        cell.value,
        cell.address,
        tone=TONES[cell.code] if cell.value else "neutral",
        definition=MEANINGS[cell.code],
    )


def _tables(board: LimitsBoard) -> list[tuple[str, str, Any]]:
    """Title, head of the first column, lines; what is empty is left out."""
    tables = [
        (_("By bureau"), _("Bureau"), board.bureaus),
        (_("By unit, limits of this bureau itself"), _("Unit"), board.units),
        (_("By officer, limits of this bureau itself"), _("Officer"), board.officers),
    ]
    return [table for table in tables if table[2]]
