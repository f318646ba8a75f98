"""Parties that may be the one about to be entered: the same code, or nearly the same name."""

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Region
from core.search import bigrams
from registry.credit_codes import LENGTH, clean_credit_code
from registry.models import Party

# Words most names of a trade share: they tell nothing apart.
COMMON: Final = re.compile(
    r"有限责任公司|股份有限公司|有限公司|分公司|公司|连锁|大药房|药房|药店|医药|药业|医疗器械|医院|"
    r"卫生院|卫生室|诊所|门诊部|化妆品|美容|商贸|经营部|分店|总店|[（）()\s·]|第?[0-9一二三四五六七八九十百]+店|店"
)
ENOUGH: Final = 0.5
CANDIDATES: Final = 300
SHOWN: Final = 5


def likely_same(
    rows: QuerySet[Party], *, name: str, credit_code: str, region_code: str
) -> list[Party]:
    """The parties that may be the one being entered: the same code first, then near names.

    Costs at most three queries.
    """
    region = Region.objects.select_related("parent__parent").filter(pk=region_code).first()
    known = same_code(rows, credit_code[:60])
    near = [one for one in similar_names(rows, name[:200], region) if one != known]
    return [known, *near] if known else near


def same_code(rows: QuerySet[Party], credit_code: str) -> Party | None:
    """The party that has this code, written in whatever way."""
    code = clean_credit_code(credit_code)
    return rows.filter(credit_code=code).first() if len(code) == LENGTH else None


def similar_names(rows: QuerySet[Party], name: str, region: Region | None) -> list[Party]:
    """Up to five parties of the region whose names are nearly this one, nearest first.

    Costs one query; looks at no more than 300 parties that share two characters.
    """
    core = core_of(name, region)
    pairs = bigrams(core)
    if not pairs:
        return []
    wanted = Q()
    for pair in pairs[:8]:
        wanted |= Q(search__finds=pair)
    if region is not None:
        rows = rows.filter(region=region)
    found = [
        (likeness(core, core_of(party.name, region)), party)
        for party in rows.filter(wanted)[:CANDIDATES]
    ]
    near = [
        (score, likeness(name.casefold(), party.name.casefold()), party)
        for score, party in found
        if score >= ENOUGH
    ]
    # Shops of one chain share their core: the whole name decides among them.
    near.sort(key=lambda row: (-row[0], -row[1], row[2].pk))
    return [party for _score, _whole, party in near[:SHOWN]]


class NameIndex:
    """The parties of some regions by the pairs of characters in their names.

    Answers for thousands of names what ``similar_names`` answers for one. Costs one query.
    Two parties that each have a credit code, and not the same, are never the same party.
    """

    def __init__(self, regions: Collection[str]) -> None:
        self._known: list[tuple[UUID, str, str]] = []
        self._by_pair: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
        self._core = cache(core_of)
        above = Region.objects.select_related("parent__parent").in_bulk(list(regions))
        rows = Party.objects.filter(region__in=regions)
        for uuid, name, code, region in rows.values_list(
            "uuid", "name", "credit_code", "region"
        ):
            core = self._core(name, above[region])
            at = len(self._known)
            self._known.append((uuid, name, core))
            for pair in set(bigrams(core)):
                self._by_pair[region, bool(code), pair].append(at)

    def similar(self, name: str, region: Region, *, has_code: bool) -> list[tuple[UUID, str]]:
        """Up to five (id, name) that are nearly this name, nearest first."""
        core = self._core(name, region)
        places = {
            at
            for with_code in ((False,) if has_code else (False, True))
            for pair in bigrams(core)[:8]
            for at in self._by_pair.get((region.pk, with_code, pair), ())
        }
        near = []
        for at in places:
            uuid, other, other_core = self._known[at]
            score = likeness(core, other_core)
            if score >= ENOUGH:
                near.append((-score, -likeness(name.casefold(), other.casefold()), uuid, other))
        return [(uuid, other) for _score, _whole, uuid, other in sorted(near)[:SHOWN]]


def core_of(name: str, region: Region | None = None) -> str:
    """What tells a name apart from others of its trade and region."""
    text = name.casefold()
    for place in _places(region):
        text = text.replace(place, "")
    bare = COMMON.sub("", text)
    return bare if len(bare) > 1 else re.sub(r"\s", "", text)


def likeness(one: str, other: str) -> float:
    """1.0 for the same pairs of characters, 0.0 for none (Dice)."""
    mine, theirs = set(bigrams(one)), set(bigrams(other))
    if not mine or not theirs:
        return float(one == other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _places(region: Any) -> list[str]:
    places = []
    while region is not None:
        places += [region.name, region.name.rstrip("省市区县")]
        region = region.parent
    return [place for place in places if len(place) > 1]
