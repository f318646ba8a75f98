"""What acts on measures and samples share: their officers, and the clocks of their domain."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Share, ShareGrade, User
from accounts.services.scope import share
from core.errors import Invalid, PermissionRefused
from deadlines.policies import may_act, require_may_act
from deadlines.procedure import procedure_of
from deadlines.services.clocks import is_law_on, start_clock
from deadlines.services.procedure import advance
from enforcement.models import Case, CaseStatus, Inspection, InspectionStatus
from enforcement.transitions.measure import ALSO, WRITE
from law.periods import in_force

NOT_OPEN = (CaseStatus.FILING, CaseStatus.FILING_REFUSED, CaseStatus.CLOSED)


def act_in_domain(
    record: Any,
    act: str,
    *,
    by: User,
    on: date,
    clock_from: date | None = None,
    clock_at: datetime | None = None,
    **told: Any,
) -> None:
    """Advance a record and start those clocks of the act that its domain knows.

    Args:
        clock_from: the day the clocks count from, when it is not ``on``.
        clock_at: the instant from which clocks in hours count.
        told: as ``advance``.
    """
    advance(
        record,
        act,
        by=by,
        on=on,
        clock_from=clock_from,
        clock_at=clock_at,
        start_clocks=False,
        **told,
    )
    starts = procedure_of(record.ref_kind).by_act[act].starts
    start_in_domain(record, starts, clock_from or on, clock_at)


def start_in_domain(
    record: Any, periods: Iterable[str], day: date, at: datetime | None = None
) -> None:
    """Start the clocks of these periods that are law that day and apply to the domain."""
    domain = record.domain if hasattr(record, "domain") else record.sample.domain
    for period in periods:
        if not is_law_on(period, day):
            continue
        known = in_force(period, day).applies_to
        if "all" in known or domain in known:
            start_clock(record, rule=period, on=day, at=at)


def write_team(
    record: Any,
    model: type[Any],
    field: str,
    officers: Sequence[User],
    numbers: Mapping[int, str],
    *,
    by: User,
    on: date,
) -> None:
    """The officers of a new record, the lead first; they may write what it hangs on."""
    team = list({officer.pk: officer for officer in officers}.values())
    model.objects.bulk_create(
        model(
            **{field: record},
            officer=officer,
            is_lead=at == 0,
            certificate_number=numbers[officer.pk],
        )
        for at, officer in enumerate(team)
    )
    handling = Share.objects.of(record.root_ref).filter(grade=ShareGrade.HANDLE)
    known = set(handling.values_list("user_id", flat=True))
    for officer in team:
        if officer.pk not in known:
            share(record_of_root(record), to=officer, grade=ShareGrade.HANDLE, by=by, on=on)


def record_of_root(record: Any) -> Any:
    """The case or inspection a record hangs on; itself for a top record."""
    for name in ("case", "inspection"):
        root = getattr(record, name, None)
        if root is not None and root.ref == record.root_ref:
            return root
    return record


def root_for(case: Case | None, inspection: Inspection | None) -> Any:
    """What a new record hangs on: the case, else the inspection.

    Raises:
        Invalid: neither, a case that is not filed or closed, an inspection not begun.
    """
    if case is not None:
        if case.status in NOT_OPEN or case.is_past:
            raise Invalid(fields={"case": _("This case is not filed, or it is closed.")})
        return case
    if inspection is None:
        raise Invalid(fields={"case": _("Name the case or the inspection it belongs to.")})
    begun = (InspectionStatus.UNDER_WAY, InspectionStatus.COMPLETED)
    if inspection.status not in begun:
        raise Invalid(fields={"inspection": _("This inspection has not begun.")})
    return inspection


def may_write_on(root: Any, *, by: User) -> bool:
    """Whether ``by`` may add measures to a case or an inspection."""
    return any(may_act(root, by=by, perm=perm) for perm in (WRITE, *ALSO))


def require_write_on(root: Any, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_write_on(root, by=by):
        require_may_act(root, by=by, perm=WRITE)


def require_measures(*, by: User) -> None:
    """Raises PermissionRefused for a bureau without the power to take measures."""
    if not by.bureau.may_measure:
        raise PermissionRefused(
            _("%(bureau)s may not take coercive measures. Ask the bureau above.")
            % {"bureau": by.bureau.name}
        )
