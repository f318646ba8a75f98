"""Approval routes: which duties must approve an act, in order, as data per bureau."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import NoApprovalRoute
from accounts.models import ApprovalRoute, ApprovalRouteStep, Bureau, Role
from accounts.policies import require_manage_settings
from audit.services import record
from core.errors import Invalid
from core.protocols import Actor

MAX_STEPS = 4
APPROVERS = frozenset(
    {Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.BUREAU_HEAD, Role.CAMPAIGN_OFFICER}
)

_CHECKED = (Role.UNIT_HEAD, Role.BUREAU_HEAD)
# What every installation starts with; an office sets its own beside it.
DEFAULT_ROUTES: dict[str, tuple[Role, ...]] = {
    "filing": _CHECKED,
    "not_filing": _CHECKED,
    "measure": _CHECKED,
    "extension": _CHECKED,
    "decision": (Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.BUREAU_HEAD),
    "closing": _CHECKED,
    "payment_plan": _CHECKED,
    "suspension": _CHECKED,
    "resumption": _CHECKED,
    "termination": _CHECKED,
    "reopening": _CHECKED,
}
TITLES: dict[str, str | Promise] = {
    "filing": gettext_lazy("Filing"),
    "not_filing": gettext_lazy("Not filing"),
    "measure": gettext_lazy("Coercive measure"),
    "extension": gettext_lazy("Extension"),
    "decision": gettext_lazy("Decision"),
    "closing": gettext_lazy("Closing"),
    "payment_plan": gettext_lazy("Deferral or instalments of a fine"),
    "suspension": gettext_lazy("Suspension of the investigation"),
    "resumption": gettext_lazy("Resumption"),
    "termination": gettext_lazy("Termination of the investigation"),
    "reopening": gettext_lazy("Reopening"),
}


def act_titles() -> dict[str, str]:
    """The acts that go along a route, in words."""
    return {act: str(TITLES[act]) for act in DEFAULT_ROUTES}


def route_for(bureau: Bureau, act: str) -> list[Role]:
    """The duties that approve ``act`` in ``bureau``, first step first. One query.

    The bureau's own route wins, then the nearest bureau above, then the one for all.

    Raises:
        NoApprovalRoute: nobody set one.
    """
    steps = ApprovalRouteStep.objects.filter(route__act=act).values_list(
        "route__bureau__path", "seq", "role"
    )
    by_path: dict[str, list[tuple[int, Role]]] = {}
    for path, seq, role in steps:
        by_path.setdefault(path or "", []).append((seq, Role(role)))
    for path in [*bureau.paths_above, ""]:
        if path in by_path:
            return [role for _seq, role in sorted(by_path[path])]
    raise NoApprovalRoute


@transaction.atomic
def set_route(
    *, bureau: Bureau | None, act: str, roles: Sequence[Role], by: Actor, on: date
) -> ApprovalRoute:
    """Say who approves an act in a bureau and those under it, or everywhere.

    Approvals that are already under way keep the route they were submitted with.

    Args:
        bureau: None for the whole installation.
        roles: one to four duties, in order; the last decides.
    """
    require_manage_settings(by, bureau)
    if not 1 <= len(roles) <= MAX_STEPS:
        raise Invalid(fields={"roles": _("A route has one to four steps.")})
    if len(set(roles)) != len(roles) or not set(roles) <= APPROVERS:
        raise Invalid(fields={"roles": _("Choose different duties that may approve.")})
    route, _created = ApprovalRoute.objects.get_or_create(bureau=bureau, act=act)
    before = list(route.steps.values_list("role", flat=True))
    route.steps.all().delete()
    ApprovalRouteStep.objects.bulk_create(
        ApprovalRouteStep(route=route, seq=seq, role=role) for seq, role in enumerate(roles, 1)
    )
    record(
        "approval_route.set",
        subject=route,
        by=by,
        on=on,
        before={"roles": before},
        after={"bureau": bureau.code if bureau else "", "act": act, "roles": list(roles)},
    )
    return route


def set_default_routes(*, by: Actor, on: date) -> None:
    """The routes every installation starts with."""
    for act, roles in DEFAULT_ROUTES.items():
        set_route(bureau=None, act=act, roles=roles, by=by, on=on)
