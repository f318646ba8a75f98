"""How people are told besides the inbox: looked up once per use."""

from datetime import UTC, date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import User
from workbench.models import Channel, PersonChannels, Webhook


class Channels:
    """The channels of people as they are set now. Costs two queries in all."""

    def of(self, person: User) -> tuple[Channel, ...]:
        """What goes out for a person, besides the message in the inbox."""
        found = []
        if person.pk in self._by_email:
            found.append(Channel.EMAIL)
        if person.bureau_id in self._webhooks:
            found.append(Channel.WEBHOOK)
        return tuple(found)

    @cached_property
    def _by_email(self) -> frozenset[int]:
        rows = PersonChannels.objects.filter(email_on=True)
        return frozenset(rows.values_list("user_id", flat=True))

    @cached_property
    def _webhooks(self) -> frozenset[int]:
        rows = Webhook.objects.filter(is_on=True)
        return frozenset(rows.values_list("bureau_id", flat=True))


def digest_time(on: date) -> datetime:
    """When the morning digest of a day leaves, at the earliest."""
    local = datetime.combine(on, time(settings.DIGEST_HOUR), ZoneInfo(settings.TIME_ZONE))
    return local.astimezone(UTC)
