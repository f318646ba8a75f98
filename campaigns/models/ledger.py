"""The rectification ledger: every hazard from its finding to the decision that it is gone."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, Scoped, ScopedQuerySet, User
from campaigns.models.campaign import Campaign
from campaigns.models.task import CampaignTask
from core.refs import Ref
from core.search import SearchField
from law.vocabularies import DefectGrade, Domain, Link
from registry.models import Party


class LedgerSource(models.TextChoices):
    INSPECTION = "inspection", _("Finding of an inspection")
    CLUE = "clue", pgettext_lazy("source of a ledger item", "Clue")
    SAMPLE = "sample", _("Failed sample")
    SELF_CHECK = "self_check", _("Self-check of the enterprise")
    MONITORING = "monitoring", _("Monitoring")
    CONSULTATION = "consultation", _("Risk consultation")
    ASSESSMENT = "assessment", _("Assessment or supervision from above")
    OTHER = "other", pgettext_lazy("source of a ledger item", "Other")


class LedgerStatus(models.TextChoices):
    REGISTERED = "registered", pgettext_lazy("ledger item", "Registered")
    DISPATCHED = "dispatched", _("Handed to the responsible bureau")
    RECTIFYING = "rectifying", _("Being rectified")
    RECHECK = "recheck", _("To be rechecked")
    CLOSING = "closing", _("Closing proposed")
    CLOSED = "closed", pgettext_lazy("ledger item", "Closed")
    TRANSFERRED = "transferred", _("Pursued as a case")


ENDED = (LedgerStatus.CLOSED, LedgerStatus.TRANSFERRED)


class LedgerItemQuerySet(ScopedQuerySet["LedgerItem"]):
    def open(self) -> Self:
        return self.exclude(status__in=ENDED)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class LedgerItem(Scoped):
    """A hazard or problem; its bureau is the one that answers for its rectification."""

    ref_kind: ClassVar[str] = "ledger_item"

    number = models.CharField(_("Number"), max_length=60)
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_items",
        verbose_name=_("Campaign"),
    )
    task = models.ForeignKey(
        CampaignTask, models.PROTECT, null=True, blank=True, related_name="ledger_items"
    )
    source = models.CharField(_("Source"), max_length=16, choices=LedgerSource)
    source_kind = models.CharField(max_length=32, blank=True)
    source_uuid = models.UUIDField(null=True, blank=True, db_index=True)
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_items",
        verbose_name=_("Party"),
    )
    place = models.CharField(_("Place"), max_length=300, blank=True)
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    link = models.CharField(_("Link"), max_length=12, choices=Link, blank=True)
    category = models.CharField(_("Category"), max_length=50, blank=True)
    grade = models.CharField(
        _("Grade"), max_length=10, choices=DefectGrade, default=DefectGrade.GENERAL
    )
    description = models.TextField(_("Hazard or problem"))
    measure = models.TextField(_("Measure of rectification"), blank=True)
    found_on = models.DateField(_("Found on"))
    found_by_bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Found by")
    )
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_items",
        verbose_name=_("Responsible officer"),
    )
    due_on = models.DateField(_("To be rectified by"), null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True, editable=False)
    status = models.CharField(
        _("Status"), max_length=12, choices=LedgerStatus, default=LedgerStatus.REGISTERED
    )
    recheck_on = models.DateField(_("Rechecked on"), null=True, blank=True)
    recheck_passed = models.BooleanField(_("Recheck passed"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_on = models.DateField(_("Closing proposed on"), null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    led_to_kind = models.CharField(max_length=32, blank=True)
    led_to_uuid = models.UUIDField(null=True, blank=True)
    relapse_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="relapses"
    )
    is_demo = models.BooleanField(default=False, editable=False)
    search = SearchField()

    objects = LedgerItemQuerySet.as_manager()

    class Meta:
        ordering = ["-found_on", "-pk"]
        indexes = [
            models.Index(fields=["bureau", "status", "due_on"]),
            models.Index(fields=["campaign", "status"]),
        ]
        constraints = [
            # Also of closed items: a number is never used again.
            models.UniqueConstraint(fields=["number"], name="campaigns_ledger_number_once"),
            models.CheckConstraint(
                name="campaigns_ledger_closed_by_another",
                condition=~Q(status="closed")
                | (
                    Q(closed_on__isnull=False, closed_by__isnull=False)
                    & ~Q(closed_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="campaigns_ledger_proposed_by_name",
                condition=~Q(status__in=["closing", "closed"])
                | Q(proposed_by__isnull=False, proposed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="campaigns_ledger_dispatched_has_day",
                condition=Q(status="registered") | Q(due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def title(self) -> str:
        """Who and what, short enough for a line."""
        first = self.description.strip().splitlines()[0][:60] if self.description else ""
        return f"{self.party.name}：{first}" if self.party else first

    @property
    def source_ref(self) -> Ref | None:
        return Ref(self.source_kind, self.source_uuid) if self.source_uuid else None

    @property
    def led_to(self) -> Ref | None:
        return Ref(self.led_to_kind, self.led_to_uuid) if self.led_to_uuid else None

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    def is_overdue(self, on: date) -> bool:
        return not self.is_ended and self.due_on is not None and self.due_on < on

    def responsible_officers(self) -> list[User]:
        return [self.owner] if self.owner else []

    @cached_property
    def has_evidence(self) -> bool:
        """Whether rectification is shown by evidence since it was last sent back."""
        return self.entries.filter(kind=EntryKind.EVIDENCE, is_void=False).exists()


class EntryKind(models.TextChoices):
    PROGRESS = "progress", pgettext_lazy("ledger item", "Progress")
    EVIDENCE = "evidence", pgettext_lazy("ledger item", "Evidence")
    RECHECK = "recheck", _("Recheck")
    SELF_CHECK = "self_check", _("Self-check report of the party")
    RECTIFICATION = "rectification", _("Rectification report of the party")
    EXTENSION = "extension", pgettext_lazy("ledger item", "Extension")


# What the party itself reported: its own responsibility, recorded against the item.
PARTY_REPORTS = (EntryKind.SELF_CHECK, EntryKind.RECTIFICATION)


class LedgerEntryQuerySet(ScopedQuerySet["LedgerEntry"]):
    """Read by whoever reads the item."""


class LedgerEntry(Scoped):
    """What was done about an item, shown or reported, in the order it happened."""

    ref_kind: ClassVar[str] = "ledger_entry"

    item = models.ForeignKey(LedgerItem, models.CASCADE, related_name="entries")
    kind = models.CharField(_("Kind"), max_length=16, choices=EntryKind)
    on = models.DateField(_("Date"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("Text"))
    paper = models.CharField(_("Number or place of the paper"), max_length=200, blank=True)
    about_kind = models.CharField(max_length=32, blank=True)
    about_uuid = models.UUIDField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    is_void = models.BooleanField(default=False, editable=False)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["item_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_ledger_recheck_says_whether_passed",
                condition=~Q(kind="recheck") | Q(passed__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def about(self) -> Ref | None:
        return Ref(self.about_kind, self.about_uuid) if self.about_uuid else None


def forget_evidence(item: Any) -> None:
    """Look for evidence anew: something was added, or sent back."""
    item.__dict__.pop("has_evidence", None)
