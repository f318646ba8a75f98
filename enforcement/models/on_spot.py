from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet
from enforcement.models.case import Case


class Collection(models.TextChoices):
    """How the fine is paid; beside the bank only what Art. 68 and 69 allow."""

    BANK = "bank", _("Paid by the party at the bank")
    SMALL = "small", _("Collected on the spot: a small fine")
    HARD = "hard", _("Collected on the spot: hard to collect afterwards")
    REMOTE = "remote", _("Collected on the spot: remote place, at the party's request")


class OnSpotPenaltyQuerySet(ScopedQuerySet["OnSpotPenalty"]):
    """Read by whoever reads the case."""


class OnSpotPenalty(Scoped):
    """What an on-the-spot penalty has beside its case: where, and what became of the money.

    ``papers_filed_on`` is the day its papers were filed with the bureau; ``handed_in_on``
    and ``deposited_on`` follow money collected on the spot to the bank.
    """

    ref_kind: ClassVar[str] = "on_spot_penalty"

    case = models.OneToOneField(Case, models.CASCADE, related_name="on_spot")
    place = models.CharField(_("Place"), max_length=300)
    refused_signature = models.BooleanField(_("The party refused to sign"), default=False)
    collection = models.CharField(
        _("Payment"), max_length=8, choices=Collection, default=Collection.BANK
    )
    papers_filed_on = models.DateField(_("Papers filed on"), null=True, blank=True)
    handed_in_on = models.DateField(_("Handed in to the bureau on"), null=True, blank=True)
    deposited_on = models.DateField(_("Paid into the bank on"), null=True, blank=True)

    objects = OnSpotPenaltyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enforcement_on_spot_only_collected_money_is_handed_in",
                condition=~Q(collection="bank") | Q(handed_in_on=None, deposited_on=None),
            ),
            models.CheckConstraint(
                name="enforcement_on_spot_handed_in_before_the_bank",
                condition=Q(deposited_on=None)
                | Q(handed_in_on__isnull=False, deposited_on__gte=F("handed_in_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def is_collected(self) -> bool:
        """Whether the officers took the money themselves."""
        return self.collection != Collection.BANK
