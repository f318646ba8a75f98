"""Coercive measures and preserved evidence: what is held, and every way it left the list."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ScopedQuerySet, User
from core.models import Record
from core.money import YuanField
from enforcement.models.base import Matter
from enforcement.models.case import Case
from enforcement.models.inspection import Inspection
from registry.models import Batch


class MeasureKind(models.TextChoices):
    PRESERVATION = "preservation", _("Registration and preservation of evidence")
    SEALING = "sealing", _("Sealing")
    SEIZURE = "seizure", _("Seizure")


class MeasureStatus(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    PROPOSED = "proposed", _("Waiting for approval")
    APPROVED = "approved", _("Approved, not carried out yet")
    IN_FORCE = "in_force", pgettext_lazy("measure", "In force")
    DISAPPROVED = "disapproved", _("Approval refused, to be lifted at once")
    DECIDED = "decided", _("Decided, goods to be disposed of")
    LIFTED = "lifted", _("Lifted, goods to be returned")
    ENDED = "ended", _("Ended, nothing held")
    CANCELLED = "cancelled", _("Not carried out")


class LiftGround(models.TextChoices):
    """Why a measure is lifted."""

    NO_VIOLATION = "no_violation", _("The party did not break the law")
    UNRELATED = "unrelated", _("The goods have nothing to do with the violation")
    NOT_NEEDED = "not_needed", _("The matter is decided; the measure is not needed any more")
    EXPIRED = "expired", _("Its period is over")
    DISAPPROVED = "disapproved", _("The head of the bureau did not approve it")
    OTHER = "other", _("It is not needed any more for another reason")


class MovementKind(models.TextChoices):
    """What became of goods. ``custody`` and ``testing`` leave the quantity held as it is."""

    CUSTODY = "custody", _("Custody changed")
    TESTED = "tested", _("Used up in testing")
    RETURNED = "returned", _("Returned to the party")
    DESTROYED = "destroyed", _("Destroyed")
    CONFISCATED = "confiscated", _("Confiscated and handed in")
    AUCTIONED = "auctioned", _("Auctioned or sold")
    TO_POLICE = "to_police", _("Handed to the police with the case")
    CONVERTED = "converted", _("Taken over by another measure")


HOLDING = (
    MeasureStatus.IN_FORCE.value,
    MeasureStatus.DISAPPROVED.value,
    MeasureStatus.DECIDED.value,
    MeasureStatus.LIFTED.value,
)
CARRIED_OUT = (*HOLDING, MeasureStatus.ENDED.value)


class MeasureQuerySet(ScopedQuerySet["Measure"]):
    def in_force(self) -> Self:
        return self.filter(status=MeasureStatus.IN_FORCE)


class Measure(Matter):
    """One measure on the goods or premises of one party, hanging on its case or inspection."""

    ref_kind: ClassVar[str] = "measure"

    kind = models.CharField(_("Kind"), max_length=12, choices=MeasureKind)
    status = models.CharField(
        _("Status"), max_length=12, choices=MeasureStatus, default=MeasureStatus.DRAFT
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    officers = models.ManyToManyField(
        User, through="enforcement.MeasureOfficer", related_name="measures"
    )
    grounds = models.TextField(_("Facts and reasons"))
    basis = models.CharField(_("Legal source"), max_length=300)
    place = models.CharField(_("Place"), max_length=300)
    is_urgent = models.BooleanField(_("Taken at once, approved afterwards"), default=False)
    imposed_on = models.DateField(_("Carried out on"), null=True, blank=True)
    imposed_at = models.DateTimeField(_("Carried out at"), null=True, blank=True)
    party_present = models.CharField(_("Party or person present"), max_length=100, blank=True)
    witness = models.CharField(_("Witness"), max_length=100, blank=True)
    custodian = models.CharField(_("Custodian"), max_length=100, blank=True)
    custody_place = models.CharField(_("Kept at"), max_length=200, blank=True)
    confirmed_on = models.DateField(_("Approved afterwards on"), null=True, blank=True)
    testing_until = models.DateField(_("Testing told until"), null=True, blank=True)
    handled_on = models.DateField(_("Handling decided on"), null=True, blank=True)
    handling = models.TextField(_("Handling decision"), blank=True)
    lifted_on = models.DateField(_("Lifted on"), null=True, blank=True)
    lift_ground = models.CharField(
        _("Ground of lifting"), max_length=12, choices=LiftGround, blank=True
    )
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("Takes over from"),
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["bureau", "status", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_measure_number"
            ),
            models.CheckConstraint(
                name="enforcement_measure_on_case_or_inspection",
                condition=Q(case__isnull=False) | Q(inspection__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_measure_day_iff_carried_out",
                condition=Q(status__in=CARRIED_OUT, imposed_on__isnull=False)
                | (~Q(status__in=CARRIED_OUT) & Q(imposed_on=None)),
            ),
            models.CheckConstraint(
                name="enforcement_measure_somebody_present",
                condition=Q(imposed_on=None) | ~Q(party_present="") | ~Q(witness=""),
            ),
            models.CheckConstraint(
                name="enforcement_measure_lifted_with_ground",
                condition=Q(lifted_on=None, lift_ground="")
                | (Q(lifted_on__gte=F("imposed_on")) & ~Q(lift_ground="")),
            ),
            models.CheckConstraint(
                name="enforcement_measure_ended_on_iff_ended",
                condition=Q(status="ended", ended_on__isnull=False)
                | (~Q(status="ended") & Q(ended_on=None)),
            ),
        ]

    @property
    def is_preservation(self) -> bool:
        return self.kind == MeasureKind.PRESERVATION

    def responsible_officers(self) -> list[User]:
        """The officers of the measure, the lead first. One query."""
        return [row.officer for row in self.team.select_related("officer")]

    def held_items(self) -> QuerySet["MeasureItem"]:
        """What is still held."""
        return self.items.filter(held__gt=0)


class MeasureOfficer(models.Model):
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="team")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("Lead"), default=False)
    certificate_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "officer"], name="enforcement_measure_officer_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.officer)


class MeasureItem(Record):
    """One line of the list: ``held`` is what has not left it yet."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="items")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    specification = models.CharField(_("Specification"), max_length=200, blank=True)
    batch_number = models.CharField(_("Batch number"), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.DecimalField(
        _("Quantity"), max_digits=14, decimal_places=3, validators=[MinValueValidator(0)]
    )
    held = models.DecimalField(_("Still held"), max_digits=14, decimal_places=3, default=0)
    unit = models.CharField(_("Unit of quantity"), max_length=20)
    state = models.CharField(_("Condition"), max_length=200, blank=True)
    place = models.CharField(_("Kept at"), max_length=200, blank=True)

    class Meta:
        ordering = ["measure_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "seq"], name="enforcement_measure_item_once"
            ),
            models.CheckConstraint(
                name="enforcement_measure_item_quantity", condition=Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="enforcement_measure_item_held",
                condition=Q(held__gte=0, held__lte=F("quantity")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.specification} {self.batch_number}".strip()


class ItemMovement(Record):
    """How much of an item moved, when, to whom and on what paper. Never changed."""

    item = models.ForeignKey(MeasureItem, models.PROTECT, related_name="movements")
    kind = models.CharField(_("What became of it"), max_length=12, choices=MovementKind)
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3)
    moved_on = models.DateField(_("Date"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    receiver = models.CharField(_("Received by"), max_length=200, blank=True)
    paper = models.CharField(_("Receipt or document"), max_length=100, blank=True)
    proceeds = YuanField(_("Proceeds (yuan)"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_item_movement_positive", condition=Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="enforcement_item_movement_proceeds",
                condition=Q(proceeds=None) | Q(kind="auctioned", proceeds__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quantity.normalize():f}{self.item.unit}"
