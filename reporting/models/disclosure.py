"""Penalties made public: what is shown of a decision, and how that stands."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models import Decision
from law.disclosure import ARTICLES


class DisclosureStatus(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("disclosure", "Prepared")
    HELD = "held", _("Held back")
    RELEASED = "released", pgettext_lazy("disclosure", "Made public")
    REPAIR_ASKED = "repair_asked", _("Credit repair asked for")
    REPAIR_ACCEPTED = "repair_accepted", _("Credit repair under review")
    REPAIRED = "repaired", _("Credit repair granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("disclosure", "Withdrawn")
    EXPIRED = "expired", _("Display ended")


S = DisclosureStatus
# What a reader outside can see today: the feed holds exactly these.
SHOWN = (S.RELEASED, S.REPAIR_ASKED, S.REPAIR_ACCEPTED, S.REPAIRED)
REPAIRING = (S.REPAIR_ASKED, S.REPAIR_ACCEPTED, S.REPAIRED)


class HoldReason(models.TextChoices):
    """Why a decision is not made public; ``article`` says by which law."""

    NO_PENALTY = "no_penalty", _("No penalty was imposed")
    FIRST_OFFENCE = "first_offence", _("First offence let off without penalty")
    SIMPLE = "simple", _("Decided on the spot")
    ONLY_WARNING = "only_warning", _("Nothing but a warning")
    REVOKED = "revoked", _("The decision was revoked or found unlawful")
    MINOR = "minor", _("The party is a minor")
    STATE_SECRET = "state_secret", _("State secrets")
    SECURITY = "security", _("National, public or economic security, social stability")
    TRADE_SECRET = "trade_secret", _("Trade secrets that cannot be masked")
    PRIVACY = "privacy", _("Personal privacy that cannot be masked")

    @property
    def article(self) -> str:
        return ARTICLES[self.value]


class WithdrawGround(models.TextChoices):
    CHANGED = "changed", _("The decision was amended")
    REVOKED = "revoked", _("The decision was revoked")
    UNLAWFUL = "unlawful", _("The decision was found unlawful or void")
    INACCURATE = "inaccurate", _("What was published is inaccurate")


class DisclosureQuerySet(ScopedQuerySet["Disclosure"]):
    def shown(self) -> Self:
        """What is public today."""
        return self.filter(status__in=SHOWN)


class Disclosure(Scoped):
    """What is published of one decision: the thirty fields of the feed, and their course.

    ``values`` holds the fields as text, built from the case; ``supplied`` those that a
    person entered because the case does not know them. Released values never change: what
    is wrong is withdrawn and prepared again.

    Legal source: 市场监督管理行政处罚信息公示规定; 行政处罚法第四十八条.
    """

    ref_kind: ClassVar[str] = "disclosure"

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="disclosure")
    status = models.CharField(
        _("Status"), max_length=16, choices=DisclosureStatus, default=DisclosureStatus.PREPARED
    )
    values = models.JSONField(default=dict)
    supplied = models.JSONField(default=dict)
    prepared_on = models.DateField(_("Prepared on"))
    hold_reason = models.CharField(
        _("Held back because"), max_length=16, choices=HoldReason, blank=True
    )
    hold_note = models.TextField(_("Note"), blank=True)
    released_on = models.DateField(_("Made public on"), null=True, blank=True)
    released_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    display_rule = models.CharField(max_length=64, blank=True, editable=False)
    display_until = models.DateField(_("Shown until"), null=True, blank=True)
    withdraw_ground = models.CharField(
        _("Withdrawn because"), max_length=12, choices=WithdrawGround, blank=True
    )
    withdraw_reason = models.TextField(_("Reason of the withdrawal"), blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)
    changes_known_to = models.DateField(null=True, blank=True, editable=False)
    repair_asked_on = models.DateField(_("Credit repair asked for on"), null=True, blank=True)
    repair_grounds = models.TextField(_("What the party shows"), blank=True)
    ended_on = models.DateField(_("Display ended on"), null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-prepared_on", "-id"]
        indexes = [models.Index(fields=["status", "released_on"])]
        constraints = [
            models.CheckConstraint(
                name="reporting_disclosure_held_iff_reason",
                condition=Q(status="held") & ~Q(hold_reason="")
                | ~Q(status="held") & Q(hold_reason=""),
            ),
            models.CheckConstraint(
                name="reporting_disclosure_released_by_and_on",
                condition=Q(released_on=None, released_by=None)
                | Q(released_on__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_disclosure_public_only_released",
                condition=Q(status__in=["prepared", "held"], released_on=None)
                | (~Q(status__in=["prepared", "held"]) & Q(released_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="reporting_disclosure_withdrawn_with_reason",
                condition=(
                    Q(status="withdrawn", withdrawn_on__isnull=False)
                    & ~Q(withdraw_reason="")
                    & ~Q(withdraw_ground="")
                )
                | ~Q(status="withdrawn") & Q(withdrawn_on=None, withdraw_ground=""),
            ),
            models.CheckConstraint(
                name="reporting_disclosure_ended_iff_expired",
                condition=Q(status="expired", ended_on__isnull=False)
                | ~Q(status="expired") & Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="reporting_disclosure_repair_asked",
                condition=~Q(status__in=["repair_asked", "repair_accepted", "repaired"])
                | Q(repair_asked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.values.get('doc_no', '')} {self.values.get('party_name', '')}".strip()

    @property
    def case(self) -> Any:
        """The case whose decision is published."""
        return self.decision.case

    def responsible_officers(self) -> list[User]:
        """谁办案、谁录入、谁负责: the officers of the case are reminded."""
        officers: list[User] = self.decision.case.responsible_officers()
        return officers
