"""What the calendar and the confirmations hang into the frame and the law below."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.kinds import register_kinds
from core.jobs import register_work
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import Ref, Resolved, register
from deadlines.models import CalendarDay, CalendarYear, LawChange, RuleConfirmation
from deadlines.services.law_changes import RECOUNT, recount
from deadlines.services.office import office_law_if_any
from deadlines.views.rules import confirmation_acts
from law.office import register_office
from law.page_acts import register_period_acts

KINDS = {
    "calendar_day.cleared": _("Day of the calendar as shipped again"),
    "calendar_year.entered": _("Calendar of a year entered"),
    "rule_confirmation.made": _("Rule from memory confirmed"),
    "rule_confirmation.withdrawn": _("Confirmation of a rule withdrawn"),
    "amount_version.entered": _("Amount of the province entered"),
    "split_version.entered": _("Split points of discretion entered"),
    "clock.recounted": _("Limit counted again"),
}


def wire_law() -> None:
    """Called from ``deadlines.wiring``."""
    register_office(office_law_if_any)
    register_period_acts(confirmation_acts)
    register_work(RECOUNT, recount)
    register_kinds(KINDS)
    register_nav(
        NavItem(
            NavGroup.LAW, _("Working-day calendar"), "deadlines:workdays", "calendar", order=50
        ),
        NavItem(
            NavGroup.LAW, _("Bands of discretion"), "deadlines:split-list", "scale", order=45
        ),
        NavItem(
            NavGroup.LAW,
            _("Amounts of the province"),
            "deadlines:amount-list",
            "scale",
            order=46,
        ),
    )
    register(LawChange.ref_kind, _changes)
    register(RuleConfirmation.ref_kind, _rules)
    register(CalendarYear.ref_kind, _years)
    register(CalendarDay.ref_kind, _days)


def _changes(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    """Everybody signed in may know of a change; its page shows the limits they may see."""
    rows = LawChange.objects.filter(uuid__in=list(uuids))
    return {
        row.uuid: _resolved(
            row.ref, row.title, reverse("deadlines:law-change", args=[row.uuid])
        )
        for row in rows
    }


def _rules(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = RuleConfirmation.objects.filter(uuid__in=list(uuids))
    return {
        row.uuid: _resolved(row.ref, row.title, reverse("law:period", args=[row.rule]))
        for row in rows
    }


def _years(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = CalendarYear.objects.filter(uuid__in=list(uuids))
    return {row.uuid: _resolved(row.ref, str(row), _address(row.year)) for row in rows}


def _days(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = CalendarDay.objects.filter(uuid__in=list(uuids))
    return {row.uuid: _resolved(row.ref, str(row), _address(row.day.year)) for row in rows}


def _address(year: int) -> str:
    return reverse("deadlines:workdays-year", args=[year])


def _resolved(ref: Ref, title: str, address: str) -> Resolved:
    return Resolved(ref, title, address, "calendar")
