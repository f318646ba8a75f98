"""Assistance visits (百人帮百企): beside inspections, and never counted as one."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import AssistanceVisit, Campaign, CampaignStatus
from campaigns.procedures import VisitAct
from core.errors import Invalid, PermissionRefused
from deadlines.services.procedure import advance, begin
from registry.models import Party

LONGEST = 20_000
MOST_OFFICERS = 20


@transaction.atomic
def record_visit(
    *,
    party: Party,
    visited_on: date,
    officers: Iterable[User],
    need: str,
    by: User,
    on: date,
    campaign: Campaign | None = None,
) -> AssistanceVisit:
    """Record that officers visited an enterprise to help, and what it needs.

    Args:
        visited_on: local date, not in the future.
        officers: who went, of the actor's line of bureaus; no certificate is asked for.

    Raises:
        PermissionRefused: whoever neither inspects nor runs campaigns.
        Invalid: with the field and what to correct.
    """
    if not {Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS} & by.perms:
        raise PermissionRefused
    team = list(dict.fromkeys(officers))
    _require(team, need, visited_on, on, by, campaign)
    visit = AssistanceVisit.top(
        bureau=by.bureau,
        unit=by.unit,
        party=party,
        campaign=campaign,
        visited_on=visited_on,
        need=need.strip(),
    )
    visit.save(force_insert=True)
    visit.officers.set(team)
    begin(visit, by=by, on=on, act="record_visit")
    for person in dict.fromkeys([by, *team]):
        share(visit, to=person, grade=ShareGrade.HANDLE, by=by, on=on)
    after = {"party": party.name, "visited_on": visited_on, "need": visit.need}
    record("assistance_visit.recorded", subject=visit, by=by, on=on, after=after)
    return visit


@transaction.atomic
def answer_visit(visit: AssistanceVisit, *, answer: str, by: User, on: date) -> AssistanceVisit:
    """Give the enterprise its answer. Raises Invalid where nothing is said."""
    values = {"answer": _text("answer", answer), "answered_on": on}
    advance(visit, VisitAct.ANSWER, by=by, on=on, values=values)
    return visit


@transaction.atomic
def follow_up_visit(
    visit: AssistanceVisit, *, follow_up: str, by: User, on: date
) -> AssistanceVisit:
    """Record what came of the answer. Raises Invalid where nothing is said."""
    values = {"follow_up": _text("follow_up", follow_up), "followed_up_on": on}
    advance(visit, VisitAct.FOLLOW_UP, by=by, on=on, values=values)
    return visit


def _text(field: str, text: str) -> str:
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(
            fields={field: _("Write it in your own words, at most 20,000 characters.")}
        )
    return text.strip()


def _require(
    team: list[User],
    need: str,
    visited_on: date,
    on: date,
    by: User,
    campaign: Campaign | None,
) -> None:
    _text("need", need)
    if visited_on > on:
        raise Invalid(fields={"visited_on": _("A visit is recorded once it was made.")})
    if not 0 < len(team) <= MOST_OFFICERS:
        raise Invalid(fields={"officers": _("Name who went: one officer or more.")})
    strange = [one.name for one in team if not _in_line(one, by)]
    if strange:
        text = _("Not of your line of bureaus: %(names)s.") % {"names": "、".join(strange)}
        raise Invalid(fields={"officers": text})
    if campaign is not None and campaign.status == CampaignStatus.DRAFT:
        text = _("“%(name)s” is still a draft.") % {"name": campaign.name}
        raise Invalid(fields={"campaign": text})


def _in_line(officer: User, by: User) -> bool:
    return officer.bureau.is_above(by.bureau) or by.bureau.is_above(officer.bureau)
