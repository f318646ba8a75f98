"""What the registry hangs into the frame, and its kinds as other apps point to them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from core.refs import Resolved, Resolver, register
from registry.history import TITLES
from registry.models import Batch, DossierItem, KeyList, Licence, Party, Product

READ = (Perm.READ_RECORDS,)

KINDS: tuple[tuple[Any, str, str, tuple[str, ...]], ...] = (
    (Party, "registry:party-detail", "building-store", ()),
    (Licence, "registry:licence-detail", "certificate", ()),
    (Product, "registry:product-detail", "package", ()),
    (Batch, "registry:batch-detail", "tags", ("product",)),
    (KeyList, "registry:key-list-detail", "star", ()),
)


def resolver(model: Any, url_name: str, icon: str, related: tuple[str, ...] = ()) -> Resolver:
    """Resolves rows by ``visible_to`` and ``str``, in one query."""

    def resolve(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
        rows = model.objects.visible_to(user).filter(uuid__in=list(uuids))
        found = rows.select_related(*related) if related else rows
        return {
            row.uuid: Resolved(row.ref, str(row), reverse(url_name, args=[row.uuid]), icon)
            for row in found
        }

    return resolve


def _dossier_items(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = DossierItem.objects.visible_to(user).filter(uuid__in=list(uuids))
    return {
        row.uuid: Resolved(
            row.ref,
            str(row),
            reverse("registry:party-detail", args=[row.party.uuid]),
            "file-text",
        )
        for row in rows.select_related("party")
    }


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register_kinds(TITLES)
    for model, url_name, icon, related in KINDS:
        register(model.ref_kind, resolver(model, url_name, icon, related))
    register(DossierItem.ref_kind, _dossier_items)
    group = NavGroup.REGISTRY
    register_nav(
        NavItem(group, _("Parties"), "registry:party-list", "building-store", READ, 10),
        NavItem(group, _("Licences"), "registry:licence-list", "certificate", READ, 20),
        NavItem(group, _("Products"), "registry:product-list", "package", READ, 30),
        NavItem(group, _("Batches"), "registry:batch-list", "tags", READ, 40),
        NavItem(group, _("Key lists"), "registry:key-list-list", "star", READ, 50),
    )
    register_slot(Slot.PARTY_OPTIONS, "registry:party-options")
    register_slot(Slot.PRODUCT_OPTIONS, "registry:product-options")
    register_slot(Slot.BATCH_OPTIONS, "registry:batch-options")
