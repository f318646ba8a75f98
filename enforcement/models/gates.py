"""What the officers answered and asked before a penalty can stand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from core.codes import CodesField
from enforcement.models.case import Case
from law.criminal_signs import Sign, criminal_signs


class CriminalCheckQuerySet(ScopedQuerySet["CriminalCheck"]):
    """Read by whoever reads the case."""


class CriminalCheck(Scoped):
    """The answer whether the facts suggest a crime; the latest counts.

    Legal source: Administrative Penalty Law Art. 27 (transfer of suspected crimes).
    """

    ref_kind: ClassVar[str] = "criminal_check"

    case = models.ForeignKey(Case, models.CASCADE, related_name="criminal_checks")
    found = models.BooleanField(_("Signs of a crime"), default=False)
    signs = CodesField(_("Signs"))
    why_not_transferred = models.TextField(_("Why it is not transferred"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("Answered on"))

    objects = CriminalCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_criminal_check_signs_iff_found",
                condition=Q(found=False, signs="", why_not_transferred="")
                | (Q(found=True) & ~Q(signs="")),
            )
        ]

    def __str__(self) -> str:
        return str(_("Signs of a crime") if self.found else _("No signs of a crime"))

    @property
    def told(self) -> list[Sign]:
        """The signs found, with their articles."""
        return [sign for sign in criminal_signs() if sign.code in self.signs]


class PriorCheckQuerySet(ScopedQuerySet["PriorCheck"]):
    """Read by whoever reads the case."""


class PriorCheck(Scoped):
    """What all bureaus answered on earlier penalties of the party; the latest counts.

    Legal source: Administrative Penalty Law Art. 33(1) (first offence).
    """

    ref_kind: ClassVar[str] = "prior_check"

    case = models.ForeignKey(Case, models.CASCADE, related_name="prior_checks")
    count = models.PositiveIntegerField(_("Earlier penalties"))
    bureaus = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("Asked on"))

    objects = PriorCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.asked_on}: {self.count}"
