from dataclasses import replace
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, ScopedQuerySet, User
from core.money import YuanField
from enforcement.models.base import Matter
from enforcement.models.case_status import (
    UNDECIDED,
    UNFILED,
    CaseProcedure,
    CaseStatus,
    ClosingKind,
    DatePrecision,
)
from law.ranges import FineRange, RangeSum, add_ranges, one_fine
from law.steps import Step
from law.vocabularies import ClueSource


class CaseQuerySet(ScopedQuerySet["Case"]):
    def own(self) -> Self:
        """Cases of this province's bureaus: what figures count."""
        return self.filter(authority_name="")

    def precedents(self) -> Self:
        """Published decisions of other authorities."""
        return self.exclude(authority_name="")

    def filed(self) -> Self:
        return self.exclude(status__in=UNFILED)

    def decided(self) -> Self:
        """Decided here, or a past case whose decision is known."""
        known = Q(is_past=True) | Q(decided_on__isnull=False)
        return self.filter(known, decision__isnull=False).exclude(status__in=UNDECIDED)

    def published_to(self, user: User) -> Self:
        """Published decisions of other authorities are open to whoever reads records."""
        return self.precedents() if user.can_read_registry else self.none()

    def counted_between(self, start: date, end: date) -> Self:
        """By decision date, else (past cases) by publication."""
        return self.filter(counted_on__range=(start, end))


class Case(Matter):
    """One penalty case against one party, from filing to closing.

    ``counted_on`` is the day by which statistics count it: the decision, else, for a
    past case, its publication.
    """

    ref_kind: ClassVar[str] = "case"

    source = models.CharField(_("Source"), max_length=24, choices=ClueSource)
    status = models.CharField(
        _("Status"), max_length=16, choices=CaseStatus, default=CaseStatus.FILING
    )
    procedure = models.CharField(
        pgettext_lazy("case", "Procedure"),
        max_length=10,
        choices=CaseProcedure,
        default=CaseProcedure.ORDINARY,
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_cases"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_cases"
    )
    clue = models.OneToOneField(
        "enforcement.Clue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case",
        verbose_name=_("Clue"),
    )
    inspection = models.ForeignKey(
        "enforcement.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("Inspection"),
    )
    findings = models.ManyToManyField("enforcement.Finding", blank=True, related_name="cases")
    party_kind = models.CharField(max_length=32, blank=True, editable=False)
    party_label = models.CharField(_("Party as published"), max_length=200, blank=True)
    facts = models.TextField(_("Facts of the case"), blank=True)
    officers = models.ManyToManyField(
        User,
        through="enforcement.CaseOfficer",
        related_name="cases",
        verbose_name=_("Officers"),
    )
    first_handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    discovered_on = models.DateField(_("Discovered on"), null=True, blank=True)
    filed_on = models.DateField(_("Filed on"), null=True, blank=True)
    notified_on = models.DateField(_("Notice served on"), null=True, blank=True)
    defence = models.TextField(_("Statement and defence"), blank=True)
    defence_on = models.DateField(_("Defence heard on"), null=True, blank=True)
    defence_waived = models.BooleanField(_("Party waived its defence"), default=False)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True, editable=False)
    served_on = models.DateField(_("Decision served on"), null=True, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closing_note = models.TextField(_("Closing report"), blank=True)
    closing_kind = models.CharField(
        _("Closed because"), max_length=12, choices=ClosingKind, blank=True
    )
    goods_value = YuanField(_("Goods value"), null=True, blank=True)
    illegal_income = YuanField(_("Illegal income"), null=True, blank=True)
    is_major = models.BooleanField(_("Major case"), default=False)
    supervised_by = models.ForeignKey(
        Bureau, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supervised_on = models.DateField(_("Supervised since"), null=True, blank=True)
    transferred_to_police_on = models.DateField(
        _("Transferred to the police on"), null=True, blank=True
    )

    is_past = models.BooleanField(_("Past case"), default=False, editable=False)
    authority_name = models.CharField(
        _("Authority of another province"), max_length=100, blank=True
    )
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    decided_precision = models.CharField(
        _("Precision of the decision date"),
        max_length=8,
        choices=DatePrecision,
        default=DatePrecision.DAY,
    )
    published_precision = models.CharField(
        _("Precision of the publication date"),
        max_length=8,
        choices=DatePrecision,
        default=DatePrecision.DAY,
    )
    published_facts = models.JSONField(default=dict, blank=True, editable=False)
    external_id = models.CharField(max_length=40, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_on", "-id"]
        indexes = [
            models.Index(fields=["bureau", "-filed_on", "-id"]),
            models.Index(fields=["status", "filed_on"]),
            models.Index(fields=["counted_on", "bureau"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_case_number"
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="enforcement_case_external_id",
            ),
            models.CheckConstraint(
                name="enforcement_case_party_unless_past",
                condition=Q(party__isnull=False) | Q(is_past=True),
            ),
            models.CheckConstraint(
                name="enforcement_case_numbered_and_dated_once_filed",
                condition=Q(status__in=UNFILED)
                | Q(is_past=True)
                | (Q(filed_on__isnull=False) & ~Q(number="")),
            ),
            models.CheckConstraint(
                name="enforcement_case_decided_on_iff_decided",
                condition=Q(is_past=True)
                | Q(status__in=UNDECIDED, decided_on=None)
                | Q(status="closed")
                | (~Q(status__in=UNDECIDED) & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="enforcement_case_dates_in_order",
                condition=(
                    Q(filed_on=None) | Q(decided_on=None) | Q(decided_on__gte=F("filed_on"))
                )
                & (Q(served_on=None) | Q(served_on__gte=F("decided_on")))
                & (Q(closed_on=None) | Q(decided_on=None) | Q(closed_on__gte=F("decided_on"))),
            ),
            models.CheckConstraint(
                name="enforcement_case_supervised_by_and_on",
                condition=Q(supervised_by=None, supervised_on=None)
                | Q(supervised_by__isnull=False, supervised_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_case_merged_into_iff_merged",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="enforcement_case_authority_only_past",
                condition=Q(authority_name="") | Q(is_past=True),
            ),
        ]

    @property
    def is_simple(self) -> bool:
        """Decided on the spot: no filing, no notice in writing, no closing report."""
        return self.procedure == CaseProcedure.SIMPLE

    def responsible_officers(self) -> list[User]:
        """Who is bound by the clocks of the case: its handling officers, the lead first."""
        return [row.officer for row in self.team.select_related("officer")]

    def fine_range(self) -> RangeSum | None:
        """The ranges of all acts added; None before there is a violation. One query.

        Of several norms that one act breaks, the one with the higher fine counts.
        """
        acts: dict[int, dict[str, FineRange]] = {}
        for violation in self.violations.all():
            norms = acts.setdefault(violation.act_id, {})
            norms[f"{violation.seq}. {violation.provision_article}"] = violation.fine_range
        return add_ranges(_of_one_act(norms) for norms in acts.values()) if acts else None


def _of_one_act(norms: dict[str, FineRange]) -> FineRange:
    """The range of an act by the norms it breaks; of several the chosen one is said."""
    found = one_fine(norms.values())
    if len(norms) == 1:
        return found
    name = next(name for name, one in norms.items() if one is found)
    return replace(found, steps=(*found.steps, Step("fine.one_act", {"citation": name})))


class CaseOfficer(models.Model):
    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("Lead"), default=False)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "officer"], name="enforcement_case_officer_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_lead=True),
                name="enforcement_case_one_lead_officer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.officer)
