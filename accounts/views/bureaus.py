"""Bureaus as a list of the tree, each with its units, people and regions."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.filters import BureauFilter
from accounts.models import AccountKind, Bureau, Perm, Region, Unit
from accounts.policies import may
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.options import Options
from core.pages.parts import Act, Fact, Section, pill

SETTINGS = (Perm.MANAGE_SETTINGS,)


def name_cell(bureau: Bureau) -> SafeString:
    """The name, set in by its depth in the tree."""
    depth = bureau.path.count("/") - 1
    return format_html('<span class="d-inline-block ps-{}">{}</span>', 2 * depth, bureau.name)


class BureauList(ListPage):
    title = _("Bureaus")
    filterset_class = BureauFilter
    default_sort = "path"
    row_url_name = "accounts:bureau"
    columns = (
        Column("name", _("Name"), cell=name_cell, css="wide"),
        Column("code", _("Code"), sort="code"),
        Column("kind", _("Kind")),
        Column("parent", _("Bureau above"), value="parent.name"),
        Column("document_word", _("Word in document numbers")),
        Column("people", _("People"), kind=Kind.NUMBER),
        Column("active_to", _("Closed on"), kind=Kind.DATE, shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Cities"), "kind=city"),
        Preset(_("Counties"), "kind=county"),
        Preset(_("Sub-centres"), "kind=subcentre"),
    )
    acts = (ListAct(_("Set up"), "accounts:bureau-new", perms=SETTINGS),)

    def get_queryset(self) -> QuerySet[Bureau]:
        active = Q(officers__is_active=True, officers__kind=AccountKind.PERSON)
        people = Count("officers", filter=active, distinct=True)
        rows = Bureau.objects.visible_to(self.user).select_related("parent")
        return rows.annotate(people=people)

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        for word in words.split():
            rows = rows.filter(Q(name__icontains=word) | Q(code__startswith=word))
        return rows


class BureauDetail(DetailPage):
    def get_queryset(self) -> QuerySet[Bureau]:
        rows = Bureau.objects.visible_to(self.user).select_related("parent", "succeeded_by")
        return rows.prefetch_related("regions", "units", "children")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Bureaus"), reverse("accounts:bureaus"))]

    def number(self) -> str:
        return str(self.record.code)

    def status(self) -> SafeString:
        if self.record.is_active_on(timezone.localdate()):
            return pill(_("Active"), "active")
        return pill(_("Closed"), "void")

    def head(self) -> list[Fact]:
        bureau = self.record
        above = bureau.parent
        address = reverse("accounts:bureau", args=[above.uuid]) if above else ""
        return [
            Fact(_("Kind"), bureau.get_kind_display()),
            Fact(_("Bureau above"), above.name if above else "", address),
        ]

    def acts(self) -> list[Act]:
        bureau = self.record
        if not may(self.user, Perm.MANAGE_SETTINGS, bureau):
            return []
        closed = _("This bureau is closed already.") if bureau.active_to else ""
        return [
            self._act(_("Change"), "bureau-edit", icon="pencil"),
            self._act(_("Set up a unit"), "unit-new", icon="plus"),
            Act(
                _("Close or merge"),
                reverse("accounts:bureau-close", args=[bureau.uuid]),
                icon="ban",
                reason=closed,
                weight="danger",
            ),
        ]

    def _act(self, title: Any, name: str, icon: str) -> Act:
        return Act(title, reverse(f"accounts:{name}", args=[self.record.uuid]), icon=icon)

    def sections(self) -> list[Section]:
        bureau = self.record
        powers = [
            word
            for held, word in (
                (bureau.may_inspect, _("inspect")),
                (bureau.may_measure, _("take coercive measures")),
                (bureau.may_penalise, _("file cases and penalise")),
            )
            if held
        ]
        facts = [
            Fact(_("Word in document numbers"), bureau.document_word),
            Fact(_("Regions"), "、".join(one.name for one in bureau.regions.all())),
            Fact(_("Powers"), "、".join(str(word) for word in powers)),
            Fact(_("Active from"), bureau.active_from),
            Fact(_("Closed on"), bureau.active_to or ""),
            Fact(_("Taken over by"), bureau.succeeded_by or ""),
        ]
        return [
            Section(_("Facts"), facts),
            Section(_("Units"), [], template="accounts/_units.html"),
        ]

    def related(self) -> list[Fact]:
        people = f"{reverse('accounts:people')}?bureau={self.record.code}"
        below = [
            Fact(one.get_kind_display(), one.name, reverse("accounts:bureau", args=[one.uuid]))
            for one in self.record.children.all()
        ]
        return [Fact(_("People"), _("People of this bureau"), people), *below]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = may(self.user, Perm.MANAGE_SETTINGS, self.record)
        return super().get_context_data(**kwargs, may_change=may_change)


class RegionOptions(Options):
    def get_queryset(self) -> QuerySet[Region]:
        return Region.objects.filter(replaced_by=None).select_related("parent")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(Q(name__contains=words) | Q(code__startswith=words))

    def key(self, row: Any) -> str:
        return str(row.code)

    def note(self, row: Any) -> str:
        return f"{row.code} {row.parent or ''}".strip()


class UnitOptions(Options):
    def get_queryset(self) -> QuerySet[Unit]:
        rows = Unit.objects.visible_to(self.user).open().select_related("bureau")
        mine = rows.filter(bureau__path__startswith=self.user.bureau.path)
        return mine.order_by("bureau__path", "name")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        for word in words.split():
            rows = rows.filter(Q(name__icontains=word) | Q(bureau__name__icontains=word))
        return rows

    def text(self, row: Any) -> str:
        return f"{row.bureau.name} {row.name}"
