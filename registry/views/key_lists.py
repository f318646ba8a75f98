from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from accounts.policies import may
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Act, Fact, Section
from registry.filters import KeyListFilter
from registry.forms.key_list import ItemsForm, KeyListChangeForm, KeyListForm, RemovalForm
from registry.models import KeyList
from registry.policies import require_write_for
from registry.services.key_lists import (
    add_items,
    change_key_list,
    create_key_list,
    remove_items,
)
from registry.views.records import READ, WRITE, RegistryAct, RegistryDetail

ITEMS_SHOWN = 200


def list_crumb() -> Crumb:
    return Crumb(_("Key lists"), reverse("registry:key-list-list"))


class KeyListList(ListPage):
    title = _("Key lists")
    perms = READ
    filterset_class = KeyListFilter
    row_url_name = "registry:key-list-detail"
    default_sort = "-year"
    empty_reason = _("No key list has been opened yet.")
    empty_advice = _("A key list names the parties and products that must be inspected.")
    acts = (ListAct(_("Open a key list"), "registry:key-list-new", perms=WRITE),)
    columns = (
        Column("name", _("Name"), css="wide"),
        Column("year", _("Year"), sort="year", cell=lambda row: str(row.year)),
        Column("bureau", _("Bureau"), value="bureau.name"),
        Column("size", _("Items"), kind=Kind.NUMBER),
        Column("purpose", _("Purpose"), css="wide"),
    )

    def get_queryset(self) -> QuerySet[Any]:
        rows = KeyList.objects.visible_to(self.user).select_related("bureau")
        return rows.annotate(size=Count("items"))

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(name__icontains=words)


class KeyListDetail(RegistryDetail):
    record: KeyList

    def get_queryset(self) -> QuerySet[Any]:
        return KeyList.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [list_crumb()]

    def page_title(self) -> str:
        return self.record.name

    def head(self) -> Sequence[Fact]:
        facts = [
            Fact(_("Year"), str(self.record.year)),
            Fact(_("Bureau"), self.record.bureau.name),
        ]
        purpose = self.record.purpose
        return [*facts, Fact(_("Purpose"), purpose)] if purpose else facts

    def sections(self) -> Sequence[Section]:
        return [Section(_("On the list"), [], template="registry/_items.html")]

    def acts(self) -> Sequence[Act]:
        if not may(self.user, Perm.WRITE_PARTIES):
            return []
        own = may(self.user, Perm.WRITE_PARTIES, self.record.bureau)
        reason = "" if own else _("This list belongs to another bureau.")
        at = [self.record.uuid]
        add = reverse("registry:key-list-add", args=at)
        remove = reverse("registry:key-list-remove", args=at)
        change = reverse("registry:key-list-edit", args=at)
        return [
            Act(_("Add to the list"), add, "plus", reason, weight="main"),
            Act(_("Take off the list"), remove, "trash", reason),
            Act(_("Change"), change, "pencil", reason, dialog=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.record.items.select_related("party__region", "product").order_by("-id")
        items = list(rows[: ITEMS_SHOWN + 1])
        return super().get_context_data(
            **kwargs, items=items[:ITEMS_SHOWN], more_items=len(items) > ITEMS_SHOWN
        )


class KeyListNew(FormPage):
    title = _("Open a key list")
    submit = _("Open the list")
    success = _("The list was opened.")
    perms = WRITE
    form_class = KeyListForm

    def crumbs(self) -> list[Crumb]:
        return [list_crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"year": self.on.year}

    def act(self, form: Any) -> str:
        row = create_key_list(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("registry:key-list-detail", args=[row.uuid])


class KeyListAct(RegistryAct):
    """An act on one list."""

    def get_queryset(self) -> QuerySet[Any]:
        return KeyList.objects.visible_to(self.user).select_related("bureau")

    def require(self, record: Any) -> None:
        require_write_for(self.user, record.bureau)

    def crumbs(self) -> list[Crumb]:
        return [list_crumb(), Crumb(self.record().name, self.address())]

    def address(self) -> str:
        return reverse("registry:key-list-detail", args=[self.record().uuid])


class KeyListEdit(KeyListAct):
    title = _("Change a key list")
    form_class = KeyListChangeForm

    def initial(self) -> dict[str, Any]:
        return {"name": self.record().name, "purpose": self.record().purpose}

    def act(self, form: Any) -> str:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        change_key_list(
            self.record(), changes=changes, version=self.version, by=self.user, on=self.on
        )
        return self.address()


class KeyListAdd(KeyListAct):
    title = _("Add to a key list")
    submit = _("Add")
    form_class = ItemsForm

    def act(self, form: Any) -> str:
        add_items(self.record(), **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class KeyListRemove(KeyListAct):
    title = _("Take off a key list")
    submit = _("Remove")
    form_class = RemovalForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"items": self.record().items.select_related("party", "product")}

    def act(self, form: Any) -> str:
        chosen = [item.pk for item in form.cleaned_data["items"]]
        reason = form.cleaned_data["reason"]
        remove_items(self.record(), items=chosen, reason=reason, by=self.user, on=self.on)
        return self.address()
