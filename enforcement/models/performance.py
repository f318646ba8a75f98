"""What follows a decision that is served: plans, demands, the court, money given back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet
from core.money import YuanField
from enforcement.models.decision import Decision, Payment


class CounterKind(models.TextChoices):
    REFUND = "refund", _("Refund")
    CORRECTION = "correction", _("Correction of an entry")


class CounterEntryQuerySet(ScopedQuerySet["CounterEntry"]):
    """Read by whoever reads the case."""


class CounterEntry(Scoped):
    """Money given back, or an entry taken back: a payment itself is never changed."""

    ref_kind: ClassVar[str] = "counter_entry"

    payment = models.ForeignKey(Payment, models.CASCADE, related_name="counters")
    kind = models.CharField(_("Kind"), max_length=12, choices=CounterKind)
    amount = YuanField(_("Amount"))
    on = models.DateField(pgettext_lazy("counter entry", "On"))
    reason = models.CharField(_("Reason"), max_length=300)
    paper = models.CharField(_("Document"), max_length=100, blank=True)

    objects = CounterEntryQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_counter_positive", condition=Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="enforcement_counter_refund_has_paper",
                condition=Q(kind="correction") | ~Q(paper=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class PlanKind(models.TextChoices):
    DEFERRAL = "deferral", _("Deferral")
    INSTALMENTS = "instalments", _("Instalments")


class PlanState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for approval")
    GRANTED = "granted", _("Running")
    RETURNED = "returned", _("Not approved")
    MISSED = "missed", _("Not kept")
    ENDED = "ended", pgettext_lazy("plan", "Ended")


class PaymentPlanQuerySet(ScopedQuerySet["PaymentPlan"]):
    def granted(self) -> Self:
        """Approved at some time: its days paused the surcharge."""
        return self.filter(granted_on__isnull=False)

    def live(self) -> Self:
        return self.filter(state__in=(PlanState.PROPOSED, PlanState.GRANTED))


class PaymentPlan(Scoped):
    """More time for a fine, or instalments: asked for by the party, approved by the head.

    Legal source: Administrative Penalty Law Art. 66(2); SAMR procedure rules Art. 74.
    """

    ref_kind: ClassVar[str] = "payment_plan"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="plans")
    kind = models.CharField(_("Kind"), max_length=12, choices=PlanKind)
    reason = models.TextField(_("The party's hardship"))
    applied_on = models.DateField(_("Applied on"))
    state = models.CharField(
        _("State"), max_length=10, choices=PlanState, default=PlanState.PROPOSED
    )
    granted_on = models.DateField(_("Granted on"), null=True, blank=True)
    ends_on = models.DateField(_("Last day"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)

    objects = PaymentPlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state__in=["proposed", "granted"]),
                name="enforcement_plan_one_live",
            ),
            models.CheckConstraint(
                name="enforcement_plan_granted_on_once_granted",
                condition=Q(state__in=["proposed", "returned"], granted_on=None)
                | (~Q(state__in=["proposed", "returned"]) & Q(granted_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="enforcement_plan_ends_after_application",
                condition=Q(ends_on__gte=F("applied_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ends_on}"


class InstalmentQuerySet(ScopedQuerySet["Instalment"]):
    """Read by whoever reads the case."""


class Instalment(Scoped):
    """One part of a plan: its last day and its amount. Money fills them in order."""

    ref_kind: ClassVar[str] = "instalment"

    plan = models.ForeignKey(PaymentPlan, models.CASCADE, related_name="rows")
    seq = models.PositiveSmallIntegerField(_("Number"))
    due_on = models.DateField(_("Due on"))
    amount = YuanField(_("Amount"))

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "seq"], name="enforcement_instalment_once"),
            models.CheckConstraint(
                name="enforcement_instalment_positive", condition=Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.amount} {self.due_on}"


class DemandQuerySet(ScopedQuerySet["Demand"]):
    """Read by whoever reads the case."""


class Demand(Scoped):
    """A demand to perform (催告), with what it asked for. From it on the surcharge is owed.

    Legal source: Administrative Compulsion Law Art. 35, 54.
    """

    ref_kind: ClassVar[str] = "demand"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="demands")
    served_on = models.DateField(_("Served on"))
    fine = YuanField(_("Fine"))
    confiscation = YuanField(_("Confiscation"))
    surcharge = YuanField(_("Surcharge"))
    answer = models.TextField(_("Statement of the party"), blank=True)

    objects = DemandQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.served_on)


class AgreementQuerySet(ScopedQuerySet["EnforcementAgreement"]):
    """Read by whoever reads the case."""


class EnforcementAgreement(Scoped):
    """An agreement on how to perform in stages; it alone may waive surcharge.

    Legal source: Administrative Compulsion Law Art. 42.
    """

    ref_kind: ClassVar[str] = "enforcement_agreement"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="agreements")
    agreed_on = models.DateField(_("Agreed on"))
    waived = YuanField(_("Surcharge waived"), default=0)
    terms = models.TextField(_("Terms"))
    paper = models.CharField(_("Document"), max_length=100)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.paper} {self.agreed_on}"


class CourtState(models.TextChoices):
    APPLIED = "applied", _("Applied for")
    ACCEPTED = "accepted", _("Accepted by the court")
    REFUSED = "refused", _("Not accepted by the court")
    RULED = "ruled", _("Enforcement allowed")
    RULED_OUT = "ruled_out", _("Enforcement not allowed")
    ENDED = "ended", _("Enforcement ended")


# While the court has it, no second application is filed.
AT_COURT = (CourtState.APPLIED, CourtState.ACCEPTED, CourtState.RULED)


class CourtApplicationQuerySet(ScopedQuerySet["CourtApplication"]):
    def at_court(self) -> Self:
        return self.filter(state__in=AT_COURT)


class CourtApplication(Scoped):
    """An application to the people's court for enforcement, and what the court did.

    Legal source: Administrative Compulsion Law Art. 53-58.
    """

    ref_kind: ClassVar[str] = "court_application"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="court_applications")
    court = models.CharField(_("Court"), max_length=100)
    applied_on = models.DateField(_("Applied on"))
    fine = YuanField(_("Fine"))
    confiscation = YuanField(_("Confiscation"))
    surcharge = YuanField(_("Surcharge"))
    state = models.CharField(
        _("State"), max_length=10, choices=CourtState, default=CourtState.APPLIED
    )
    state_on = models.DateField(_("Since"))
    number = models.CharField(_("Number at the court"), max_length=60, blank=True)
    note = models.TextField(_("Note"), blank=True)

    objects = CourtApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state__in=["applied", "accepted", "ruled"]),
                name="enforcement_court_one_live",
            ),
            models.CheckConstraint(
                name="enforcement_court_in_order", condition=Q(state_on__gte=F("applied_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.court} {self.applied_on}"
