"""A procedure as a table: (state, act) → state, who may, what must be there, which clocks.

Each app keeps its table as data; ``deadlines.services.procedure.advance`` is the only
way a status moves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from accounts.permissions import Perm
from audit.kinds import register_kinds

Text = str | Promise

# The target of an act that is open in several states and leaves each as it is.
STAYS = ""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be there before an act.

    ``met`` looks at the record; ``refusal`` says in plain words what is missing;
    ``opens_on`` gives the day from which the act is open without it: a waiting period
    has run out.
    """

    name: str
    met: Callable[[Any], bool]
    refusal: Text
    article: str = ""
    opens_on: Callable[[Any], date | None] | None = None

    def stands_in_the_way(self, record: Any, on: date | None) -> bool:
        """Whether the act must wait for it on that day."""
        if self.met(record):
            return False
        if on is None or self.opens_on is None:
            return True
        opens = self.opens_on(record)
        return opens is None or on < opens


@dataclass(frozen=True, slots=True)
class Pause:
    """Limits that an act lets stand still, or run again, and the cause the law names.

    Both the day on which they stop and the day on which they run again do not count.

    Args:
        periods: ids of the periods whose clocks it concerns.
        reason: the cause, one of the suspensions of each of these periods.
    """

    periods: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table.

    Args:
        act: the act's code, a verb of the statute.
        title: the word on the button.
        sources: the states in which the act is open.
        target: the state it leads to; the same state, or ``STAYS``, for an act that only
            adds.
        perm: what the person must be allowed to do.
        also: other duties that may do it as well.
        needs: what must be there.
        starts: ids of the periods whose clocks start with the act.
        meets: ids of the periods whose clocks the act meets.
        stops: ids of the periods whose clocks the act ends unmet, without reproach.
        suspends: limits that stand still from the act on.
        resumes: limits that stood still for a cause and run again.
        document: the form number of the document that belongs to it.
        article: the legal source.
        after_approval: the act runs when its approval route is through.
        confirm: it cannot be undone.
    """

    act: str
    title: Text
    sources: tuple[str, ...]
    target: str
    perm: Perm
    needs: tuple[Need, ...] = ()
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    suspends: tuple[Pause, ...] = ()
    resumes: tuple[Pause, ...] = ()
    document: str = ""
    article: str = ""
    after_approval: bool = False
    confirm: bool = False
    also: tuple[Perm, ...] = ()

    @property
    def perms(self) -> tuple[Perm, ...]:
        """Any one of these is enough."""
        return (self.perm, *self.also)


@dataclass(frozen=True)
class Procedure:
    """The whole table of one kind of record."""

    kind: str
    initial: str
    final: tuple[str, ...]
    rules: tuple[Rule, ...]
    by_act: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        acts = [rule.act for rule in self.rules]
        if len(acts) != len(set(acts)):
            raise ValueError(f"{self.kind}: an act stands in two lines.")
        object.__setattr__(self, "by_act", {rule.act: rule for rule in self.rules})

    @property
    def states(self) -> set[str]:
        return {self.initial, *self.final} | {
            state for rule in self.rules for state in (*rule.sources, rule.target) if state
        }

    def open_in(self, state: str) -> Iterable[Rule]:
        """The acts the table opens in a state, in the order of the table."""
        return (rule for rule in self.rules if state in rule.sources)


_procedures: dict[str, Procedure] = {}


def register_procedure(procedure: Procedure) -> None:
    """Make a table known by its kind, its acts by their names in the audit trail.

    Called from ``AppConfig.ready()``.
    """
    _procedures[procedure.kind] = procedure
    register_kinds({f"{procedure.kind}.{rule.act}": rule.title for rule in procedure.rules})


def procedure_of(kind: str) -> Procedure:
    return _procedures[kind]


def all_procedures() -> list[Procedure]:
    return list(_procedures.values())
