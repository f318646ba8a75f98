"""How the catalogue of periods sorts its rules: stage, kind, unit, who must act, how sure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """The procedure a rule belongs to."""

    PENALTY_PROCEDURE = "penalty_procedure", _("Penalty procedure")
    HEARING = "hearing", _("Hearing")
    COERCION = "coercion", _("Compulsory measures")
    EXECUTION = "execution", _("Execution")
    REMEDY = "remedy", _("Review and litigation")
    CRIMINAL_TRANSFER = "criminal_transfer", _("Criminal transfer")
    PUBLICITY_CREDIT = "publicity_credit", _("Publicity and credit")
    COMPLAINT_REPORT = "complaint_report", _("Complaints and reports")
    INSPECTION = "inspection", _("Inspection")
    SAMPLING = "sampling", _("Sampling")
    RECALL = "recall", _("Recall")
    ADVERSE_EVENT = "adverse_event", _("Adverse events")
    SUPERVISION = "supervision", _("Supervision of enforcement")
    DISCLOSURE = "disclosure", _("Disclosure of information")
    REGULATED_PARTY_DUTY = "regulated_party_duty", _("Duties of regulated parties")


class PeriodKind(TextChoices):
    """What the end of the period means."""

    DEADLINE = "deadline", pgettext_lazy("kind of period", "Time limit")
    WAITING_PERIOD = "waiting_period", _("Waiting period")
    LIMITATION = "limitation", _("Limitation period")
    LONG_STOP = "long_stop", _("Longest period")
    DISPLAY_PERIOD = "display_period", _("Display period")
    PERIODIC = "periodic", _("Recurring duty")
    FIXED_DATE = "fixed_date", _("Fixed date")
    THRESHOLD = "threshold", _("Threshold")
    ACCRUAL = "accrual", _("Daily accrual")
    PER_DOCUMENT = "per_document", _("Set by each document")


class PeriodUnit(TextChoices):
    """What is counted."""

    WORKING_DAY = "working_day", _("working days")
    CALENDAR_DAY = "calendar_day", _("calendar days")
    MONTH = "month", _("months")
    YEAR = "year", _("years")
    HOUR = "hour", _("hours")


class Rollover(TextChoices):
    """What happens when the last day is a rest day."""

    STATUTORY = "statutory", _("Moves to the next working day")
    UNCLEAR = "unclear", _("Unclear: do not rely on a move")
    NONE = "none", _("Never moves")
    NOT_APPLICABLE = "not_applicable", _("Does not arise")


class Responsible(TextChoices):
    """Who must keep the limit."""

    AUTHORITY = "authority", _("The authority")
    PARTY = "party", _("The party")
    OTHER_ORGAN = "other_organ", _("Another organ")


class Clocked(TextChoices):
    """Whether acts of a procedure start and meet the clock of a rule."""

    ACTS = "acts", _("With a clock")
    CALCULATOR = "calculator", _("For the calculator only")


class Confidence(TextChoices):
    """How well a rule was checked."""

    TEXT = "text", _("Read in the instrument")
    SECONDARY = "secondary", _("From secondary sources")
    MEMORY = "memory", _("From memory, to be confirmed")
