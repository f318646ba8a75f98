"""My deadlines: the list, what is overdue first, and the same limits on a month's calendar."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.base import Crumb, Page
from core.pages.columns import Column, Kind
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import pill
from core.templatetags.yaoan import day, days_left
from deadlines.explain import bound_names, count_down, why_link
from deadlines.filters import ClockPageFilter
from deadlines.models import Clock
from deadlines.month import Month, month_named, month_of
from deadlines.services.calendar import office_calendar
from deadlines.views.clocks import TONES
from workbench.records import abouts

# A calendar's own names in the address; the rest are filters that the list knows too.
OF_THE_MONTH = frozenset({"month"})
OF_THE_LIST = frozenset({"sort", "cols", "size", "after", "before", "q"})


def _left(row: Any) -> str | SafeString:
    if row.days is None:
        return pill(row.get_state_display(), TONES[row.state])
    badge: str | SafeString = days_left(row.days, due_on=row.act_by)
    return badge


def _record(row: Any) -> str | SafeString:
    if not row.about_address:
        return str(row.about_title)
    return format_html('<a href="{}">{}</a>', row.about_address, row.about_title)


def _expected(row: Any, value: Any) -> str | SafeString:
    """A date, marked where the working days it needs are not announced yet."""
    shown = day(value)
    if not row.provisional:
        return shown
    return format_html('{} <small class="muted">{}</small>', shown, _("expected"))


def _why(row: Any) -> SafeString:
    return why_link(row.uuid, _("Why this date"))


class MyDeadlines(ListPage):
    """What is overdue comes first, then what is to be done soonest."""

    title = gettext_lazy("My deadlines")
    template_name = "deadlines/mine.html"
    filterset_class = ClockPageFilter
    primary_filters = ("whose", "when", "state")
    default_sort = "urgent_on"
    row_url_name = "deadlines:clock"
    columns = (
        Column("name", gettext_lazy("Limit"), css="wide"),
        Column("record", gettext_lazy("Record"), cell=_record),
        Column("left", gettext_lazy("Time left"), cell=_left),
        Column(
            "act_by",
            gettext_lazy("Act by"),
            kind=Kind.DATE,
            sort="act_by",
            cell=lambda row: _expected(row, row.act_by),
        ),
        Column(
            "due_on",
            gettext_lazy("Last day"),
            kind=Kind.DATE,
            sort="due_on",
            cell=lambda row: _expected(row, row.due_on),
        ),
        Column("why", gettext_lazy("Why"), cell=_why, css="narrow"),
        Column("responsible", gettext_lazy("Responsible"), value=bound_names),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name", css="narrow"),
        Column(
            "started_on",
            gettext_lazy("Started on"),
            kind=Kind.DATE,
            sort="started_on",
            shown=False,
        ),
        Column("responsibility", gettext_lazy("Bound by"), shown=False),
        Column("basis", gettext_lazy("Legal source"), shown=False, css="wide"),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES, shown=False),
    )
    acts = (ListAct(gettext_lazy("Subscribe"), "deadlines:feed", "calendar-due", main=False),)
    presets = (
        Preset(gettext_lazy("Mine"), ""),
        Preset(gettext_lazy("Mine, overdue"), "when=late"),
        Preset(gettext_lazy("Mine, within 7 days"), "when=soon"),
        Preset(gettext_lazy("My unit"), "whose=unit"),
        Preset(gettext_lazy("My bureau"), "whose=bureau"),
        Preset(gettext_lazy("All, overdue"), "whose=all&when=late"),
    )
    empty_reason = gettext_lazy("No limit is running for you.")
    empty_advice = gettext_lazy("Limits start by themselves with the act that sets them off.")

    def get_queryset(self) -> QuerySet[Clock]:
        rows = Clock.objects.visible_to(self.user).by_urgency(localdate())
        return rows.select_related("bureau").prefetch_related("responsible")

    def prepare(self, rows: list[Any]) -> None:
        count_down(rows, localdate(), office_calendar())
        seen = abouts(rows, self.user)
        for row in rows:
            row.about_title = seen[row.about].title
            row.about_address = seen[row.about].address

    def row_css(self, row: Any) -> str:
        return "row-late" if row.days is not None and row.days < 0 else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = _same_filters(self.query, OF_THE_LIST)
        return super().get_context_data(
            **kwargs, month_address=f"{reverse('deadlines:month')}?{other}"
        )


class MyMonth(Page):
    """The limits of one month by the day to act by: a grid, on a phone an agenda."""

    title = gettext_lazy("Calendar of deadlines")
    template_name = "deadlines/month.html"

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("My deadlines"), reverse("deadlines:list"))]

    @cached_property
    def filterset(self) -> Any:
        rows = Clock.objects.visible_to(self.user)
        return ClockPageFilter(self.request.GET, queryset=rows, request=self.request)

    def month(self) -> Month:
        today = localdate()
        first = month_named(self.request.GET.get("month", ""), today)
        query = _same_filters(self.request.GET, OF_THE_MONTH | OF_THE_LIST)
        return month_of(
            first,
            rows=self.filterset.qs,
            reader=self.user,
            today=today,
            calendar=office_calendar(),
            list_address=f"{reverse('deadlines:list')}?{query}",
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = _same_filters(self.request.GET, OF_THE_MONTH | OF_THE_LIST)
        form = self.filterset.form
        return super().get_context_data(
            **kwargs,
            month=self.month(),
            list_address=f"{reverse('deadlines:list')}?{query}",
            bounds=[form[name] for name in ("whose", "state")],
            kept=[
                (name, value)
                for name, value in self.request.GET.items()
                if name not in {"whose", "state"}
            ],
        )


def _same_filters(query: Any, without: frozenset[str]) -> str:
    """The filters of an address for the other shape of the same limits."""
    kept = [
        (name, value)
        for name, values in query.lists()
        if name not in without
        for value in values
        if value
    ]
    return urlencode(kept)
