"""The plan of a day as its readers may see it: lines for heads, numbers for administrators."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, User
from core.errors import Invalid
from deadlines.models import Clock, Rung
from deadlines.services.plan import Planned
from workbench.models import Channel
from workbench.records import abouts

# Further ahead too much will have happened until then.
FURTHEST = timedelta(days=14)


@dataclass
class PlanLine:
    """One person who will be told of one limit, on all their channels."""

    person: User
    clock: Clock
    rung: Rung
    channels: list[Channel] = field(default_factory=list)
    bureau: str = ""
    record: str = ""

    @property
    def ways(self) -> str:
        return "、".join(str(channel.label) for channel in self.channels)


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How often a limit will be told of: nothing of any record."""

    name: str
    rung: str
    people: int


def day_asked(text: str, today: date) -> date:
    """Tomorrow, or the day asked for, within the next fortnight.

    Raises:
        Invalid: no day, or one that is past or too far ahead.
    """
    if not text:
        return today + timedelta(days=1)
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not today <= day <= today + FURTHEST:
        raise Invalid(fields={"on": _("Give a day from today to a fortnight ahead.")})
    return day


def clocks_for(user: User) -> QuerySet[Clock]:
    """The clocks of a plan: what a head may read; for an administrator those of the tree."""
    if user.can(Perm.WATCH_LIMITS):
        return Clock.objects.visible_to(user)
    return Clock.objects.filter(bureau_id__in=user.scope_bureau_ids)


def lines_of(plan: Sequence[Planned], reader: User) -> list[PlanLine]:
    """One line per person and limit, sorted by person. Two queries and one per kind."""
    found: dict[tuple[int, int], PlanLine] = {}
    for one in plan:
        key = (one.person.pk, one.clock.pk)
        line = found.setdefault(key, PlanLine(one.person, one.clock, one.rung))
        line.channels.append(one.channel)
    names = dict(Bureau.objects.values_list("pk", "short_name"))
    seen = abouts([line.clock for line in found.values()], reader)
    for line in found.values():
        line.bureau = names[line.person.bureau_id]
        line.record = seen[line.clock.about].title
    return sorted(found.values(), key=lambda line: (line.bureau, line.person.name))


def counts_of(plan: Sequence[Planned]) -> list[PlanCount]:
    """The same as numbers per limit and rung, the most frequent first."""
    told = Counter(
        (one.clock.name, str(one.rung.label)) for one in plan if one.channel == Channel.IN_APP
    )
    return [PlanCount(name, rung, people) for (name, rung), people in told.most_common()]


def by_channel(plan: Sequence[Planned]) -> list[tuple[str, int]]:
    """How many messages leave on each channel; digests bundle those outside."""
    sent = Counter(one.channel for one in plan)
    return [(str(channel.label), sent[channel]) for channel in Channel if sent[channel]]
