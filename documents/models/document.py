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
    PENALTY_NOTICE = "37", _("Notice of penalty")
    DECISION_SUMMARY = "44", _("On-the-spot penalty decision")
    DECISION = "45", _("Penalty decision")
    DECISION_NONE = "46", _("Decision of no penalty")
    CLOSING = "53", _("Closing approval form")


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
