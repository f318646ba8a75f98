"""The ladders as the province set them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.policies import require_manage_settings
from audit.services import record as write_audit
from core.errors import Invalid, StaleVersion
from core.protocols import Actor
from deadlines.ladder import (
    HOUR_STEPS,
    MOST_ABOVE,
    MOST_HEADS,
    MOST_PROVINCE,
    SHIPPED,
    STEPS,
    Family,
    Ladder,
)
from deadlines.models import LadderSetting


def ladders() -> Mapping[Family, Ladder]:
    """The ladder of each family of limits. One query."""
    found = dict(SHIPPED)
    found.update({Family(row.family): _of(row) for row in LadderSetting.objects.all()})
    return found


def setting_of(family: Family) -> LadderSetting | None:
    """The row the province set, or None where the ladder is as shipped."""
    return LadderSetting.objects.filter(family=family).first()


def steps_of(family: Family) -> tuple[int, ...]:
    """The steps a ladder of this family may have: days, or hours for limits in hours."""
    return tuple(HOUR_STEPS if family == Family.HOURS else STEPS)


@transaction.atomic
def set_ladder(
    *,
    family: Family,
    before: Iterable[int],
    heads_after: int,
    above_after: int,
    province_after: int,
    basis: str,
    by: Actor,
    on: date,
    version: int | None = None,
) -> LadderSetting:
    """Set when a family of limits speaks. Holds for running clocks from the next sweep.

    Args:
        before: calendar days before the day to act by, or hours before the end.
        heads_after, above_after, province_after: working days overdue.
        basis: the document it rests on.
        version: of the setting that was looked at, 0 where there was none.

    Raises:
        PermissionRefused: only the province's administrator sets ladders.
        Invalid: outside the limits, or no basis.
        StaleVersion: somebody set it meanwhile.
    """
    require_manage_settings(by, None)
    ladder = Ladder(
        tuple(sorted(set(before), reverse=True)), heads_after, above_after, province_after
    )
    _require_within_limits(family, ladder)
    if not basis.strip():
        raise Invalid(fields={"basis": _("Name the document this rule rests on.")})
    row = LadderSetting.objects.select_for_update().filter(family=family).first()
    was = _of(row) if row else SHIPPED[family]
    row = row or LadderSetting(family=family, version=0)
    if version is not None and version != row.version:
        raise StaleVersion(
            details={"yours": _told(ladder), "theirs": _told(was), "version": row.version}
        )
    row.before, row.heads_after = list(ladder.before), heads_after
    row.above_after, row.province_after = above_after, province_after
    row.basis = basis.strip()[:200]
    row.version += 1
    row.save()
    after = {"family": family.value, **_told(ladder), "basis": row.basis}
    write_audit("ladder.set", subject=row, by=by, on=on, before=_told(was), after=after)
    return row


def _of(row: LadderSetting) -> Ladder:
    return Ladder(tuple(row.before), row.heads_after, row.above_after, row.province_after)


def _told(ladder: Ladder) -> dict[str, Any]:
    return {
        "before": list(ladder.before),
        "heads_after": ladder.heads_after,
        "above_after": ladder.above_after,
        "province_after": ladder.province_after,
    }


def _require_within_limits(family: Family, ladder: Ladder) -> None:
    fields: dict[str, str] = {}
    allowed = steps_of(family)
    if not ladder.before or any(step not in allowed for step in ladder.before):
        fields["before"] = _("Choose from the steps offered, at least one.")
    elif family != Family.HOURS and 0 not in ladder.before:
        fields["before"] = _("The last day itself always speaks. Choose it as well.")
    most = {
        "heads_after": (0, MOST_HEADS),
        "above_after": (ladder.heads_after + 1, MOST_ABOVE),
        "province_after": (ladder.above_after + 1, MOST_PROVINCE),
    }
    for name, (least, highest) in most.items():
        if not least <= getattr(ladder, name) <= highest:
            fields[name] = _("Give a number from %(least)s to %(most)s.") % {
                "least": least,
                "most": highest,
            }
    if fields:
        raise Invalid(fields=dict(fields))
