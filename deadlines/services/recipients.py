"""Whom a clock concerns at a rung: its officers, their heads, the bureaus above."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Bureau, Role, User
from deadlines.models import Clock, Rung
from workbench.services.recipients import Directory


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is told, and the duties nobody holds, told to administrators instead."""

    people: tuple[User, ...] = ()
    empty: tuple[tuple[Bureau, Role], ...] = ()


def recipients_at(rung: Rung, clock: Clock, directory: Directory) -> Recipients:
    """Whom to tell. A level that does not exist is skipped; an empty duty is named.

    Duties of a bureau that was merged are those of the bureau it was merged into.
    """
    bureau = directory.present(clock.bureau)
    unit_id = clock.unit_id if bureau.pk == clock.bureau_id else None
    if rung == Rung.UNIT_AND_BUREAU_HEAD:
        units = [Role.UNIT_HEAD] if unit_id else []
        duties = [(bureau, role) for role in (*units, Role.BUREAU_HEAD)]
    elif rung == Rung.BUREAU_ABOVE:
        duties = _campaign_officers(directory.parent(bureau))
    elif rung == Rung.PROVINCE:
        duties = _campaign_officers(directory.province(bureau))
    else:
        bound = [user for user in clock.responsible.all() if user.is_active]
        if bound:
            return Recipients(tuple(directory.with_deputies(bound)))
        duties = [(bureau, _duty(clock, unit_id))]
    return _holding(duties, unit_id, directory)


def _holding(
    duties: Iterable[tuple[Bureau, Role]], unit_id: int | None, directory: Directory
) -> Recipients:
    people: list[User] = []
    empty: list[tuple[Bureau, Role]] = []
    for bureau, role in duties:
        found = directory.holders(role, bureau.pk, unit_id)
        people += found
        if not found:
            empty.append((bureau, role))
    return Recipients(tuple(directory.with_deputies(people)), tuple(empty))


def _campaign_officers(bureau: Bureau | None) -> list[tuple[Bureau, Role]]:
    return [] if bureau is None else [(bureau, Role.CAMPAIGN_OFFICER)]


def _duty(clock: Clock, unit_id: int | None) -> Role:
    """Who answers where no officer is left: as noted on the clock, else the unit's head."""
    role = Role(clock.responsible_role) if clock.responsible_role else Role.UNIT_HEAD
    # A unit of a bureau that was merged has no head any more.
    return role if unit_id or role != Role.UNIT_HEAD else Role.BUREAU_HEAD
