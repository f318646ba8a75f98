from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
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
    DISMISSAL = "dismissal", _("Case dismissed")


class Exemption(models.TextChoices):
    """Why no penalty is imposed although a violation stands."""

    MINOR = "minor", _("Minor, promptly corrected, no harm (Art. 33(1))")
    FIRST_OFFENCE = "first_offence", _("First offence, minor harm, promptly corrected")
    NO_FAULT = "no_fault", _("Proven without fault (Art. 33(2))")
    UNDER_AGE = "under_age", _("Under fourteen (Art. 30)")
    INCAPABLE = "incapable", _("Without capacity (Art. 31)")
    LIMITATION = "limitation", _("Limitation has passed (Art. 36)")
    OTHER = "other", _("Another ground of law")


class PaymentKind(models.TextChoices):
    FINE = "fine", _("Fine")
    CONFISCATION = "confiscation", _("Confiscation")
    SURCHARGE = "surcharge", _("Surcharge")


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
    exemption = models.CharField(
        _("Ground of exemption"), max_length=16, choices=Exemption, blank=True
    )
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
            models.CheckConstraint(
                name="enforcement_decision_exempt_only_without_penalty",
                condition=Q(kind="no_penalty") | Q(exemption=""),
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
        """What must be paid, in yuan, by what for; the fines of persons are fines.

        A review or a judgment may have altered the amounts or taken the decision away.
        """
        remedies = self.remedies.all() if self.number else ()
        own = [one for one in remedies if one.decision_number == self.number]
        changed = next((one for one in own if one.outcome in ("altered", "revoked")), None)
        if changed:
            return {
                PaymentKind.FINE.value: changed.fine_after or Decimal(0),
                PaymentKind.CONFISCATION.value: changed.confiscation_after or Decimal(0),
            }
        persons = sum((one.fine or Decimal(0) for one in self.persons.all()), Decimal(0))
        due = {
            PaymentKind.FINE.value: (self.fine or Decimal(0)) + persons,
            PaymentKind.CONFISCATION.value: self.confiscated_income or Decimal(0),
        }
        return due | self._changed_due()

    def _changed_due(self) -> dict[str, Decimal]:
        """What the last amendment or revocation asks for instead; the original stays."""
        asked: dict[str, str] = {}
        for change in self.changes.all():
            if change.kind != "correction":
                asked = change.after.get("due", {})
        return {kind: Decimal(amount) for kind, amount in asked.items()}

    def entries(self) -> "list[Payment]":
        """The payments with what was given or taken back of each. Two queries."""
        # A page reads everything that hangs on a decision ahead.
        if "payments" in getattr(self, "_prefetched_objects_cache", {}):
            return list(self.payments.all())
        return list(self.payments.prefetch_related("counters"))

    def received(self) -> dict[str, Decimal]:
        """What came in less what went back, in yuan, by what for. Two queries."""
        found: dict[str, Decimal] = {}
        for payment in self.entries():
            found[payment.kind] = found.get(payment.kind, Decimal(0)) + payment.remaining()
        return found

    def still_due(self) -> dict[str, Decimal]:
        """What is not paid yet of fine and confiscation, in yuan; empty once all is paid."""
        received = self.received()
        left = {
            kind: amount - received.get(kind, Decimal(0)) for kind, amount in self.due().items()
        }
        return {kind: amount for kind, amount in left.items() if amount > 0}


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

    def remaining(self) -> Decimal:
        """What of it was neither given nor taken back, in yuan."""
        return self.amount - sum((one.amount for one in self.counters.all()), Decimal(0))
