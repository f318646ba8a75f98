"""The axes of the statistics a record takes from its party on the day it is made."""

from typing import TypedDict

from accounts.models import Region
from enforcement.models import ClueKind, InspectionKind
from law.vocabularies import ClueSource, Domain, KeyVariety, Link, PartyKind
from registry.models import Party, Product

# The link of the chain a kind of party stands in; the others have none of their own.
LINKS: dict[str, Link] = {
    PartyKind.DRUG_HOLDER: Link.PRODUCTION,
    PartyKind.DRUG_MANUFACTURER: Link.PRODUCTION,
    PartyKind.DEVICE_MANUFACTURER: Link.PRODUCTION,
    PartyKind.COSMETICS_MANUFACTURER: Link.PRODUCTION,
    PartyKind.DRUG_WHOLESALER: Link.WHOLESALE,
    PartyKind.CHAIN_HEADQUARTERS: Link.RETAIL,
    PartyKind.RETAIL_PHARMACY: Link.RETAIL,
    PartyKind.DEVICE_DISTRIBUTOR: Link.WHOLESALE,
    PartyKind.COSMETICS_DISTRIBUTOR: Link.RETAIL,
    PartyKind.MEDICAL_INSTITUTION: Link.USE,
    PartyKind.DISEASE_CONTROL: Link.USE,
    PartyKind.BEAUTY_SALON: Link.USE,
    PartyKind.ONLINE_PLATFORM: Link.ONLINE,
    PartyKind.ONLINE_SHOP: Link.ONLINE,
    PartyKind.RESEARCH_OR_TESTING: Link.DEVELOPMENT,
}

SOURCES: dict[str, ClueSource] = {
    InspectionKind.ROUTINE: ClueSource.DAILY_INSPECTION,
    InspectionKind.SPECIAL: ClueSource.SPECIAL_CAMPAIGN,
}


KINDS: dict[str, ClueKind] = {
    ClueSource.COMPLAINT: ClueKind.COMPLAINT,
    ClueSource.REPORT: ClueKind.REPORT,
    ClueSource.WHISTLE_BLOWER: ClueKind.REPORT,
    ClueSource.ONLINE_MONITORING: ClueKind.ONLINE,
}


class Axes(TypedDict):
    region: Region | None
    area: str


def axes_of(party: Party | None) -> Axes:
    """Region and area of a party; empty for a clue that names none."""
    if party is None:
        return Axes(region=None, area="")
    return Axes(region=party.region, area=party.area)


def link_of(party: Party | None) -> str:
    """The link a party's main trade stands in; empty where it says nothing."""
    return LINKS[party.kind].value if party is not None and party.kind in LINKS else ""


def domain_of(party: Party) -> str:
    """The party's domain, if it has exactly one."""
    domains = [domain for domain in Domain.values if domain in party.domains]
    return domains[0] if len(domains) == 1 else ""


def key_variety_of(product: Product | None) -> str:
    """The first key variety of a product, in the order of the vocabulary."""
    if product is None:
        return ""
    return next((code for code in KeyVariety.values if code in product.key_varieties), "")


def source_of(kind: str) -> ClueSource:
    """Where a clue or case that began with an inspection of this kind came from."""
    return SOURCES.get(kind, ClueSource.INSPECTION)


def kind_of(source: str) -> ClueKind:
    """The kind of a clue from this source."""
    return KINDS.get(source, ClueKind.OTHER)
