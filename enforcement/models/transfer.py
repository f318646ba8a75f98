from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models.case import Case


class TransferKind(models.TextChoices):
    POLICE = "police", _("To the police: a suspected crime")
    AUTHORITY = "authority", _("To another authority: not competent here")


class TransferStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waits for the head's decision")
    REFUSED = "refused", _("Not transferred")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    APPROVED = "approved", _("Approved, to be handed over")
    HANDED_OVER = "handed_over", _("Handed over, answer awaited")
    OPENED = "opened", _("The police opened a case")
    DECLINED = "declined", _("Declined")
    RECONSIDERING = "reconsidering", _("The police reconsider")
    UPHELD = "upheld", _("The police upheld their refusal")
    SUPERVISED = "supervised", _("The procuratorate was asked to supervise")
    ACCEPTED = "accepted", _("Accepted by the other authority")
    RETURNED = "returned", _("Came back")


ENDED = ("refused", "withdrawn", "accepted", "returned")


class ReturnGround(models.TextChoices):
    NO_CRIME = "no_crime", _("No crime")
    EXEMPT = "exempt", _("Exempt from criminal punishment")
    NOT_PROSECUTED = "not_prosecuted", _("Not prosecuted")
    DECLINED = "declined", _("Declined by the receiving organ")


class TransferQuerySet(ScopedQuerySet["Transfer"]):
    def live(self) -> Self:
        """Not ended: waits for the head, is with the other organ, or is in dispute."""
        return self.exclude(status__in=ENDED)


class Transfer(Scoped):
    """A case on its way to the police or to another authority, and back.

    ``notice`` is the number of the other organ's answer, ``receipt`` that of the slip it
    signed on hand-over.
    """

    ref_kind: ClassVar[str] = "transfer"

    case = models.ForeignKey(Case, models.CASCADE, related_name="transfers")
    kind = models.CharField(
        _("Kind"), max_length=10, choices=TransferKind, default=TransferKind.POLICE
    )
    to_name = models.CharField(_("Receiving organ"), max_length=100)
    charge = models.CharField(_("Suspected crime"), max_length=200, blank=True)
    reason = models.TextField(_("Facts and grounds"))
    status = models.CharField(
        _("Status"), max_length=14, choices=TransferStatus, default=TransferStatus.PROPOSED
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField(_("Proposed on"))
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    handed_over_on = models.DateField(_("Handed over on"), null=True, blank=True)
    receipt = models.CharField(_("Number of the receipt"), max_length=60, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    notice = models.CharField(_("Number of the answer"), max_length=60, blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    items_handed_on = models.DateField(
        _("Goods and material handed over on"), null=True, blank=True
    )
    returned_on = models.DateField(_("Came back on"), null=True, blank=True)
    return_ground = models.CharField(
        _("Why it came back"), max_length=16, choices=ReturnGround, blank=True
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(status__in=ENDED),
                name="enforcement_transfer_one_live_per_case",
            ),
            models.CheckConstraint(
                name="enforcement_transfer_returned_on_iff_returned",
                condition=Q(status="returned", returned_on__isnull=False)
                | (~Q(status="returned") & Q(returned_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.to_name}"

    @property
    def is_police(self) -> bool:
        return self.kind == TransferKind.POLICE

    def responsible_officers(self) -> list[User]:
        """Who is bound by its clocks: the officers of the case."""
        return self.case.responsible_officers()
