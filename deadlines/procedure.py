"""A procedure as a table: (state, act) → state, who may, what must be there, which clocks.

Each app keeps its table as data; ``deadlines.services.procedure.advance`` is the only
way a status moves.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
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
    has run out; ``names`` lists the things meant, where the record itself must tell.
    """

    name: str
    met: Callable[[Any], bool]
    refusal: Text
    article: str = ""
    opens_on: Callable[[Any], date | None] | None = None
    names: Callable[[Any], str] | None = None

    def told(self, record: Any) -> str:
        """The refusal in words, with the things it means."""
        named = self.names(record) if self.names else ""
        return f"{self.refusal}{named}"

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


class Reach(StrEnum):
    """Whose people do an act, seen from the record's bureau."""

    OWN = "own"
    PARENT = "parent"
    ABOVE = "above"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table.

    Args:
        act: the act's code, a verb of the statute.
        title: the word on the button.
        sources: the states in which the act is open.
        target: the state it leads to; the same state, or ``STAYS``, for an act that only
            adds.
        others: further states the act may lead to, by what it finds.
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
        reach: the bureau whose people do it: the record's, the one directly above, any
            above, or the whole line from the record's upwards.
        other_than: the record's field that names a person who must not do it: nobody
            decides what they proposed.
        applies: the records the line is for; the others know no such act.
        bureaus: the bureaus whose people may do it, by their keys, where the record
            names them itself (the asked and the asking); it stands instead of ``reach``.
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
    others: tuple[str, ...] = ()
    reach: Reach = Reach.OWN
    other_than: str = ""
    applies: Callable[[Any], bool] | None = None
    bureaus: Callable[[Any], Collection[int | None]] | None = None

    def is_for(self, record: Any) -> bool:
        """Whether such a record knows the act at all."""
        return self.applies is None or self.applies(record)

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
            state
            for rule in self.rules
            for state in (*rule.sources, rule.target, *rule.others)
            if state
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
