"""The codes every app above speaks: domains, links, parties, sources, areas, varieties.

Grouping functions map a code to the column it fills in the annual tables.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from law.penalty_kinds import (
    DISCLOSURE_CODES,
    Activity,
    FineBase,
    Level,
    PenaltyKind,
    disclosure_code,
)

__all__ = [
    "DISCLOSURE_CODES",
    "Activity",
    "AreaTag",
    "ClueSource",
    "ClueSourceGroup",
    "DefectGrade",
    "Domain",
    "FineBase",
    "KeyVariety",
    "Level",
    "Link",
    "PartyGroup",
    "PartyKind",
    "PenaltyKind",
    "disclosure_code",
    "party_group",
    "source_group",
]


class Domain(TextChoices):
    """Two products and one device: 两品一械. Vaccines are drugs with a key variety."""

    DRUG = "drug", _("Drugs")
    DEVICE = "device", _("Medical devices")
    COSMETIC = "cosmetic", _("Cosmetics")


class Link(TextChoices):
    """The links of the chain from the laboratory to the shop window."""

    DEVELOPMENT = "development", _("Development")
    PRODUCTION = "production", _("Production")
    WHOLESALE = "wholesale", _("Wholesale")
    RETAIL = "retail", _("Retail")
    USE = "use", pgettext_lazy("link of the chain", "Use")
    ONLINE = "online", _("Online sale")


class PartyKind(TextChoices):
    """What a supervised party is; an enterprise with several trades takes its main one."""

    DRUG_HOLDER = "drug_holder", _("Drug marketing authorisation holder")
    DRUG_MANUFACTURER = "drug_manufacturer", _("Drug manufacturer")
    DRUG_WHOLESALER = "drug_wholesaler", _("Drug wholesaler")
    CHAIN_HEADQUARTERS = "chain_headquarters", _("Headquarters of a retail pharmacy chain")
    RETAIL_PHARMACY = "retail_pharmacy", _("Retail pharmacy")
    MEDICAL_INSTITUTION = "medical_institution", _("Medical institution")
    DISEASE_CONTROL = "disease_control", _("Disease control centre or vaccination unit")
    DEVICE_MANUFACTURER = "device_manufacturer", _("Medical device registrant or manufacturer")
    DEVICE_DISTRIBUTOR = "device_distributor", _("Medical device distributor")
    COSMETICS_MANUFACTURER = (
        "cosmetics_manufacturer",
        _("Cosmetics registrant, filer or manufacturer"),
    )
    COSMETICS_DISTRIBUTOR = "cosmetics_distributor", _("Cosmetics distributor")
    BEAUTY_SALON = "beauty_salon", _("Beauty or hair salon")
    ONLINE_PLATFORM = "online_platform", _("Online trading platform")
    ONLINE_SHOP = "online_shop", _("Online shop")
    RESEARCH_OR_TESTING = "research_or_testing", _("Research, trial or testing institution")
    OTHER_UNIT = "other_unit", _("Other unit")
    INDIVIDUAL = "individual", _("Individual")


class PartyGroup(TextChoices):
    """The columns by kind of offender in the annual case tables."""

    PRODUCER = "producer", _("Producers")
    DISTRIBUTOR = "distributor", _("Distributors")
    USER = "user", _("User units")
    INDIVIDUAL = "individual", _("Individuals and others")


PARTY_GROUPS: dict[PartyKind, PartyGroup] = {
    PartyKind.DRUG_HOLDER: PartyGroup.PRODUCER,
    PartyKind.DRUG_MANUFACTURER: PartyGroup.PRODUCER,
    PartyKind.DRUG_WHOLESALER: PartyGroup.DISTRIBUTOR,
    PartyKind.CHAIN_HEADQUARTERS: PartyGroup.DISTRIBUTOR,
    PartyKind.RETAIL_PHARMACY: PartyGroup.DISTRIBUTOR,
    PartyKind.MEDICAL_INSTITUTION: PartyGroup.USER,
    PartyKind.DISEASE_CONTROL: PartyGroup.USER,
    PartyKind.DEVICE_MANUFACTURER: PartyGroup.PRODUCER,
    PartyKind.DEVICE_DISTRIBUTOR: PartyGroup.DISTRIBUTOR,
    PartyKind.COSMETICS_MANUFACTURER: PartyGroup.PRODUCER,
    PartyKind.COSMETICS_DISTRIBUTOR: PartyGroup.DISTRIBUTOR,
    PartyKind.BEAUTY_SALON: PartyGroup.USER,
    PartyKind.ONLINE_PLATFORM: PartyGroup.DISTRIBUTOR,
    PartyKind.ONLINE_SHOP: PartyGroup.DISTRIBUTOR,
    PartyKind.RESEARCH_OR_TESTING: PartyGroup.INDIVIDUAL,
    PartyKind.OTHER_UNIT: PartyGroup.INDIVIDUAL,
    PartyKind.INDIVIDUAL: PartyGroup.INDIVIDUAL,
}


def party_group(kind: str) -> PartyGroup:
    """The annual table's column for a kind of party; ValueError if there is no such kind."""
    return PARTY_GROUPS[PartyKind(kind)]


