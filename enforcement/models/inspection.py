from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models.base import Matter
from law.vocabularies import DefectGrade


class InspectionKind(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    SPECIAL = "special", _("Special (campaign)")
    FOR_CAUSE = "for_cause", _("For cause")
    FOLLOW_UP = "follow_up", _("Recheck")
    UNANNOUNCED = "unannounced", _("Unannounced")


class InspectionStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class SiteConclusion(models.TextChoices):
    CONFORMS = "conforms", _("Conforms")
    AFTER_RECTIFICATION = "after_rectification", _("To be assessed after rectification")
    FAILS = "fails", _("Does not conform")


class InspectionQuerySet(ScopedQuerySet["Inspection"]):
    def completed(self) -> Self:
        return self.filter(status=InspectionStatus.COMPLETED)


class Inspection(Matter):
    """One visit to one party by two officers or more."""

    ref_kind: ClassVar[str] = "inspection"

    kind = models.CharField(
        _("Kind"), max_length=12, choices=InspectionKind, default=InspectionKind.ROUTINE
    )
    status = models.CharField(
        _("Status"),
        max_length=10,
        choices=InspectionStatus,
        default=InspectionStatus.UNDER_WAY,
    )
    planned_on = models.DateField(_("Planned for"), null=True, blank=True)
    inspected_on = models.DateField(_("Inspected on"), null=True, blank=True)
    started_at = models.TimeField(_("From"), null=True, blank=True)
    ended_at = models.TimeField(_("To"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=300, blank=True)
    officers = models.ManyToManyField(
        User,
        through="enforcement.InspectionOfficer",
        related_name="inspections",
        verbose_name=_("Officers"),
    )
    for_clue = models.ForeignKey(
        "enforcement.Clue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("For clue"),
    )
    rechecks = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rechecked_by",
        verbose_name=_("Recheck of"),
    )
    site_conclusion = models.CharField(
        _("Conclusion on site"), max_length=20, choices=SiteConclusion, blank=True
    )
    summary = models.TextField(_("What was inspected"), blank=True)
    party_kind = models.CharField(max_length=32, blank=True, editable=False)
    risk_class = models.CharField(max_length=1, blank=True, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-inspected_on", "-id"]
        indexes = [
            models.Index(fields=["bureau", "-inspected_on", "-id"]),
            models.Index(fields=["status", "inspected_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="enforcement_inspection_number",
            ),
            models.CheckConstraint(
                name="enforcement_inspection_dated_once_begun",
                condition=Q(status__in=["planned", "cancelled"])
                | Q(inspected_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_inspection_ends_after_start",
                condition=Q(ended_at=None)
                | Q(started_at=None)
                | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="enforcement_inspection_has_party", condition=Q(party__isnull=False)
            ),
        ]

    def responsible_officers(self) -> list[User]:
        """The officers of the team, the lead first. One query."""
        return [row.officer for row in self.team.select_related("officer")]


class InspectionOfficer(models.Model):
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="team")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("Lead"), default=False)
    certificate_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "officer"], name="enforcement_inspection_officer_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.officer)


class FindingStatus(models.TextChoices):
    OPEN = "open", _("To be rectified")
    RECTIFIED = "rectified", _("Rectified")
    TO_CASE = "to_case", _("Taken into a case")


class FindingQuerySet(ScopedQuerySet["Finding"]):
    def open(self) -> Self:
        return self.filter(status=FindingStatus.OPEN)


class Finding(Scoped):
    """A defect found at an inspection."""

    ref_kind: ClassVar[str] = "finding"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    seq = models.PositiveSmallIntegerField(_("Number"))
    grade = models.CharField(_("Grade"), max_length=8, choices=DefectGrade)
    description = models.TextField(_("What was found"))
    demand = models.TextField(_("What was ordered"), blank=True)
    due_on = models.DateField(_("To be rectified by"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=FindingStatus, default=FindingStatus.OPEN
    )
    rectified_on = models.DateField(_("Rectified on"), null=True, blank=True)
    rectification = models.TextField(_("How it was rectified"), blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["inspection_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "seq"], name="enforcement_finding_once"
            ),
            models.CheckConstraint(
                name="enforcement_finding_rectified_on_iff_rectified",
                condition=Q(status="rectified", rectified_on__isnull=False)
                | (~Q(status="rectified") & Q(rectified_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}. {self.description[:80]}"
