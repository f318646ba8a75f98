from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, Region
from core.codes import CodesField
from core.models import Record
from core.refs import Ref
from core.search import SearchField
from law.vocabularies import AreaTag, Domain, PartyKind
from registry.models.reading import OpenToReaders


class PartyQuerySet(OpenToReaders["Party"]):
    def key_enterprises(self) -> Self:
        return self.filter(is_key=True)


class PartyStatus(models.TextChoices):
    OPERATING = "operating", _("Operating")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", pgettext_lazy("party", "Closed")


class RiskClass(models.TextChoices):
    A = "A", _("A: low risk")
    B = "B", _("B: moderate risk")
    C = "C", _("C: higher risk")
    D = "D", _("D: high risk")


class Party(Record):
    """A party: enterprise, institution, shop or person that is supervised or punished."""

    ref_kind: ClassVar[str] = "party"

    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=32, choices=PartyKind)
    domains = CodesField(_("Domains"), choices=Domain.choices)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("Region"))
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="parties", verbose_name=_("Supervising bureau")
    )
    address = models.CharField(_("Address"), max_length=300, blank=True)
    area = models.CharField(_("Area"), max_length=20, choices=AreaTag, blank=True)
    legal_representative = models.CharField(
        _("Legal representative"), max_length=50, blank=True
    )
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=PartyStatus, default=PartyStatus.OPERATING
    )
    is_key = models.BooleanField(_("Key enterprise"), default=False)
    key_reason = models.CharField(_("Why key"), max_length=200, blank=True)
    risk_class = models.CharField(
        _("Risk class"), max_length=1, choices=RiskClass, blank=True, editable=False
    )
    is_demo = models.BooleanField(default=False, editable=False)
    search = SearchField()

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="registry_party_credit_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class LicenceQuerySet(OpenToReaders["Licence"]):
    def expiring(self, on: date, until: date) -> Self:
        return self.filter(expires_on__range=(on, until), revoked_on=None)


class LicenceKind(models.TextChoices):
    DRUG_PRODUCTION = "drug_production", _("Drug production licence")
    DRUG_DISTRIBUTION = "drug_distribution", _("Drug distribution licence")
    PREPARATION = "preparation", _("Medical-institution preparation licence")
    DEVICE_PRODUCTION = "device_production", _("Device production licence")
    DEVICE_DISTRIBUTION = "device_distribution", _("Device distribution licence")
    DEVICE_FILING = "device_filing", _("Device distribution filing")
    COSMETICS_PRODUCTION = "cosmetics_production", _("Cosmetics production licence")
    PRACTICE = "practice", _("Medical-institution practice licence")
    OTHER = "other", _("Other")


class Licence(Record):
    """A licence or filing of a party, with its end."""

    ref_kind: ClassVar[str] = "licence"

    party = models.ForeignKey(Party, models.PROTECT, related_name="licences")
    kind = models.CharField(_("Kind"), max_length=24, choices=LicenceKind)
    number = models.CharField(_("Number"), max_length=60)
    scope = models.TextField(_("Scope"), blank=True)
    issued_on = models.DateField(_("Issued on"))
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        ordering = ["party_id", "kind", "-issued_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], name="registry_licence_number_once"
            ),
            models.CheckConstraint(
                name="registry_licence_period",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def audit_bureau_path(self) -> str:
        return self.party.bureau.path

    @property
    def root_ref(self) -> Ref:
        """What happens to a licence belongs to the history of its party."""
        return self.party.ref
