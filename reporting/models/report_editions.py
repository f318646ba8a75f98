"""Editions of the report forms: their figures, what was reported beside them, the records
behind, and the files that were kept."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, Perm, User
from campaigns.models import Campaign
from core.models import Record
from core.models.job import Job


class ReportStatus(models.TextChoices):
    COMPUTING = "computing", _("Being computed")
    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    APPROVED = "approved", pgettext_lazy("edition", "Approved")
    FROZEN = "frozen", _("Frozen")


class Approx(models.TextChoices):
    EXACT = "exact", _("Exact")
    AT_LEAST = "at_least", _("At least")
    ABOUT = "about", _("About")


class FileForm(models.TextChoices):
    XLSX = "xlsx", _("Workbook (XLSX)")
    DOCX = "docx", _("Text document (DOCX)")
    PDF = "pdf", _("Printed document (PDF)")
    CSV = "csv", _("Flat data (CSV)")
    JSON = "json", _("Flat data (JSON)")


def _pair(name: str) -> Q:
    """Who and when: both or neither."""
    return Q(**{f"{name}_on__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_on__isnull": False, f"{name}_by__isnull": False}
    )


class ReportEditionQuerySet(models.QuerySet["ReportEdition"]):
    def visible_to(self, user: User) -> Self:
        """Those of one's own bureau and of the bureaus under it."""
        if not user.can(Perm.READ_FIGURES):
            return self.none()
        return self.filter(bureau_id__in=user.scope_bureau_ids)

    def frozen(self) -> Self:
        return self.filter(status=ReportStatus.FROZEN)


class ReportEdition(Record):
    """The report forms of a bureau for a period, from draft to frozen.

    While it is being computed its figures are not shown and no step is open; ``job`` is
    the work that computes it, and ``content`` perhaps names the period alone.

    ``number`` counts the editions of a period: the second and later ones restate the one
    before. A frozen edition never changes.
    """

    ref_kind: ClassVar[str] = "report_edition"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    period = models.CharField(_("Reporting period"), max_length=16)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"))
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("Edition"), default=1)
    restates = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="restated_by"
    )
    restated_because = models.TextField(_("Reason of the restatement"), blank=True)
    status = models.CharField(
        _("Status"), max_length=12, choices=ReportStatus, default=ReportStatus.DRAFT
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    content = models.JSONField(default=dict)
    narrative = models.JSONField(default=list, blank=True)
    content_hash = models.CharField(_("Content hash"), max_length=64, blank=True)
    audit_head = models.CharField(_("Head of the audit chain"), max_length=64, blank=True)
    checked_on = models.DateField(_("Checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_on = models.DateField(_("Frozen on"), null=True, blank=True)
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "period", "number"],
                condition=Q(campaign=None),
                name="reporting_report_once",
            ),
            models.UniqueConstraint(
                fields=["bureau", "period", "campaign", "number"],
                name="reporting_report_once_a_campaign",
            ),
            models.CheckConstraint(
                name="reporting_report_period", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="reporting_report_restates_iff_later",
                condition=Q(number=1, restates=None, restated_because="")
                | (Q(number__gt=1, restates__isnull=False) & ~Q(restated_because="")),
            ),
            models.CheckConstraint(
                name="reporting_report_who_and_when",
                condition=_pair("checked") & _pair("approved") & _pair("frozen"),
            ),
            models.CheckConstraint(
                name="reporting_report_in_order",
                condition=Q(
                    status__in=["computing", "draft"],
                    checked_on=None,
                    approved_on=None,
                    frozen_on=None,
                )
                | Q(
                    status="checked",
                    checked_on__isnull=False,
                    approved_on=None,
                    frozen_on=None,
                )
                | Q(
                    status="approved",
                    checked_on__isnull=False,
                    approved_on__isnull=False,
                    frozen_on=None,
                )
                | Q(
                    status="frozen",
                    checked_on__isnull=False,
                    approved_on__isnull=False,
                    frozen_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="reporting_report_figures_unless_computing",
                condition=Q(status="computing") | Q(content__has_key="values"),
            ),
            models.CheckConstraint(
                name="reporting_report_two_people",
                condition=Q(approved_by=None) | ~Q(approved_by=F("checked_by")),
            ),
            models.CheckConstraint(
                name="reporting_report_hash_iff_frozen",
                condition=(Q(status="frozen") & ~Q(content_hash=""))
                | (~Q(status="frozen") & Q(content_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau} {self.content.get('period', {}).get('name', self.period)}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path

    @property
    def is_computing(self) -> bool:
        return self.status == ReportStatus.COMPUTING

    @property
    def is_stuck(self) -> bool:
        """Whether it waits for figures that nobody computes any more."""
        return self.is_computing and (self.job is None or self.job.finished_at is not None)


class ReportedValue(Record):
    """What the unit reports for a cell beside the computed value; None takes it back."""

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="reported")
    address = models.CharField(_("Cell"), max_length=160)
    value = models.DecimalField(_("Reported"), max_digits=18, decimal_places=2)
    approx = models.CharField(
        _("Precision"), max_length=8, choices=Approx, default=Approx.EXACT
    )
    note = models.CharField(_("Note"), max_length=500, blank=True)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "address"], name="reporting_reported_once"
            ),
            models.CheckConstraint(
                name="reporting_reported_not_negative", condition=Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.value}"


class EditionSourceQuerySet(models.QuerySet["EditionSource"]):
    def kept(self) -> Self:
        """Those of the figures that are shown, without what is still being computed."""
        return self.filter(staged=False)


class EditionSource(models.Model):
    """The records behind one column as they were counted, each with what it contributed.

    ``staged`` ones belong to figures that are not complete yet.
    """

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="sources")
    form = models.CharField(max_length=40)
    column = models.CharField(max_length=40)
    rows = models.JSONField(default=list)
    staged = models.BooleanField(default=False)

    objects = EditionSourceQuerySet.as_manager()

    class Meta:
        ordering = ["form", "column"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "form", "column", "staged"], name="reporting_source_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}.{self.column}"


def edition_folder(one: Any, name: str) -> str:
    return f"editions/{one.edition.uuid}/{name}"


class EditionFile(Record):
    """A file of a frozen edition, kept as it was first written and served byte for byte."""

    edition = models.ForeignKey(ReportEdition, models.PROTECT, related_name="files")
    form = models.CharField(_("Kind of file"), max_length=4, choices=FileForm)
    file = models.FileField(upload_to=edition_folder, max_length=200)
    name = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(_("Checksum"), max_length=64)

    class Meta:
        ordering = ["edition_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "form"], name="reporting_file_once"),
            models.CheckConstraint(name="reporting_file_has_checksum", condition=~Q(sha256="")),
        ]

    def __str__(self) -> str:
        return self.name
