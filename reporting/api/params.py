"""The question of a figure, read from an address: the same for pages and the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, User
from campaigns.models import Campaign
from core.errors import Invalid, NotFound, PermissionRefused
from reporting.figures import FigureScope
from reporting.services.overview import scope_of

WHERE_AXES = ("domain", "link", "area", "key_variety", "source", "party_kind", "kind", "region")


def figure_scope(params: Any, user: User) -> FigureScope:
    """``?campaign=&bureau=&from=&to=&domain=…`` as a scope the reader may ask.

    Raises:
        Invalid: a date that is none, named in the field.
        NotFound: a bureau or campaign outside the reader's jurisdiction.
        PermissionRefused: figures are not this account's business.
    """
    if not user.can(Perm.READ_FIGURES):
        raise PermissionRefused
    scope = scope_of(
        user=user,
        bureau=_bureau(params.get("bureau", ""), user),
        campaign=_campaign(params.get("campaign", ""), user),
        start=_day(params, "from"),
        end=_day(params, "to"),
        on=timezone.localdate(),
    )
    where = tuple((axis, params[axis]) for axis in WHERE_AXES if params.get(axis))
    return scope.narrowed(where=where, own_only=params.get("own") == "1")


def query_of(scope: FigureScope, **more: str) -> dict[str, str]:
    """The parameters that ask for this scope again."""
    found = {
        "bureau": scope.bureau.code,
        "from": scope.start.isoformat(),
        "to": scope.end.isoformat(),
        **dict(scope.where),
        **more,
    }
    if scope.campaign is not None:
        found["campaign"] = str(scope.campaign.uuid)
    if scope.own_only:
        found["own"] = "1"
    return found


def _bureau(code: str, user: User) -> Bureau:
    if not code or code == user.bureau.code:
        return user.bureau
    found = Bureau.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def _campaign(text: str, user: User) -> Campaign | None:
    if not text:
        return None
    visible = Campaign.objects.visible_to(user).select_related("bureau")
    try:
        found = visible.filter(uuid=UUID(text)).first()
    except ValueError:
        found = visible.filter(code=text).first()
    if found is None:
        raise NotFound
    return found


def _day(params: Any, name: str) -> date | None:
    text = params.get(name, "")
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Invalid(fields={name: _("Give the day as 2026-03-15.")})
    return day
