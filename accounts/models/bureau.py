from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Record


class RegionLevel(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")


class Region(models.Model):
    """An administrative division of GB/T 2260. Serves statistics and routing, never scope."""

    code = models.CharField(_("Code"), max_length=6, primary_key=True)
    name = models.CharField(_("Name"), max_length=50)
    level = models.CharField(_("Level"), max_length=8, choices=RegionLevel)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class BureauKind(models.TextChoices):
    PROVINCE = "province", _("Provincial bureau")
    CITY = "city", _("City bureau")
    COUNTY = "county", _("County bureau")
    SUBCENTRE = "subcentre", _("Inspection sub-centre")


class BureauQuerySet(models.QuerySet["Bureau"]):
    def within(self, path: str) -> Self:
        """The bureau at ``path`` and everything under it."""
        return self.filter(path__startswith=path)

    def visible_to(self, user: Any) -> Self:
        """Which bureaus there are is known to every account."""
        return self.all() if user.is_authenticated else self.none()

    def above(self, bureau: "Bureau") -> Self:
        """The bureau and those above it, nearest first."""
        return self.filter(path__in=bureau.paths_above).order_by("-path")

    def active(self, on: date) -> Self:
        return self.filter(active_from__lte=on).filter(Q(active_to=None) | Q(active_to__gte=on))


class Bureau(Record):
    """An authority. Scope follows the tree (``path``), never the region code."""

    ref_kind: ClassVar[str] = "bureau"

    code = models.CharField(_("Code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    short_name = models.CharField(_("Short name"), max_length=30)
    document_word = models.CharField(
        _("Word in document numbers"), max_length=20, help_text=_("For example 陕药监")
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=BureauKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Bureau above"),
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    regions = models.ManyToManyField(Region, related_name="bureaus", verbose_name=_("Regions"))
    may_inspect = models.BooleanField(_("May inspect"), default=True)
    may_measure = models.BooleanField(_("May take coercive measures"), default=True)
    may_penalise = models.BooleanField(_("May file cases and penalise"), default=True)
    active_from = models.DateField(_("Active from"))
    active_to = models.DateField(_("Active to"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="succeeds"
    )

    objects = BureauQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="accounts_bureau_active_period",
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")),
            ),
            models.CheckConstraint(
                name="accounts_bureau_subcentre_only_inspects",
                condition=~Q(kind=BureauKind.SUBCENTRE)
                | Q(may_penalise=False, may_measure=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.path

    @property
    def paths_above(self) -> list[str]:
        """Its own path and those of the bureaus above it, nearest first."""
        codes = self.path.rstrip("/").split("/")
        return ["/".join(codes[:depth]) + "/" for depth in range(len(codes), 0, -1)]

    @property
    def is_province(self) -> bool:
        return self.kind == BureauKind.PROVINCE

    def is_active_on(self, on: date) -> bool:
        return self.active_from <= on and (self.active_to is None or on <= self.active_to)

    def is_above(self, other: "Bureau") -> bool:
        return other.path.startswith(self.path)


class UnitKind(models.TextChoices):
    SECTION = "section", _("Section")
    DETACHMENT = "detachment", _("Enforcement detachment")
    STATION = "station", _("Station")


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: Any) -> Self:
        """Like the bureaus they are part of."""
        return self.all() if user.is_authenticated else self.none()

    def open(self) -> Self:
        return self.filter(is_active=True)


class Unit(Record):
    """A part of a bureau that handles work: officers belong to one."""

    ref_kind: ClassVar[str] = "unit"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=UnitKind)
    name = models.CharField(_("Name"), max_length=100)
    is_active = models.BooleanField(_("Active"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["bureau_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"], name="accounts_unit_name_once_per_bureau"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path
