"""Correcting an inspection that is not completed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import Campaign
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import lock
from enforcement.models import Inspection, InspectionStatus
from enforcement.policies import require_change
from enforcement.services.checks import (
    require_batch_of,
    require_campaigns,
    require_fits,
    require_not_future,
    require_officers,
)
from enforcement.services.inspection_parts import (
    require_not_past,
    require_recheck_of,
    require_times,
    searched,
    set_team,
)
from enforcement.services.inspections import InspectionFacts

OPEN_TO_CHANGE = (InspectionStatus.PLANNED, InspectionStatus.UNDER_WAY)


class InspectionChanges(InspectionFacts, total=False):
    """What may be corrected; another party is another inspection."""

    domain: str
    planned_on: date
    inspected_on: date


@transaction.atomic
def change_inspection(
    inspection: Inspection,
    *,
    version: int | None,
    by: User,
    on: date,
    officers: Sequence[User] | None = None,
    campaigns: Iterable[Campaign] | None = None,
    **changes: Unpack[InspectionChanges],
) -> Inspection:
    """Correct what is said of an inspection that is planned or under way.

    Args:
        version: the version the person read; None skips the check.
        officers: the whole new team, the lead first; None leaves it.
        campaigns: all it counts for; None leaves them.
        changes: the fields to set; the others stay as they are.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        IllegalTransition: it is completed or cancelled.
        Invalid, NotQualified, PermissionRefused: as ``log_inspection``.
    """
    lock(inspection)
    require_change(inspection, by=by)
    values: dict[str, Any] = dict(changes)
    require_version(inspection, version, values)
    _require_open(inspection)
    _check(inspection, values, on)
    before = {name: getattr(inspection, name) for name in values}
    for name, value in values.items():
        setattr(inspection, name, value)
    day = inspection.inspected_on or inspection.planned_on or on
    counted = list(inspection.campaigns.all()) if campaigns is None else list(campaigns)
    inspection.campaigns.set(require_campaigns(counted, on=day))
    team = inspection.responsible_officers() if officers is None else list(officers)
    numbers = require_officers(team, bureau=inspection.bureau, on=day)
    set_team(inspection, team, numbers, by=by, on=on)
    inspection.version += 1
    inspection.search = searched(inspection)
    inspection.save()
    after = {**values, "officers": [one.name for one in team]}
    record("inspection.changed", subject=inspection, by=by, on=on, before=before, after=after)
    return inspection


def _require_open(inspection: Inspection) -> None:
    if inspection.status not in OPEN_TO_CHANGE:
        raise IllegalTransition(
            _("An inspection that is “%(state)s” is no longer corrected.")
            % {"state": inspection.get_status_display()}
        )


def _check(inspection: Inspection, values: dict[str, Any], on: date) -> None:
    """Refuse what cannot be; completes ``values`` by the product of a batch."""
    planned = inspection.status == InspectionStatus.PLANNED
    other = "inspected_on" if planned else "planned_on"
    if values.get(other) is not None:
        raise Invalid(
            fields={
                other: _("This day is not set while it is “%(state)s”.")
                % {"state": inspection.get_status_display()}
            }
        )
    own = "planned_on" if planned else "inspected_on"
    if own in values and values[own] is None:
        raise Invalid(fields={own: _("Enter the day.")})
    if planned and "planned_on" in values:
        require_not_past(on, planned_on=values["planned_on"])
    require_not_future(on, inspected_on=values.get("inspected_on"))
    started = values.get("started_at", inspection.started_at)
    require_times(started, values.get("ended_at", inspection.ended_at))
    if inspection.party is not None:
        require_recheck_of(values.get("rechecks"), inspection.party)
    if {"product", "batch"} & values.keys():
        asked = values.get("product", inspection.product)
        values["product"] = require_batch_of(asked, values.get("batch", inspection.batch))
    require_fits(Inspection, **values)
