"""The address under which a person's calendar program reads their limits."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self) -> Self:
        return self.filter(revoked_on=None)


class CalendarFeed(models.Model):
    """A secret address of one person, of which only the digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on: models.DateField[date, date] = models.DateField(_("Made on"))
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_on=None),
                name="deadlines_feed_one_live_per_person",
            ),
            models.CheckConstraint(
                name="deadlines_feed_revoked_after_made",
                condition=Q(revoked_on=None) | Q(revoked_on__gte=F("made_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_on}"
