"""Small parts that several page kinds show: pills, acts, facts, time line, tiles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Text = str | Promise

# Never colour alone: every tone has its own mark beside the word.
TONE_ICONS = {
    "neutral": "",
    "active": "circle-dot",
    "waiting": "hourglass",
    "met": "circle-check",
    "soon": "clock",
    "late": "alert-circle",
    "void": "ban",
}


def pill(label: Any, tone: str = "neutral") -> SafeString:
    """A status as a pill: word, colour and mark."""
    name = TONE_ICONS.get(tone, "")
    mark = icon(name) if name else ""
    return format_html('<span class="pill pill-{}">{}{}</span>', tone, mark, label)


@cache
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite, for decoration beside a word."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        sprite_address(),
        name,
    )


def sprite_address() -> str:
    return static("vendor/icons.svg")


def bar(done: int | None, total: int | None, tone: str = "active") -> SafeString:
    """A progress bar with its figures beside it; without a total it only says how many."""
    if not total:
        return format_html('<span class="figures">{}</span>', done or 0)
    return format_html(
        '<span class="progress-line"><progress class="bar bar-{}" max="100" value="{}">'
        '</progress><span class="figures">{} / {}</span></span>',
        tone,
        min(100, (done or 0) * 100 // total),
        f"{done or 0:,}",
        f"{total:,}",
    )


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done now: a button, or the reason why not.

    Args:
        address: of the form or the confirmation; opened in a dialog when ``dialog``.
        reason: why it is not possible now; the button then only tells it.
        weight: at most one ``main`` act per page; ``danger`` for what cannot be undone.
    """

    title: Text
    address: str
    icon: str = ""
    reason: Text = ""
    weight: Literal["main", "plain", "danger"] = "plain"
    dialog: bool = False
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value in a section of facts."""

    label: Text
    value: Any
    address: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: Text
    facts: Sequence[Fact]
    template: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a time line.

    Args:
        at: when; a date where only the day is known.
        kind: ``act``, ``document``, ``clock`` or ``comment``: what the filters offer.
    """

    at: date | datetime
    title: Text
    by: str = ""
    note: Text = ""
    kind: Literal["act", "document", "clock", "comment"] = "act"
    address: str = ""
    tone: str = "neutral"

    @property
    def has_time(self) -> bool:
        return isinstance(self.at, datetime)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of a board: what it is, how it stands, and where its rows are.

    Args:
        value: as printed. target: as printed, if there is one.
        tone: ``met``, ``soon``, ``late`` or ``neutral``, judged by whoever made the figure.
        trend: ``up``, ``down``, ``flat`` or empty; ``trend_text`` says it in words.
    """

    title: Text
    value: Any
    address: str
    unit: Text = ""
    target: Any = ""
    tone: str = "neutral"
    trend: Literal["up", "down", "flat", ""] = ""
    trend_text: Text = ""
    definition: Text = ""
    as_of: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block on a home page; ``why`` is the address that explains its day."""

    title: Text
    address: str = ""
    note: Text = ""
    due_on: date | None = None
    days: int | None = None
    working: bool = True
    badge: SafeString | str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A short list on a home page with the count that opens the full list."""

    title: Text
    lines: Sequence[Line]
    count: Any = None
    address: str = ""
    icon: str = ""
    empty: Text = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """A limit as a badge: the words, the tone and the mark; ``why`` explains its day."""

    words: str
    tone: str
    due_on: date | None = field(default=None)
    why: str = ""


def days_left(days: int, *, working: bool = True, soon: int = 3) -> DaysLeft:
    """The words for ``days`` until a limit; negative once it has passed.

    Args:
        days: working days (or calendar days) until the last day to act, 0 on that day.
        soon: from how many days on the badge warns.
    """
    if days < 0:
        late = -days
        words = (
            ngettext("%(n)s working day overdue", "%(n)s working days overdue", late)
            if working
            else ngettext("%(n)s day overdue", "%(n)s days overdue", late)
        ) % {"n": late}
        return DaysLeft(words, "late")
    if days == 0:
        return DaysLeft(_("due today"), "soon")
    words = (
        ngettext("%(n)s working day left", "%(n)s working days left", days)
        if working
        else ngettext("%(n)s day left", "%(n)s days left", days)
    ) % {"n": days}
    return DaysLeft(words, "soon" if days <= soon else "neutral")
