from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record


class DayKind(models.TextChoices):
    WORKDAY = "workday", _("Working day")
    REST = "rest", _("Rest day")
    HOLIDAY = "holiday", _("Public holiday")


class CalendarDay(Record):
    """A day the office entered from a State Council notice; it overrides the shipped one."""

    ref_kind: ClassVar[str] = "calendar_day"

    day = models.DateField(_("Day"), unique=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=DayKind)
    name = models.CharField(_("Holiday"), max_length=40, blank=True)
    notice = models.CharField(_("Notice"), max_length=100)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class CalendarYear(Record):
    """A year whose calendar the office entered in full: its dates are no longer provisional."""

    ref_kind: ClassVar[str] = "calendar_year"

    year = models.PositiveSmallIntegerField(_("Year"), unique=True)
    notice = models.CharField(_("Notice"), max_length=100)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(
                name="deadlines_calendar_year_possible",
                condition=models.Q(year__range=(1949, 2199)),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)
