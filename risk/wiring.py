"""What the risk app hangs on a party's page, and its kinds as other apps point to them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from core.panels import Panel, register_panel
from core.refs import Resolved, register
from registry.models import Party
from risk.models import PartyGrade


def _grades(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = PartyGrade.objects.visible_to(user).filter(uuid__in=list(uuids))
    return {
        row.uuid: Resolved(
            row.ref,
            str(row),
            reverse("registry:party-detail", args=[row.party.uuid]),
            "scale",
        )
        for row in rows.select_related("party")
    }


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(PartyGrade.ref_kind, _grades)
    register_panel(
        Party.ref_kind,
        Panel(
            name="grades",
            title=_("Risk grading"),
            address=lambda uuid: reverse("risk:party-grades", args=[uuid]),
            allowed=lambda user: bool(user.can(Perm.READ_RECORDS)),
            order=20,
        ),
    )
