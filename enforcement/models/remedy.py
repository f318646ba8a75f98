"""Review and litigation against a decision, and what they changed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet
from core.money import YuanField
from enforcement.models.decision import Decision


class RemedyKind(models.TextChoices):
    REVIEW = "review", _("Administrative review")
    LITIGATION = "litigation", _("Administrative litigation")


class RemedyOutcome(models.TextChoices):
    UPHELD = "upheld", pgettext_lazy("remedy", "Upheld")
    WITHDRAWN = "withdrawn", pgettext_lazy("remedy", "Application withdrawn or dismissed")
    UNLAWFUL = "unlawful", pgettext_lazy("remedy", "Confirmed unlawful, effect kept")
    ALTERED = "altered", pgettext_lazy("remedy", "Amounts altered")
    REVOKED = "revoked", pgettext_lazy("remedy", "Revoked")
    REMADE = "remade", pgettext_lazy("remedy", "Revoked, to be decided anew")


class RemedyQuerySet(ScopedQuerySet["Remedy"]):
    def pending(self) -> Self:
        return self.filter(ended_on=None)

    def ended(self) -> Self:
        return self.filter(ended_on__isnull=False)


class Remedy(Scoped):
    """One review or suit against a decision.

    The decision itself stays as it was issued: an outcome that alters amounts keeps them
    here, one that orders a new decision keeps the former one in ``former``.
    ``decision_number`` says against which decision of the case it was.

    Legal source: Administrative Penalty Law Art. 73; Administrative Review Law (2023)
    Art. 20, 48, 62-68; Administrative Litigation Law Art. 46, 56, 67, 69-77.
    """

    ref_kind: ClassVar[str] = "remedy"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="remedies")
    decision_number = models.CharField(_("Decision number"), max_length=60)
    kind = models.CharField(_("Kind"), max_length=12, choices=RemedyKind)
    organ = models.CharField(_("Review organ or court"), max_length=100)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    filed_on = models.DateField(_("Filed on"))
    received_on = models.DateField(_("Copy received on"))
    stayed = models.BooleanField(_("Enforcement is stayed"), default=False)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=RemedyOutcome, blank=True)
    ended_on = models.DateField(_("Outcome served on"), null=True, blank=True)
    fine_after = YuanField(_("Fine after the outcome"), null=True, blank=True)
    confiscation_after = YuanField(_("Confiscation after the outcome"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True)
    former = models.JSONField(default=dict, blank=True, editable=False)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        ordering = ["filed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=Q(ended_on=None),
                name="enforcement_remedy_one_pending_per_kind",
            ),
            models.CheckConstraint(
                name="enforcement_remedy_outcome_iff_ended",
                condition=Q(outcome="", ended_on=None)
                | (~Q(outcome="") & Q(ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="enforcement_remedy_amounts_iff_altered",
                condition=Q(
                    outcome="altered",
                    fine_after__isnull=False,
                    confiscation_after__isnull=False,
                )
                | (~Q(outcome="altered") & Q(fine_after=None, confiscation_after=None)),
            ),
            models.CheckConstraint(
                name="enforcement_remedy_days_in_order",
                condition=Q(received_on__gte=F("filed_on"))
                & (Q(ended_on=None) | Q(ended_on__gte=F("filed_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or self.organ}"
