"""Which level of authority has which link of which domain, as shipped."""

from dataclasses import dataclass
from functools import lru_cache

from law.data_files import load

DATA = "competence.json"


@dataclass(frozen=True, slots=True)
class Competence:
    """Whether a level may penalise in a link of a domain, and on what that rests."""

    domain: str
    link: str
    level: str
    competent: bool
    basis: str


LEVELS = ("province", "city", "county")


@lru_cache(maxsize=1)
def shipped_competence() -> dict[tuple[str, str, str], Competence]:
    """Every cell of the table: domain, link, level."""
    found = {}
    for row in load(DATA)["rows"]:
        for domain in row["domains"]:
            for link in row["links"]:
                for level in LEVELS:
                    competent = level in row["levels"]
                    cell = Competence(domain, link, level, competent, row["basis"])
                    found[domain, link, level] = cell
    return found
