"""Where a case stands, by which procedure, and why it could be closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    FILING = "filing", _("Filing submitted")
    FILING_REFUSED = "filing_refused", _("Filing refused")
    INVESTIGATING = "investigating", _("Under investigation")
    REVIEWING = "reviewing", _("Penalty under review")
    APPROVED = "approved", _("Penalty approved, notice due")
    NOTIFIED = "notified", _("Notice served")
    HEARING = "hearing", _("Hearing under way")
    DECIDED = "decided", _("Decided")
    SERVED = "served", _("Decision served")
    PERFORMED = "performed", _("Performed")
    SUSPENDED = "suspended", _("Investigation suspended")
    TERMINATED = "terminated", _("Investigation terminated")
    ENFORCE_ENDED = "enforce_ended", _("Enforcement ended")
    REVOKED = "revoked", _("Decision revoked")
    CLOSED = "closed", _("Closed")
    TRANSFERRED = "transferred", _("Transferred to another authority")
    MERGED = "merged", _("Merged into another case")


UNFILED = ("filing", "filing_refused")
UNDECIDED = (
    *UNFILED,
    "investigating",
    "reviewing",
    "approved",
    "notified",
    "hearing",
    "suspended",
    "terminated",
    "transferred",
    "merged",
)


class ClosingKind(models.TextChoices):
    """Why a case could be closed."""

    PERFORMED = "performed", _("Performed")
    NO_PENALTY = "no_penalty", _("No penalty")
    TERMINATED = "terminated", _("Investigation terminated")
    COURT_ENDED = "court_ended", _("Enforcement ended by the court")
    REVOKED = "revoked", _("Decision revoked")
    TRANSFERRED = "transferred", _("Handed over")


class CaseProcedure(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinary procedure")
    SIMPLE = "simple", _("On-the-spot procedure")


class DatePrecision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    SPAN = "span", _("Several months or years")
    UNKNOWN = "unknown", _("Not published")
