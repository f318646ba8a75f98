from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet
from core.codes import CodesField
from core.money import YuanField
from enforcement.models.case import Case
from law.fine_checks import FineCheck, Verdict, check_fine
from law.ranges import DiscretionStep
from law.vocabularies import PenaltyKind


class DecisionKind(models.TextChoices):
    PENALTY = "penalty", _("Penalty")
    NO_PENALTY = "no_penalty", _("No penalty")


class PaymentKind(models.TextChoices):
    FINE = "fine", _("Fine")
    CONFISCATION = "confiscation", _("Confiscation")


class DecisionQuerySet(ScopedQuerySet["Decision"]):
    def issued(self) -> Self:
        return self.filter(decided_on__isnull=False)


class Decision(Scoped):
    """What is proposed for a case and, once ``decided_on`` is set, what was decided.

    An unknown amount (a past case that published none) is empty, never zero.
    """

    ref_kind: ClassVar[str] = "decision"

    case = models.OneToOneField(Case, models.CASCADE, related_name="decision")
    kind = models.CharField(
        _("Kind"), max_length=12, choices=DecisionKind, default=DecisionKind.PENALTY
    )
    penalty_kinds = CodesField(_("Penalties"), choices=PenaltyKind.choices)
    fine = YuanField(_("Fine"), null=True, blank=True)
    confiscated_income = YuanField(_("Illegal income confiscated"), null=True, blank=True)
    confiscated_goods_value = YuanField(_("Value of goods confiscated"), null=True, blank=True)
    step = models.CharField(
        _("Discretion step"), max_length=12, choices=DiscretionStep, blank=True
    )
    reasons = models.TextField(_("Reasons"), blank=True)
    mitigation_basis = models.CharField(_("Article of mitigation"), max_length=200, blank=True)
    range_verdict = models.CharField(max_length=24, choices=Verdict, blank=True, editable=False)
    number = models.CharField(_("Decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    is_past = models.BooleanField(default=False, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & Q(is_past=False),
                name="enforcement_decision_number",
            ),
            models.CheckConstraint(
                name="enforcement_decision_numbered_iff_issued",
                condition=Q(is_past=True)
                | Q(decided_on=None, number="")
                | (Q(decided_on__isnull=False) & ~Q(number="")),
            ),
            models.CheckConstraint(
                name="enforcement_decision_amounts_known_unless_past",
                condition=Q(is_past=True)
                | Q(
                    fine__isnull=False,
                    confiscated_income__isnull=False,
                    confiscated_goods_value__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="enforcement_decision_no_fine_without_penalty",
                condition=Q(kind="penalty") | Q(fine=0) | Q(fine=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.case)

    def fine_check(self) -> FineCheck:
        """The fine against the ranges of the case's violations, as they stand now."""
        return check_fine(
            self.case.fine_range(),
            self.fine,
            step=self.step or None,
            ground=self.mitigation_basis,
        )

    def due(self) -> dict[str, Decimal]:
        """What must be paid, in yuan, by what for; the fines of persons are fines."""
        persons = self.persons.aggregate(sum=Sum("fine"))["sum"] or Decimal(0)
        return {
            PaymentKind.FINE.value: (self.fine or Decimal(0)) + persons,
            PaymentKind.CONFISCATION.value: self.confiscated_income or Decimal(0),
        }

    def still_due(self) -> dict[str, Decimal]:
        """What is not paid yet, in yuan, by what for; empty once all is paid. Two queries."""
        due = self.due()
        paid = self.payments.values_list("kind").annotate(Sum("amount")).order_by()
        for kind, amount in paid:
            due[kind] -= amount
        return {kind: amount for kind, amount in due.items() if amount > 0}


class PersonPenaltyQuerySet(ScopedQuerySet["PersonPenalty"]):
    """Read by whoever reads the case."""


class PersonPenalty(Scoped):
    """A penalty on a responsible person."""

    ref_kind: ClassVar[str] = "person_penalty"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="persons")
    name = models.CharField(_("Name"), max_length=50)
    position = models.CharField(_("Position"), max_length=50, blank=True)
    fine = YuanField(_("Fine"), null=True, blank=True)
    banned_years = models.PositiveSmallIntegerField(
        _("Banned for years"), null=True, blank=True
    )
    banned_for_life = models.BooleanField(_("Banned for life"), default=False)

    objects = PersonPenaltyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PaymentQuerySet(ScopedQuerySet["Payment"]):
    """Read by whoever reads the case."""


class Payment(Scoped):
    """Money received for a decision."""

    ref_kind: ClassVar[str] = "payment"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="payments")
    kind = models.CharField(_("For"), max_length=12, choices=PaymentKind)
    amount = YuanField(_("Amount"))
    paid_on = models.DateField(_("Paid on"))
    receipt = models.CharField(_("Receipt number"), max_length=60)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "receipt"], name="enforcement_payment_receipt_once"
            ),
            models.CheckConstraint(
                name="enforcement_payment_positive", condition=Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.paid_on}"
