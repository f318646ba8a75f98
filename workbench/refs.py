"""The workbench's kinds, as other apps may point to them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from core.refs import Ref, Resolved, Resolver, register
from workbench.models import (
    Approval,
    Attachment,
    Comment,
    Delegation,
    Delivery,
    Message,
    Task,
    Webhook,
)
from workbench.records import address_of


def rows_resolver(model: type[Model], address: Callable[[Any], str], icon: str) -> Resolver:
    """Resolves rows by ``visible_to`` and ``str``, in one query."""

    def resolver(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
        rows: Any = model._default_manager
        found = rows.visible_to(user).filter(uuid__in=list(uuids))
        return {row.uuid: Resolved(row.ref, str(row), address(row), icon) for row in found}

    return resolver


def _about(row: Any) -> str:
    about: Ref = row.about
    return address_of(about)


def register_kinds() -> None:
    """Called from ``AppConfig.ready()``."""
    pages: tuple[tuple[Any, Callable[[Any], str], str], ...] = (
        (Approval, lambda row: reverse("workbench:approval", args=[row.uuid]), "gavel"),
        (Message, lambda row: reverse("workbench:message", args=[row.uuid]), "mail"),
        (Task, _about, "checklist"),
        (Comment, _about, "message"),
        (Attachment, _about, "paperclip"),
        (Delivery, lambda row: reverse("workbench:delivery", args=[row.uuid]), "send"),
        (Webhook, lambda row: reverse("workbench:webhook-list"), "world"),
        (Delegation, lambda row: reverse("workbench:delegation-list"), "users"),
    )
    for model, address, icon in pages:
        register(model.ref_kind, rows_resolver(model, address, icon))
