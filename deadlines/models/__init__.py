from deadlines.models.amount import AmountVersion
from deadlines.models.calendar import CalendarDay, CalendarYear, DayKind
from deadlines.models.changes import ClockExtension, ClockSuspension
from deadlines.models.clock import (
    LIVE,
    Clock,
    ClockQuerySet,
    ClockState,
    Reminder,
    Rung,
    SweepRun,
)
from deadlines.models.feed import CalendarFeed
from deadlines.models.ladder import LadderSetting, Pulse
from deadlines.models.rules import ClockMove, LawChange, LawChangeKind, RuleConfirmation
from deadlines.models.split import SplitVersion
from deadlines.models.transition import Transition

__all__ = [
    "LIVE",
    "AmountVersion",
    "CalendarDay",
    "CalendarFeed",
    "CalendarYear",
    "Clock",
    "ClockExtension",
    "ClockMove",
    "ClockQuerySet",
    "ClockState",
    "ClockSuspension",
    "DayKind",
    "LadderSetting",
    "LawChange",
    "LawChangeKind",
    "Pulse",
    "Reminder",
    "RuleConfirmation",
    "Rung",
    "SplitVersion",
    "SweepRun",
    "Transition",
]
