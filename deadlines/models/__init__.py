from deadlines.models.calendar import CalendarDay, DayKind
from deadlines.models.clock import Clock, ClockQuerySet, ClockState, Reminder, Rung, SweepRun
from deadlines.models.transition import Transition

__all__ = [
    "CalendarDay",
    "Clock",
    "ClockQuerySet",
    "ClockState",
    "DayKind",
    "Reminder",
    "Rung",
    "SweepRun",
    "Transition",
]
