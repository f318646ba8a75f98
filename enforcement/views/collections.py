"""The list of what is still to be paid, and how far its collection is."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage, Preset
from core.pages.parts import pill
from enforcement.collecting import CollectionState, collections_for
from enforcement.filters.collection import CollectionFilter
from enforcement.models import Case
from enforcement.views.case_page import title_cell

TONES: dict[str, str] = {
    CollectionState.AT_COURT: "waiting",
    CollectionState.CONTESTED: "waiting",
    CollectionState.DEMANDED: "soon",
    CollectionState.OVERDUE: "late",
    CollectionState.PLANNED: "active",
    CollectionState.RUNNING: "active",
}


def state_cell(row: Any) -> SafeString:
    state = CollectionState(row.collection)
    return pill(state.label, TONES[state])


class CollectionList(ListPage):
    title = _("Collections")
    perms = (Perm.READ_RECORDS,)
    filterset_class = CollectionFilter
    primary_filters = ("collection", "pay_by")
    default_sort = "pay_by"
    row_url_name = "enforcement:case-detail"
    columns = (
        Column("title", _("Title"), cell=title_cell, css="wide"),
        Column("collection", _("Collection"), cell=state_cell, sort="collection"),
        Column("owed", _("Owed (yuan)"), "owed", Kind.MONEY, sort="owed"),
        Column("left", _("Left (yuan)"), "left", Kind.MONEY, sort="left"),
        Column("pay_by", _("Pay by"), "pay_by", Kind.DATE, sort="pay_by"),
        Column("demanded_on", _("Demanded on"), "demanded_on", Kind.DATE, sort="demanded_on"),
        Column("served_on", _("Decision served on"), kind=Kind.DATE, sort="served_on"),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("number", _("Case number"), sort="number", css="narrow", shown=False),
        Column("received", _("Received (yuan)"), "received", Kind.MONEY, shown=False),
        Column("party", _("Party"), value="party.name", shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Overdue"), "collection=overdue"),
        Preset(_("Demanded"), "collection=demanded"),
        Preset(_("At the court"), "collection=at_court"),
        Preset(_("Deferred or in instalments"), "collection=planned"),
        Preset(_("Under review or suit"), "collection=contested"),
    )
    empty_reason = _("No decision of your jurisdiction waits for its money.")
    empty_advice = _("A case comes here when its decision is served, and leaves once paid.")

    def get_queryset(self) -> QuerySet[Case]:
        rows = collections_for(self.user, timezone.localdate())
        return rows.select_related("party", "bureau")

    def row_css(self, row: Any) -> str:
        return "row-late" if row.collection == CollectionState.OVERDUE else ""
