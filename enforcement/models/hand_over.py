from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Scoped, ScopedQuerySet, User
from enforcement.models.case import Case
from enforcement.models.clue import Clue


class HandOverStatus(models.TextChoices):
    OFFERED = "offered", _("Waits for acceptance")
    ACCEPTED = "accepted", _("Taken over")
    REJECTED = "rejected", _("Competence disputed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUBMITTED = "submitted", _("Before the common superior")
    DESIGNATED = "designated", _("Designated, to be taken over")
    KEPT = "kept", _("Stays with the bureau")


SETTLED = ("accepted", "withdrawn", "kept")


class HandOverQuerySet(ScopedQuerySet["HandOver"]):
    def live(self) -> Self:
        """Not settled yet."""
        return self.exclude(status__in=SETTLED)

    def of_bureau(self, user: User) -> Self:
        """Given by, offered to, or submitted to the person's bureau."""
        mine = user.bureau_id
        return self.filter(
            Q(from_bureau=mine) | Q(to_bureau=mine) | Q(superior=mine, status="submitted")
        )


class HandOver(Scoped):
    """A clue or a case offered by one bureau of the installation to another.

    It hangs on the clue or case and goes along when that moves.
    """

    ref_kind: ClassVar[str] = "hand_over"

    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="hand_overs"
    )
    clue = models.ForeignKey(
        Clue, models.CASCADE, null=True, blank=True, related_name="hand_overs"
    )
    from_bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("From")
    )
    to_bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("To")
    )
    reason = models.TextField(_("Reason"))
    status = models.CharField(
        _("Status"), max_length=10, choices=HandOverStatus, default=HandOverStatus.OFFERED
    )
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_on = models.DateField(_("Offered on"))
    answer = models.TextField(_("Answer"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    superior = models.ForeignKey(
        Bureau,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Common superior"),
    )
    designation = models.TextField(_("Designation"), blank=True)
    designated_on = models.DateField(_("Designated on"), null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["root_uuid"],
                condition=~Q(status__in=SETTLED),
                name="enforcement_hand_over_one_live",
            ),
            models.CheckConstraint(
                name="enforcement_hand_over_of_a_clue_or_a_case",
                condition=Q(case=None, clue__isnull=False) | Q(case__isnull=False, clue=None),
            ),
            models.CheckConstraint(
                name="enforcement_hand_over_between_two_bureaus",
                condition=~Q(from_bureau=F("to_bureau")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.thing)

    @property
    def thing(self) -> Case | Clue:
        """The clue or the case."""
        found = self.case or self.clue
        if found is None:
            raise ValueError("A constraint keeps one of them.")
        return found

    def responsible_officers(self) -> list[User]:
        """Who is bound by its clocks: whoever handles the clue or case."""
        return self.thing.responsible_officers()
