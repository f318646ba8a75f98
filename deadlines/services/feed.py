"""A person's limits for their calendar program: a secret address, made and revoked by them.

Whoever has the address reads it without signing in. It therefore tells the names of
limits and their dates, and nothing of any record.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, date, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import AccountKind, User
from audit.services import record
from core.errors import Invalid, NotFound
from deadlines.models import CalendarFeed, Clock

# Calendar days back: an overdue limit stays in sight for a year.
BACK = timedelta(days=366)
# Most calendar programs refuse much longer answers.
MOST_EVENTS = 1000
REFRESH = timedelta(hours=1)


@transaction.atomic
def make_feed(*, by: User, on: date) -> str:
    """A new secret for the caller's calendar, shown once; the one before it ends at once.

    Raises:
        Invalid: machines have no deadlines of their own.
    """
    if by.kind != AccountKind.PERSON:
        raise Invalid(_("Only people have a calendar of deadlines."))
    _revoke(by, on)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(user=by, digest=_digest(token), made_on=on)
    record("calendar_feed.made", subject=by, by=by, on=on)
    return token


@transaction.atomic
def revoke_feed(*, by: User, on: date) -> None:
    """End the caller's calendar address at once.

    Raises:
        Invalid: there is none.
    """
    if not _revoke(by, on):
        raise Invalid(_("You have no calendar address."))
    record("calendar_feed.revoked", subject=by, by=by, on=on)


def live_feed(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.live().filter(user=user).first()


def owner_of(token: str) -> User:
    """Whose calendar a secret opens. Writes nothing.

    Raises:
        NotFound: unknown, revoked, or of an account that is disabled: alike.
    """
    found = (
        CalendarFeed.objects.live()
        .filter(digest=_digest(token), user__is_active=True)
        .select_related("user__bureau")
        .first()
    )
    if found is None:
        raise NotFound
    return found.user


def calendar_of(user: User, *, on: date, page_of: Callable[[Clock], str]) -> bytes:
    """The running limits that bind a person, as iCalendar (RFC 5545), one all-day event each.

    Args:
        on: local date; limits to act by up to a year before it are still told.
        page_of: absolute address of a limit's page, which asks for signing in.
    """
    rows = Clock.objects.visible_to(user).for_person(user).running().speaking()
    rows = rows.filter(act_by__gte=on - BACK).order_by("act_by", "pk")[:MOST_EVENTS]
    with translation.override(user.language):
        calendar = Calendar()
        calendar.add("prodid", "-//YaoAn//Deadlines//ZH")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("My deadlines"))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        for clock in rows:
            calendar.add_component(_event(clock, page_of(clock)))
        written: bytes = calendar.to_ical()
        return written


def _event(clock: Clock, page: str) -> Event:
    """The day to act by; the same id for the same limit, however often it is read."""
    event = Event()
    changed = clock.updated_at.astimezone(UTC)
    name = clock.name
    if clock.provisional:
        name = _("%(limit)s (expected)") % {"limit": name}
    event.add("uid", f"clock-{clock.uuid}@yaoan")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", name)
    event.add("dtstart", clock.act_by)
    event.add("dtend", clock.act_by + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", page)
    lines = [
        _("Act by %(day)s") % {"day": clock.act_by},
        _("Last day %(day)s") % {"day": clock.due_on},
        _("Legal source: %(basis)s") % {"basis": clock.basis},
    ]
    event.add("description", "\n".join(lines))
    return event


def _revoke(user: User, on: date) -> int:
    return CalendarFeed.objects.live().filter(user=user).update(revoked_on=on)


def _digest(token: str) -> str:
    # The secret has 256 random bits: a plain digest cannot be searched backwards.
    return sha256(token.encode()).hexdigest()
