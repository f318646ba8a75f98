from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm, User
from core.models import Record
from reporting.models.disclosure import (
    Disclosure,
    DisclosureQuerySet,
    DisclosureStatus,
    HoldReason,
    WithdrawGround,
)
from reporting.models.imports import ImportBatch, ImportMemory, ImportRow
from reporting.models.report_editions import (
    Approx,
    EditionFile,
    EditionSource,
    FileForm,
    ReportEdition,
    ReportedValue,
    ReportStatus,
)
from reporting.models.saved_views import DefaultView, SavedView

__all__ = [
    "AnnualEdition",
    "Approx",
    "DefaultView",
    "Disclosure",
    "DisclosureQuerySet",
    "DisclosureStatus",
    "EditionFile",
    "EditionSource",
    "EditionStatus",
    "FileForm",
    "HoldReason",
    "ImportBatch",
    "ImportMemory",
    "ImportRow",
    "ReportEdition",
    "ReportStatus",
    "ReportedValue",
    "SavedView",
    "WithdrawGround",
]


class EditionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")


class AnnualEditionQuerySet(models.QuerySet["AnnualEdition"]):
    def visible_to(self, user: User) -> Self:
        """The years of one's own bureau and of those under it, for whoever reads figures."""
        if not user.can(Perm.READ_FIGURES):
            return self.none()
        return self.filter(bureau_id__in=user.scope_bureau_ids)


class AnnualEdition(Record):
    """A year's figures of a bureau. Once frozen its values and its hash never change."""

    ref_kind: ClassVar[str] = "annual_edition"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveSmallIntegerField(_("Edition"), default=1)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"))
    status = models.CharField(
        _("Status"), max_length=8, choices=EditionStatus, default=EditionStatus.DRAFT
    )
    content = models.JSONField(default=dict)
    content_hash = models.CharField(_("Content hash"), max_length=64, blank=True)
    audit_head = models.CharField(_("Head of the audit chain"), max_length=64, blank=True)
    frozen_on = models.DateField(_("Frozen on"), null=True, blank=True)
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AnnualEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "number"], name="reporting_edition_once"
            ),
            models.CheckConstraint(
                name="reporting_edition_period", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="reporting_edition_frozen_whole",
                condition=Q(status="draft", frozen_on=None, frozen_by=None, content_hash="")
                | (
                    Q(status="frozen", frozen_on__isnull=False, frozen_by__isnull=False)
                    & ~Q(content_hash="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau} {self.year}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path
