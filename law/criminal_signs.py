"""The facts that suggest a crime: asked before a penalty is submitted."""

from dataclasses import dataclass
from functools import lru_cache

from law.data_files import load
from law.words import Words

DATA = "criminal_signs.json"


@dataclass(frozen=True, slots=True)
class Sign:
    """One fact, the article of the crime it points to, and where it can occur."""

    code: str
    text: Words
    article: str
    domains: tuple[str, ...]


@lru_cache(maxsize=1)
def criminal_signs() -> tuple[Sign, ...]:
    """Every sign, in the order they are asked."""
    return tuple(
        Sign(row["code"], Words.of(row["text"]), row["article"], tuple(row["domains"]))
        for row in load(DATA)["signs"]
    )


def signs_for(domain: str) -> list[Sign]:
    """The signs that can occur in a domain."""
    return [sign for sign in criminal_signs() if domain in sign.domains]


def signs_basis() -> str:
    """Why they are asked: the duty to transfer."""
    return str(load(DATA)["basis"])