class ClueSource(TextChoices):
    """Where a clue, a case or a risk finding came from."""

    DAILY_INSPECTION = "daily_inspection", _("Daily supervision")
    INSPECTION = "inspection", _("Inspection, announced or not")
    SPECIAL_CAMPAIGN = "special_campaign", _("Special campaign")
    LICENSING = "licensing", _("Licensing and approval")
    TECHNICAL_REVIEW = "technical_review", _("Technical review")
    SAMPLING = "sampling", _("Failed sample")
    MONITORING_REPORT = "monitoring_report", _("Adverse event monitoring report")
    ONLINE_MONITORING = "online_monitoring", _("Online monitoring")
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", _("Report by the public")
    WHISTLE_BLOWER = "whistle_blower", _("Whistle-blower inside the enterprise")
    MEDIA = "media", _("Media")
    ASSOCIATION = "association", _("Industry association")
    TRANSFERRED = "transferred", _("Transferred by another authority")
    ASSIGNED = "assigned", _("Assigned from above")
    SUBMITTED = "submitted", _("Submitted from below")
    ASSISTANCE = "assistance", _("Assistance request")
    SELF_REPORT = "self_report", _("Reported by the enterprise itself")
    OTHER = "other", pgettext_lazy("source of a clue", "Other")


class ClueSourceGroup(TextChoices):
    """The columns by source in the annual case tables."""

    SUPERVISION = "supervision", _("Daily supervision and special campaigns")
    COMPLAINT_REPORT = "complaint_report", _("Complaints and reports")
    SAMPLING = "sampling", _("Supervision sampling")
    MONITORING = "monitoring", _("Monitoring")
    TRANSFERRED = "transferred", _("Transferred or notified by others")
    ASSIGNED = "assigned", _("Assigned by a higher authority")
    OTHER = "other", pgettext_lazy("source of a clue", "Other")


SOURCE_GROUPS: dict[ClueSource, ClueSourceGroup] = {
    ClueSource.DAILY_INSPECTION: ClueSourceGroup.SUPERVISION,
    ClueSource.INSPECTION: ClueSourceGroup.SUPERVISION,
    ClueSource.SPECIAL_CAMPAIGN: ClueSourceGroup.SUPERVISION,
    ClueSource.LICENSING: ClueSourceGroup.SUPERVISION,
    ClueSource.TECHNICAL_REVIEW: ClueSourceGroup.SUPERVISION,
    ClueSource.SAMPLING: ClueSourceGroup.SAMPLING,
    ClueSource.MONITORING_REPORT: ClueSourceGroup.MONITORING,
    ClueSource.ONLINE_MONITORING: ClueSourceGroup.MONITORING,
    ClueSource.COMPLAINT: ClueSourceGroup.COMPLAINT_REPORT,
    ClueSource.REPORT: ClueSourceGroup.COMPLAINT_REPORT,
    ClueSource.WHISTLE_BLOWER: ClueSourceGroup.COMPLAINT_REPORT,
    ClueSource.MEDIA: ClueSourceGroup.OTHER,
    ClueSource.ASSOCIATION: ClueSourceGroup.OTHER,
    ClueSource.TRANSFERRED: ClueSourceGroup.TRANSFERRED,
    ClueSource.ASSIGNED: ClueSourceGroup.ASSIGNED,
    ClueSource.SUBMITTED: ClueSourceGroup.TRANSFERRED,
    ClueSource.ASSISTANCE: ClueSourceGroup.TRANSFERRED,
    ClueSource.SELF_REPORT: ClueSourceGroup.OTHER,
    ClueSource.OTHER: ClueSourceGroup.OTHER,
}


def source_group(source: str) -> ClueSourceGroup:
    """The annual table's column for a source; ValueError if there is no such source."""
    return SOURCE_GROUPS[ClueSource(source)]


class AreaTag(TextChoices):
    """Where a party stands: the key areas of the campaigns are fringe and village."""

    URBAN = "urban", _("Urban area")
    URBAN_RURAL_FRINGE = "urban_rural_fringe", _("Urban-rural fringe")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village")


class KeyVariety(TextChoices):
    """Products watched first, shared by products, campaigns, risks and statistics."""

    VACCINE = "vaccine", _("Vaccines")
    BLOOD_PRODUCT = "blood_product", _("Blood products")
    SPECIAL_CONTROL = "special_control", _("Specially controlled drugs")
    CENTRALLY_PROCURED = "centrally_procured", _("Centrally procured products")
    STERILE_DEVICE = "sterile_device", _("Sterile devices")
    IMPLANTABLE_DEVICE = "implantable_device", _("Implantable devices")
    MEDICAL_AESTHETIC = "medical_aesthetic", _("Medical-aesthetic products")
    SPECIAL_COSMETIC = "special_cosmetic", _("Special cosmetics")
    CHILDREN_COSMETIC = "children_cosmetic", _("Children's cosmetics")
    TCM_PIECES = "tcm_pieces", _("Traditional Chinese medicine pieces")
    EPIDEMIC_CONTROL = "epidemic_control", _("Epidemic-control products")


class DefectGrade(TextChoices):
    """How grave a defect found on site is."""

    SEVERE = "severe", _("Severe defect")
    MAJOR = "major", _("Major defect")
    GENERAL = "general", _("General defect")
