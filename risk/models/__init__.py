from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from core.refs import Ref
from registry.models import Party
from registry.models.party import RiskClass
from registry.models.reading import OpenToReaders

__all__ = ["PartyGrade"]


class PartyGradeQuerySet(OpenToReaders["PartyGrade"]):
    """Read by every officer who reads records."""


class PartyGrade(Record):
    """A grading of a party for a year, with its reasons; the latest is written to the party."""

    ref_kind: ClassVar[str] = "party_grade"

    party = models.ForeignKey(Party, models.PROTECT, related_name="grades")
    year = models.PositiveSmallIntegerField(_("Year"))
    risk_class = models.CharField(_("Risk class"), max_length=1, choices=RiskClass)
    reason = models.TextField(_("Reason"))
    graded_on = models.DateField(_("Graded on"))
    graded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PartyGradeQuerySet.as_manager()

    class Meta:
        ordering = ["-graded_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.party} {self.year}: {self.risk_class}"

    @property
    def audit_bureau_path(self) -> str:
        return self.party.bureau.path

    @property
    def root_ref(self) -> Ref:
        """What happens to a grading belongs to the history of its party."""
        return self.party.ref
