"""The penalty provisions: which there are, which is in force, and finding one."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from core.errors import LawUnavailable, NotFound
from law.provision_data import read_catalogue, read_cross_rules
from law.provision_types import (
    Circumstance,
    CrossRule,
    Fine,
    Law,
    Penalty,
    Persons,
    Provision,
    Span,
)
from law.vocabularies import Domain, PartyKind

__all__ = [
    "Circumstance",
    "CrossRule",
    "Fine",
    "Law",
    "Penalty",
    "Persons",
    "Provision",
    "Span",
    "all_provisions",
    "cross_rules",
    "find_provisions",
    "get_provision",
    "require_in_force",
]

CHINESE_RUN = re.compile(r"[\u4e00-\u9fff]{3,}")


def all_provisions() -> tuple[Provision, ...]:
    """Every provision, in the order of the catalogue."""
    return tuple(read_catalogue().values())


def get_provision(provision_id: str) -> Provision:
    """The provision with that id.

    Raises:
        NotFound: there is no such provision.
    """
    try:
        return read_catalogue()[provision_id]
    except KeyError:
        raise NotFound(_("There is no provision called “%s”.") % provision_id) from None


def require_in_force(provision: Provision, on: date) -> None:
    """Refuse a provision that does not govern an act of that day.

    Raises:
        LawUnavailable: it was not in force on that day.
    """
    if not provision.is_in_force(on):
        until = provision.effective_to.isoformat() if provision.effective_to else "…"
        raise LawUnavailable(
            _("“%(id)s” is not in force on %(on)s (in force from %(from)s to %(until)s).")
            % {
                "id": provision.id,
                "on": on.isoformat(),
                "from": provision.effective_from.isoformat(),
                "until": until,
            }
        )


def cross_rules() -> tuple[CrossRule, ...]:
    """The rules that hold over all provisions."""
    return read_cross_rules()


def find_provisions(
    *,
    text: str = "",
    domain: str | None = None,
    party_kind: str | None = None,
    on: date | None = None,
    with_unconfirmed: bool = False,
) -> list[Provision]:
    """Provisions that may fit, the closest first.

    Args:
        text: words of the violation, the law or the article (``115``, ``第一百一十五条``).
        domain: drug, device or cosmetic.
        party_kind: a kind of party; provisions that cannot strike it are left out.
        on: the day of the act; provisions not in force then are left out.
        with_unconfirmed: also those entered from memory that nobody has confirmed.
    """
    words = text.lower().split()
    found = [
        (_distance(provision, words), order, provision)
        for order, provision in enumerate(all_provisions())
        if _fits(provision, domain, party_kind, on)
        and (with_unconfirmed or provision.enabled_default)
    ]
    ranked = sorted((hit for hit in found if hit[0] is not None), key=lambda hit: hit[:2])
    return [provision for _rank, _order, provision in ranked]


def _fits(
    provision: Provision, domain: str | None, party_kind: str | None, on: date | None
) -> bool:
    if domain is not None and Domain(domain) not in provision.domains:
        return False
    if party_kind is not None and not _strikes(provision, PartyKind(party_kind)):
        return False
    return on is None or provision.is_in_force(on)


def _strikes(provision: Provision, kind: PartyKind) -> bool:
    subjects = set(provision.subjects)
    if kind == PartyKind.INDIVIDUAL:
        return bool(subjects & {"natural_person", "responsible_person"})
    if kind == PartyKind.ONLINE_PLATFORM:
        return bool(subjects & {"platform", "unit"})
    return "unit" in subjects


def _distance(provision: Provision, words: list[str]) -> int | None:
    """0 where every word stands in the text; 1 where long Chinese words fit in pairs."""
    haystack = _haystack(provision.id)
    if all(word in haystack for word in words):
        return 0
    if all(word in haystack or _fits_in_pairs(word, haystack) for word in words):
        return 1
    return None


def _fits_in_pairs(word: str, haystack: str) -> bool:
    """Whether each pair of characters occurs: 无证经营药品 finds 无证生产、经营药品."""
    if not CHINESE_RUN.fullmatch(word):
        return False
    pairs = list(_pairs(word))
    return sum(pair in haystack for pair in pairs) * 4 >= len(pairs) * 3


def _pairs(word: str) -> Iterator[str]:
    return (word[index : index + 2] for index in range(len(word) - 1))


@lru_cache(maxsize=1024)
def _haystack(provision_id: str) -> str:
    provision = get_provision(provision_id)
    parts = [
        provision.id,
        provision.violation.zh,
        provision.violation.en,
        provision.law.name.en,
        provision.citation,
        f"{provision.law.name.zh}{provision.article}",
        *provision.items,
    ]
    return "\n".join(parts).lower()
