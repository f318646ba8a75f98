from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from documents.models import Document
from enforcement.models.case import Case


class PenaltyNoticeQuerySet(ScopedQuerySet["PenaltyNotice"]):
    """Read by whoever reads the case."""


class PenaltyNotice(Scoped):
    """What the party was told: the intended penalty as it stood then, and its rights.

    ``told`` keeps the figures, so that a later proposal can be compared with them.
    """

    ref_kind: ClassVar[str] = "penalty_notice"

    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    told = models.JSONField(default=dict)
    hearing_grounds = models.JSONField(default=list)
    served_on = models.DateField(_("Served on"), null=True, blank=True)
    hearing_waived_on = models.DateField(_("Hearing waived on"), null=True, blank=True)

    objects = PenaltyNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_notice_waived_after_service",
                condition=Q(hearing_waived_on=None) | Q(hearing_waived_on__gte=F("served_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.document.number

    @property
    def has_hearing_right(self) -> bool:
        return bool(self.hearing_grounds)


class HearingQuerySet(ScopedQuerySet["Hearing"]):
    """Read by whoever reads the case."""


class Hearing(Scoped):
    """A hearing the party asked for: host, time and place, record, report.

    Legal source: Administrative Penalty Law Art. 63-65; SAMR hearing rules.
    """

    ref_kind: ClassVar[str] = "hearing"

    case = models.ForeignKey(Case, models.CASCADE, related_name="hearings")
    notice = models.OneToOneField(PenaltyNotice, models.PROTECT, related_name="hearing")
    requested_on = models.DateField(_("Requested on"))
    grounds = models.TextField(_("What the party asks for"), blank=True)
    host = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Hearing host"),
    )
    recorder = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Recorder"),
    )
    takes_place_on = models.DateField(_("Day of the hearing"), null=True, blank=True)
    takes_place_at = models.TimeField(_("Time of the hearing"), null=True, blank=True)
    place = models.CharField(_("Place of the hearing"), max_length=200, blank=True)
    is_public = models.BooleanField(_("Public hearing"), default=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    notice_served_on = models.DateField(_("Hearing notice served on"), null=True, blank=True)
    announced_on = models.DateField(_("Hearing announced on"), null=True, blank=True)
    held_on = models.DateField(_("Held on"), null=True, blank=True)
    attendance = models.TextField(_("Who attended"), blank=True)
    record = models.TextField(_("Record of the hearing"), blank=True)
    party_absent = models.BooleanField(_("The party did not appear"), default=False)
    reported_on = models.DateField(_("Reported on"), null=True, blank=True)
    opinion = models.TextField(_("Opinion of the host"), blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)
    withdrawn_why = models.TextField(_("Why withdrawn"), blank=True)

    objects = HearingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_hearing_host_does_not_record",
                condition=Q(host=None) | ~Q(host=F("recorder")),
            ),
            models.CheckConstraint(
                name="enforcement_hearing_scheduled_whole",
                condition=Q(host=None, recorder=None, takes_place_on=None, document=None)
                | Q(
                    host__isnull=False,
                    recorder__isnull=False,
                    takes_place_on__isnull=False,
                    document__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="enforcement_hearing_days_in_order",
                condition=(Q(held_on=None) | Q(held_on__gte=F("notice_served_on")))
                & (Q(reported_on=None) | Q(reported_on__gte=F("held_on"))),
            ),
            models.CheckConstraint(
                name="enforcement_hearing_withdrawn_or_held",
                condition=Q(withdrawn_on=None) | Q(held_on=None),
            ),
        ]

    def __str__(self) -> str:
        day: date = self.takes_place_on or self.requested_on
        return f"{self.case} {day}"

    @property
    def is_over(self) -> bool:
        return self.reported_on is not None or self.withdrawn_on is not None
