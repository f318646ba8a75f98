"""The kinds of violation that report forms tell apart, by the provision applied."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from law.data_files import load
from law.provision_data import read_catalogue

DATA = "violation_kinds.json"
OTHER_KIND = "other_kind"


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    """Provision → kind, of the provisions that are listed."""
    return {
        provision: row["code"] for row in load(DATA)["kinds"] for provision in row["provisions"]
    }


def kind_of_provision(provision: str) -> str:
    """The kind a provision stands for; ``""`` where none was applied."""
    return _kinds().get(provision, OTHER_KIND) if provision else ""


def listed_provisions() -> frozenset[str]:
    """The provisions that stand for some kind."""
    return frozenset(_kinds())


def provisions_of_kind(kind: str) -> frozenset[str]:
    """The provisions that stand for one of the listed kinds."""
    return frozenset(one for one, code in _kinds().items() if code == kind)


def kind_findings() -> Iterator[str]:
    """What is wrong with the file: an unknown provision, one under two kinds."""
    seen: set[str] = set()
    for row in load(DATA)["kinds"]:
        for provision in row["provisions"]:
            if provision not in read_catalogue():
                yield f"{row['code']}: there is no provision {provision!r}."
            if provision in seen:
                yield f"{row['code']}: {provision!r} stands under two kinds."
            seen.add(provision)
