"""A name for any record: how records hang on each other without knowing each other.

Each app registers its kinds in ``ready()``. A resolver answers many references
with one query, through ``visible_to``: what the reader may not see has no title
and no address.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Ref:
    """The kind and public id of one record; ``str`` gives ``kind:uuid``."""

    kind: str
    uuid: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.uuid}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``kind:uuid``; raises NotFound for anything else."""
        kind, _, tail = text.partition(":")
        if kind not in _resolvers:
            raise NotFound
        try:
            return cls(kind, UUID(tail))
        except ValueError as error:
            raise NotFound from error


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reader may know of a record. Empty title: it exists outside their scope."""

    ref: Ref
    title: str = ""
    address: str = ""
    icon: str = ""


Resolver = Callable[[Iterable[UUID], Any], Mapping[UUID, Resolved]]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Make a kind known. Called from ``AppConfig.ready()``, once per kind."""
    if kind in _resolvers and _resolvers[kind] is not resolver:
        raise ValueError(f"The kind {kind!r} has two resolvers.")
    _resolvers[kind] = resolver


def known_kinds() -> frozenset[str]:
    return frozenset(_resolvers)


def resolve(refs: Iterable[Ref], user: Any) -> dict[Ref, Resolved]:
    """Titles and addresses of many records, one query per kind.

    Every reference gets an answer; one that ``user`` may not see is bare.
    """
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    wanted = list(refs)
    for ref in wanted:
        by_kind[ref.kind].add(ref.uuid)
    found: dict[Ref, Resolved] = {}
    for kind, uuids in by_kind.items():
        resolver = _resolvers.get(kind)
        if resolver is None:
            continue
        found.update({Ref(kind, uuid): seen for uuid, seen in resolver(uuids, user).items()})
    return {ref: found.get(ref, Resolved(ref)) for ref in wanted}


def resolve_one(ref: Ref, user: Any) -> Resolved:
    """One record as the reader may know it.

    Raises:
        NotFound: outside the reader's scope, or not there.
    """
    seen = resolve([ref], user)[ref]
    if not seen.title:
        raise NotFound
    return seen
