"""Training plans: which officers take which course by when, and who did."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import (
    Perm,
    Role,
    TrainingPlace,
    TrainingPlan,
    User,
)
from accounts.policies import may
from accounts.services.qualifications import enter_training
from audit.services import record
from core.errors import Invalid, PermissionRefused
from core.protocols import Actor

PLANNERS = (Perm.ASSIGN_WORK, Perm.RUN_CAMPAIGNS, Perm.MANAGE_PEOPLE)
ENFORCE = (Role.INSPECTOR, Role.UNIT_HEAD)
MOST_PLACES = 500


def may_plan_training(by: Actor, plan: TrainingPlan | None = None) -> bool:
    """Heads, campaign officers and administrators plan for their own tree."""
    return any(may(by, perm, plan.bureau if plan else None) for perm in PLANNERS)


@transaction.atomic
def plan_training(
    *,
    title: str,
    hours: Decimal,
    due_on: date,
    by: User,
    on: date,
    provider: str = "",
    content: str = "",
    officers: Iterable[User] = (),
) -> TrainingPlan:
    """Plan a course of the actor's bureau.

    Args:
        hours: class hours, above zero.
        due_on: the last day by which it is to be taken, not in the past.
        officers: who must take it; nobody named: everybody who enforces in the bureau
            and under it.

    Raises:
        PermissionRefused: not a duty of theirs.
        Invalid: with the field and what to correct.
    """
    if not may_plan_training(by):
        raise PermissionRefused
    if due_on < on:
        raise Invalid(fields={"due_on": _("This day is over.")})
    if hours <= 0:
        raise Invalid(fields={"hours": _("Give class hours above zero.")})
    plan = TrainingPlan(
        bureau=by.bureau,
        title=title.strip(),
        provider=provider.strip(),
        hours=hours,
        due_on=due_on,
        content=content,
    )
    plan.full_clean(exclude=["bureau"], validate_constraints=False, validate_unique=False)
    chosen = list(dict.fromkeys(officers)) or _enforcers(by)
    _require_places(chosen, by)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        text = _("There is a plan of this course and day already.")
        raise Invalid(fields={"title": text}) from error
    TrainingPlace.objects.bulk_create(
        TrainingPlace(plan=plan, officer=one, bureau=one.bureau) for one in chosen
    )
    after = {"title": plan.title, "due_on": due_on, "hours": hours, "places": len(chosen)}
    record("training_plan.made", subject=plan, by=by, on=on, after=after)
    return plan


@transaction.atomic
def record_attendance(
    plan: TrainingPlan, *, officers: Iterable[User], held_on: date, by: User, on: date
) -> int:
    """Record who took the course; each gets a training record.

    Returns:
        How many were new; who attended before is left as it is.

    Raises:
        PermissionRefused: another bureau's plan.
        Invalid: a day in the future, nobody, or somebody it was not planned for.
    """
    locked = TrainingPlan.objects.select_for_update(of=("self",)).select_related("bureau")
    row = locked.get(pk=plan.pk)
    if not may_plan_training(by, row):
        raise PermissionRefused(_("Only the bureau that planned the course records it."))
    if held_on > on:
        raise Invalid(fields={"held_on": _("Training is recorded once it was held.")})
    wanted = {one.pk for one in officers}
    places = list(row.places.filter(officer__in=wanted).select_related("officer__bureau"))
    if not wanted or len(places) != len(wanted):
        text = _("Name officers the course was planned for.")
        raise Invalid(fields={"officers": text})
    new = [place for place in places if place.record_id is None]
    for place in new:
        place.record = enter_training(
            place.officer,
            title=row.title,
            provider=row.provider,
            held_on=held_on,
            hours=row.hours,
            passed=True,
            by=by,
            on=on,
        )
    TrainingPlace.objects.bulk_update(new, ["record"])
    names = [place.officer.name for place in new]
    after = {"held_on": held_on, "officers": names}
    record("training_plan.attended", subject=row, by=by, on=on, after=after)
    return len(new)


def _enforcers(by: User) -> list[User]:
    rows = (
        User.objects.active()
        .people()
        .filter(
            bureau_id__in=by.scope_bureau_ids,
            role_grants__role__in=ENFORCE,
            role_grants__revoked_on=None,
        )
    )
    return list(rows.select_related("bureau").distinct()[: MOST_PLACES + 1])


def _require_places(chosen: list[User], by: User) -> None:
    if not chosen:
        raise Invalid(fields={"officers": _("Nobody enforces in this bureau. Name officers.")})
    if len(chosen) > MOST_PLACES:
        text = _("One plan holds at most 500 officers. Let the bureaus below plan their own.")
        raise Invalid(fields={"officers": text})
    if any(one.bureau_id not in by.scope_bureau_ids for one in chosen):
        text = _("There is no such officer in your jurisdiction.")
        raise Invalid(fields={"officers": text})
