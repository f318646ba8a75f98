"""Quality sampling: each sample from its sealing to its final result, and who was told."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ScopedQuerySet, User
from core.models import Record
from core.money import YuanField
from enforcement.models.base import Matter
from enforcement.models.inspection import Inspection
from enforcement.models.sampling_plan import SamplingPlan, SamplingPlanItem
from registry.models import Party


class SampleStatus(models.TextChoices):
    TAKEN = "taken", _("Taken")
    TESTING = "testing", _("Being tested")
    PASSED = "passed", pgettext_lazy("sample", "Passed")
    FAILED = "failed", _("Failed, party to be told")
    TOLD = "told", _("Failed, party told")
    RETEST_ASKED = "retest_asked", _("Retest asked for")
    RETESTING = "retesting", _("Being retested")
    STANDS = "stands", _("Failed, result final")


class SampleQuerySet(ScopedQuerySet["Sample"]):
    def tested(self) -> Self:
        return self.exclude(result="")

    def failed(self) -> Self:
        """Those whose result so far is a failure; a retest that overturned it counts not."""
        return self.filter(result=SampleResult.FAIL)


class SampleResult(models.TextChoices):
    PASS = "pass", pgettext_lazy("sample", "Conforms")
    FAIL = "fail", pgettext_lazy("sample", "Does not conform")


class Sample(Matter):
    """One sample taken at one party, from its sealing to its final result."""

    ref_kind: ClassVar[str] = "sample"

    status = models.CharField(
        _("Status"), max_length=12, choices=SampleStatus, default=SampleStatus.TAKEN
    )
    plan = models.ForeignKey(
        SamplingPlan, models.PROTECT, null=True, blank=True, related_name="samples"
    )
    plan_item = models.ForeignKey(
        SamplingPlanItem, models.PROTECT, null=True, blank=True, related_name="samples"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="samples"
    )
    clue = models.OneToOneField(
        "enforcement.Clue", models.PROTECT, null=True, blank=True, related_name="sample"
    )
    officers = models.ManyToManyField(
        User, through="enforcement.SampleOfficer", related_name="samples"
    )
    taken_on = models.DateField(_("Sampled on"))
    place = models.CharField(_("Place"), max_length=300)
    quantity = models.DecimalField(
        _("Quantity"), max_digits=14, decimal_places=3, validators=[MinValueValidator(0)]
    )
    quantity_unit = models.CharField(_("Unit of quantity"), max_length=20)
    value = YuanField(_("Value of the sample (yuan)"), null=True, blank=True)
    record_number = models.CharField(_("Sampling record number"), max_length=60)
    sealed = models.BooleanField(_("Sealed on the spot"), default=True)
    laboratory = models.CharField(_("Laboratory"), max_length=200, blank=True)
    sent_on = models.DateField(_("Received by the laboratory on"), null=True, blank=True)
    report_number = models.CharField(_("Report number"), max_length=60, blank=True)
    standard = models.CharField(_("Standard"), max_length=200, blank=True)
    reported_on = models.DateField(_("Report issued on"), null=True, blank=True)
    report_received_on = models.DateField(_("Report received on"), null=True, blank=True)
    result = models.CharField(_("Result"), max_length=4, choices=SampleResult, blank=True)
    failed_items = models.TextField(_("Items that do not conform"), blank=True)
    retest_asked_on = models.DateField(_("Retest asked for on"), null=True, blank=True)
    retest_asked_by = models.CharField(_("Retest asked for by"), max_length=200, blank=True)
    retest_laboratory = models.CharField(_("Retest laboratory"), max_length=200, blank=True)
    retest_report = models.CharField(_("Retest report number"), max_length=60, blank=True)
    retest_result = models.CharField(
        _("Retest result"), max_length=4, choices=SampleResult, blank=True
    )
    retested_on = models.DateField(_("Retest report issued on"), null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-id"]
        indexes = [
            models.Index(fields=["bureau", "-taken_on", "-id"]),
            models.Index(fields=["plan", "result"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_sample_number"
            ),
            models.UniqueConstraint(
                fields=["bureau", "record_number"], name="enforcement_sample_record_once"
            ),
            models.CheckConstraint(
                name="enforcement_sample_quantity", condition=Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="enforcement_sample_has_party_and_product",
                condition=Q(party__isnull=False, product__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_sample_result_once_tested",
                condition=Q(status__in=["taken", "testing"], result="")
                | (~Q(status__in=["taken", "testing"]) & ~Q(result="")),
            ),
            models.CheckConstraint(
                name="enforcement_sample_passed_iff_conforms",
                condition=Q(status="passed", result="pass")
                | (~Q(status="passed") & ~Q(result="pass")),
            ),
            models.CheckConstraint(
                name="enforcement_sample_failure_named",
                condition=~Q(result="fail") | ~Q(failed_items=""),
            ),
            models.CheckConstraint(
                name="enforcement_sample_days_in_order",
                condition=(Q(sent_on=None) | Q(sent_on__gte=F("taken_on")))
                & (Q(reported_on=None) | Q(reported_on__gte=F("sent_on"))),
            ),
        ]

    def responsible_officers(self) -> list[User]:
        """The officers who took it, the lead first. One query."""
        return [row.officer for row in self.team.select_related("officer")]


class SampleOfficer(models.Model):
    sample = models.ForeignKey(Sample, models.CASCADE, related_name="team")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("Lead"), default=False)
    certificate_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "officer"], name="enforcement_sample_officer_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.officer)


class SampleNotice(Record):
    """A party that was told a failed result: its own days to ask for a retest."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="notices")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    told_on = models.DateField(_("Party told on"))
    retest_until = models.DateField(_("Retest until"), null=True, blank=True)

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "party"], name="enforcement_sample_party_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.told_on}"
