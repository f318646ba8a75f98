from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, Scoped, ScopedQuerySet
from core.refs import Ref


class DocumentKind(models.TextChoices):
    """The forms used so far; the number is that of the 2021 set of 56 forms."""

    FILING = "07", _("Filing approval form")
    PRESERVATION = "19", _("Notice of registered and preserved evidence")
    PRESERVATION_LIFTED = "20", _("Notice that preserved evidence is released")
    MEASURE = "21", _("Decision on a coercive measure")
    MEASURE_EXTENDED = "22", _("Decision to extend a coercive measure")
    MEASURE_LIFTED = "23", _("Decision to lift a coercive measure")
    GOODS_LIST = "24", _("List of premises, facilities or goods")
    TESTING_PERIOD = "31", _("Notice of the testing period")
    TESTING_RESULT = "32", _("Notice of the testing result")
    ORDER_TO_CORRECT = "33", _("Order to correct")
    INVESTIGATION_REPORT = "35", _("Investigation report")
    REVIEW = "36", _("Form of the case or legal review")
    PENALTY_NOTICE = "37", _("Notice of penalty")
    HEARING_NOTICE = "39", _("Notice of hearing")
    HEARING_RECORD = "40", _("Record of the hearing")
    HEARING_REPORT = "41", _("Hearing report")
    DISCUSSION = "42", _("Record of the collective discussion")
    DECISION_SUMMARY = "44", _("On-the-spot penalty decision")
    DECISION = "45", _("Penalty decision")
    DECISION_NONE = "46", _("Decision of no penalty")
    ANNOUNCEMENT = "51", _("Announcement of service")
    GOODS_HANDLED = "52", _("Record of goods disposed of")
    PAYMENT_PLAN = "47", _("Notice of deferral or instalments of a fine")
    DEMAND = "48", _("Demand to perform a penalty decision")
    COURT_APPLICATION = "49", _("Application for enforcement")
    CLOSING = "53", _("Closing approval form")
    # Not in the set: each office words these by the law itself.
    DISMISSAL = "A1", _("Decision to dismiss the case")
    CORRECTION = "A2", _("Notice of correction")
    AMENDMENT = "A3", _("Decision to amend a penalty")
    REVOCATION = "A4", _("Decision to revoke a penalty")


class NumberSeries(models.Model):
    """The last serial given per bureau, word and year: locked while one is taken."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "word", "year"], name="documents_series_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bureau.document_word}{self.word}〔{self.year}〕"


class DocumentQuerySet(ScopedQuerySet["Document"]):
    """Read by whoever reads the record."""


class Document(Scoped):
    """An instrument of a record: its form, number, day and content as issued."""

    ref_kind: ClassVar[str] = "document"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    kind = models.CharField(_("Form"), max_length=4, choices=DocumentKind)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    issued_on = models.DateField(pgettext_lazy("document", "Issued on"))
    content = models.JSONField(default=dict)
    served_on = models.DateField(_("Served on"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="documents_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)
