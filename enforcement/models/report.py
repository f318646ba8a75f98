from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models.case import Case


class ReportQuerySet(ScopedQuerySet["InvestigationReport"]):
    """Read by whoever reads the case."""


class InvestigationReport(Scoped):
    """What the investigation found and what its officers propose; before every review."""

    ref_kind: ClassVar[str] = "investigation_report"

    case = models.OneToOneField(Case, models.CASCADE, related_name="report")
    facts = models.TextField(_("Facts found"))
    evidence = models.TextField(_("Evidence"))
    character = models.TextField(_("Character of the violation"))
    handling = models.TextField(_("Proposed handling and its basis"))
    is_complex = models.BooleanField(_("Complex or doubtful case"), default=False)
    public_interest = models.BooleanField(_("Major public interest"), default=False)
    concluded_on = models.DateField(_("Investigation concluded on"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.case)


class ReviewKind(models.TextChoices):
    LEGAL = "legal", _("Legal review")
    CASE = "case", _("Case review")


class ReviewOpinion(models.TextChoices):
    """Legal source: SAMR procedure rules Art. 54."""

    AGREE = "agree", _("Agrees")
    CORRECT = "correct", _("To be corrected")
    SUPPLEMENT = "supplement", _("To be investigated further")


class ReviewQuerySet(ScopedQuerySet["CaseReview"]):
    """Read by whoever reads the case."""


class CaseReview(Scoped):
    """The opinion of a reviewer on one version of the proposal, or after a hearing."""

    ref_kind: ClassVar[str] = "case_review"

    case = models.ForeignKey(Case, models.CASCADE, related_name="reviews")
    kind = models.CharField(_("Kind"), max_length=8, choices=ReviewKind)
    opinion = models.CharField(_("Conclusion"), max_length=12, choices=ReviewOpinion)
    words = models.TextField(_("Opinion"))
    proposal_version = models.PositiveIntegerField(editable=False)
    hearing = models.ForeignKey(
        "enforcement.Hearing", models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_on = models.DateField(_("Reviewed on"))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_review_after_hearing_is_legal",
                condition=Q(hearing=None) | Q(kind="legal"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reviewed_on}"


class DiscussionQuerySet(ScopedQuerySet["Discussion"]):
    """Read by whoever reads the case."""


class Discussion(Scoped):
    """The heads of the bureau discussed one version of the proposal and concluded."""

    ref_kind: ClassVar[str] = "discussion"

    case = models.ForeignKey(Case, models.CASCADE, related_name="discussions")
    held_on = models.DateField(_("Discussed on"))
    chair = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Chaired by")
    )
    participants = models.ManyToManyField(User, related_name="+")
    opinions = models.TextField(_("Opinions"))
    conclusion = models.TextField(_("Conclusion"))
    agreed = models.BooleanField(_("Agrees with the proposal"), default=False)
    proposal_version = models.PositiveIntegerField(editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.held_on} {self.conclusion[:40]}"
