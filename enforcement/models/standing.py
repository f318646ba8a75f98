"""Proposals on the course of a case, and its place in the archive."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet
from enforcement.models.case import Case


class StepKind(models.TextChoices):
    SUSPENSION = "suspension", _("Suspension of the investigation")
    RESUMPTION = "resumption", _("Resumption")
    EXTENSION = "extension", _("More time to decide")
    TERMINATION = "termination", _("Termination of the investigation")
    REOPENING = "reopening", _("Reopening")


class StepState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for approval")
    APPROVED = "approved", pgettext_lazy("step of a case", "Approved")
    RETURNED = "returned", _("Not approved")


class StepCause(models.TextChoices):
    """Why a case stands still, ends or begins again.

    Legal source: SAMR procedure rules Art. 46 (suspension), 47 (termination).
    """

    OTHER_CASE = "other_case", _("Depends on another case or decision")
    INTERPRETATION = "interpretation", _("The law must be interpreted or confirmed")
    FORCE_MAJEURE = "force_majeure", _("Force majeure")
    PARTY_NOT_FOUND = "party_not_found", _("The party cannot be found")
    PARTY_GONE = "party_gone", _("The party died or was dissolved, without a successor")
    CAUSE_GONE = "cause_gone", _("The cause of the suspension is gone")
    COMPLEX = "complex", _("Complex case")
    REVOKED = "revoked", _("The decision was revoked")
    NEW_FACTS = "new_facts", _("New facts or evidence")
    OTHER = "other", pgettext_lazy("cause", "Other")


CAUSES: dict[str, tuple[StepCause, ...]] = {
    StepKind.SUSPENSION: (
        StepCause.OTHER_CASE,
        StepCause.INTERPRETATION,
        StepCause.FORCE_MAJEURE,
        StepCause.PARTY_NOT_FOUND,
        StepCause.OTHER,
    ),
    StepKind.RESUMPTION: (StepCause.CAUSE_GONE,),
    StepKind.EXTENSION: (StepCause.COMPLEX, StepCause.OTHER),
    StepKind.TERMINATION: (StepCause.PARTY_GONE, StepCause.OTHER),
    StepKind.REOPENING: (StepCause.REVOKED, StepCause.NEW_FACTS, StepCause.OTHER),
}


class CaseStepQuerySet(ScopedQuerySet["CaseStep"]):
    def proposed(self) -> Self:
        return self.filter(state=StepState.PROPOSED)


class CaseStep(Scoped):
    """A proposal to suspend, resume, prolong, terminate or reopen a case."""

    ref_kind: ClassVar[str] = "case_step"

    case = models.ForeignKey(Case, models.CASCADE, related_name="course_steps")
    kind = models.CharField(_("Kind"), max_length=12, choices=StepKind)
    cause = models.CharField(_("Cause"), max_length=16, choices=StepCause)
    reason = models.TextField(_("Reason"))
    paper = models.CharField(_("Document"), max_length=100, blank=True)
    until_on = models.DateField(_("Extended to"), null=True, blank=True)
    proposed_on = models.DateField(_("Proposed on"))
    state = models.CharField(
        _("State"), max_length=10, choices=StepState, default=StepState.PROPOSED
    )
    decided_on = models.DateField(_("Approved on"), null=True, blank=True)
    from_status = models.CharField(max_length=16, blank=True, editable=False)
    former = models.JSONField(default=dict, blank=True, editable=False)

    objects = CaseStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="proposed"),
                name="enforcement_step_one_proposed",
            ),
            models.CheckConstraint(
                name="enforcement_step_decided_on_iff_decided",
                condition=Q(state="proposed", decided_on=None)
                | (~Q(state="proposed") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.proposed_on}"


class Retention(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    THIRTY = "30", _("30 years")


class ArchiveQuerySet(ScopedQuerySet["ArchiveEntry"]):
    def standing(self) -> Self:
        """Files that lie in the archive: not taken out for a case begun again."""
        return self.filter(taken_out_on=None)


class ArchiveEntry(Scoped):
    """The file of a closed case in the archive: one case, one file, in a fixed order.

    Legal source: SAMR procedure rules Art. 78.
    """

    ref_kind: ClassVar[str] = "archive_entry"

    case = models.ForeignKey(Case, models.CASCADE, related_name="archive_entries")
    number = models.CharField(_("Archive number"), max_length=60)
    archived_on = models.DateField(_("Archived on"))
    volumes = models.PositiveSmallIntegerField(_("Volumes"), default=1)
    pages = models.PositiveIntegerField(_("Pages"))
    retention = models.CharField(_("Kept for"), max_length=10, choices=Retention)
    location = models.CharField(_("Place in the archive"), max_length=100)
    listing = models.JSONField(_("Contents of the file"), default=list, editable=False)
    taken_out_on = models.DateField(_("Taken out on"), null=True, blank=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(taken_out_on=None),
                name="enforcement_archive_once",
            ),
            models.UniqueConstraint(
                fields=["bureau", "number"], name="enforcement_archive_number"
            ),
            models.CheckConstraint(
                name="enforcement_archive_has_pages",
                condition=Q(pages__gt=0) & Q(volumes__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.number
