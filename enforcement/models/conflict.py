"""Who must keep away from a case: declared conflicts, and recusals requested and decided."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm, Scoped, ScopedQuerySet, User
from core.models import Record
from enforcement.models.case import Case
from registry.models import Party


class RecusalGround(models.TextChoices):
    KIN = "kin", _("Close relative of the party")
    INTEREST = "interest", _("Own interest in the case")
    RELATION = "relation", _("Another relation that may affect impartiality")


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)

    def visible_to(self, user: Any) -> Self:
        """One's own; those of one's bureau for whoever assigns its work."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(officer=user.pk)
        if user.can(Perm.ASSIGN_WORK):
            mine |= Q(officer__bureau_id=user.bureau_id)
        return self.filter(mine)


class Conflict(Record):
    """An officer's declared conflict with a party: no case of it comes to them.

    Legal source: Administrative Penalty Law Art. 43 (recusal).
    """

    ref_kind: ClassVar[str] = "conflict"

    officer = models.ForeignKey(User, models.PROTECT, related_name="conflicts")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="conflicts", verbose_name=_("Party")
    )
    ground = models.CharField(_("Ground"), max_length=10, choices=RecusalGround)
    declared_on = models.DateField(_("Declared on"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "party"],
                condition=Q(ended_on=None),
                name="enforcement_conflict_once_while_it_stands",
            ),
            models.CheckConstraint(
                name="enforcement_conflict_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("declared_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.party}"


class RecusalQuerySet(ScopedQuerySet["Recusal"]):
    def granted(self) -> Self:
        return self.filter(granted=True)


class Recusal(Scoped):
    """That somebody should keep away from a case: requested, then decided by the head.

    Legal source: Administrative Penalty Law Art. 43: investigation does not stop meanwhile.
    """

    ref_kind: ClassVar[str] = "recusal"

    case = models.ForeignKey(Case, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Who should keep away")
    )
    by_party = models.BooleanField(_("Requested by the party"), default=False)
    ground = models.CharField(_("Ground"), max_length=10, choices=RecusalGround)
    reason = models.TextField(_("Reason"))
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_on = models.DateField(_("Requested on"))
    granted = models.BooleanField(_("Granted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decision_note = models.TextField(_("Why it was decided so"), blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_recusal_decided_as_a_whole",
                condition=Q(granted=None, decided_by=None, decided_on=None)
                | Q(granted__isnull=False, decided_by__isnull=False, decided_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(granted=None),
                name="enforcement_recusal_one_request_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"
