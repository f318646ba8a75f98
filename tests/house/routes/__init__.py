"""Who gets which answer on every route: one file per app, read by test_route_matrix.py.

``tests/house/routes/<app>.py`` holds two names:

``ROWS``     a list of ``Row(name, method, access, record="", data={})``
             name    the route's full name: ``registry:party``, ``api:parties-list``
             method  ``get``, ``post``, ``patch``, ``delete``
             access  who gets which answer, see below
             record  a key of ``RECORDS``, for routes with an id
             data    what a POST sends; callable(world) where it needs ids
``RECORDS``  a dict: key → function(world) → the arguments of the address, for example
             ``lambda world: {"id": make_party(world.tree.yanta).uuid}``. The record belongs
             to the bureau of 雁塔 (its detachment), is handled by ``world.people["own"]`` and,
             where that exists, co-handled by the bureau of 碑林 (``world.tree.beilin``).

Answers: ``ok``       the door is open (a POST may still be refused for what was sent)
         ``no``       403: may see it, may not do it
         ``hidden``   404: the same answer as for an id that does not exist
         ``sign_in``  to the sign-in page; 401 from the API

Access is made from the names below: ``SIGNED_IN``, ``SCOPED.but(co_bureau="no")``,
``only("province")``. A route that is not listed, and a row without a route, fail the test.
A row whose record hides itself from an actor is also asked with an id that does not exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from tests.factories.accounts import Tree, make_named

ACTORS: dict[str, str] = {
    "anonymous": "",
    "other_county": "linwei_inspector",
    "other_city": "weinan_officer",
    "own": "yanta_inspector",
    "co_bureau": "beilin_inspector",
    "province": "province_officer",
    "auditor": "auditor",
    "sysadmin": "sysadmin",
    "secadmin": "secadmin",
    "service": "xian-dashboard",
}
ANSWERS = frozenset({"ok", "no", "hidden", "sign_in"})


@dataclass(frozen=True)
class Access:
    answers: Mapping[str, str]

    def __post_init__(self) -> None:
        unknown = set(self.answers) ^ set(ACTORS) | set(self.answers.values()) - ANSWERS
        if unknown:
            raise ValueError(f"Unknown actor or answer: {sorted(unknown)}")

    def but(self, **answers: str) -> "Access":
        """The same, except for these actors."""
        return Access({**self.answers, **answers})


def everybody(answer: str) -> Access:
    """One answer for every signed-in account; anonymous people are sent to sign in."""
    return Access(dict.fromkeys(ACTORS, answer) | {"anonymous": "sign_in"})


def only(*actors: str, others: str = "no") -> Access:
    """Open for these, ``others`` for the rest."""
    return everybody(others).but(**dict.fromkeys(actors, "ok"))


OPEN = everybody("ok").but(anonymous="ok")
SIGNED_IN = everybody("ok")
# Pages for whoever reads records at all: administrators do not.
READERS = SIGNED_IN.but(sysadmin="no", secadmin="no")
# One record of 雁塔: outside it is hidden, administrators see no case content.
SCOPED = only("own", "co_bureau", "province", "auditor", "service", others="hidden")
# The same for a record that nobody shared with another bureau.
OWN_TREE = SCOPED.but(co_bureau="hidden")


@dataclass
class World:
    """The bureaus and the people of the matrix, made when first asked for."""

    tree: Tree
    _made: dict[str, User] = field(default_factory=dict)

    def person(self, username: str) -> User:
        if username not in self._made:
            self._made[username] = make_named(self.tree, username)
        return self._made[username]

    @property
    def people(self) -> dict[str, User]:
        return {actor: self.person(name) for actor, name in ACTORS.items() if name}


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    access: Access
    record: str = ""
    data: Mapping[str, Any] | Callable[[World], Mapping[str, Any]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.method

    def __str__(self) -> str:
        return f"{self.method} {self.name}"
