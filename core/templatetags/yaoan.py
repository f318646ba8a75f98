"""Filters and tags every template has."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import CheckboxInput
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.money import in_wan
from core.pages import parts
from core.pages.boards import Chart
from core.pages.filters import address_with
from core.pages.navigation import ShownGroup, navigation_for, slot_address

register = template.Library()


@register.filter
def yuan(amount: Decimal | None) -> str:
    """1234567.5 → 1,234,567.50; unknown amounts stay empty."""
    return "" if amount is None else f"{amount:,.2f}"


@register.filter
def wan(amount: Decimal | None) -> str:
    """Yuan in 万元 with two places."""
    return "" if amount is None else f"{in_wan(amount):,.2f}"


@register.filter
def number(value: Any) -> str:
    """12345 → 12,345; text and nothing stay as they are."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """2022-03-15, local."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{0}">{0}</time>', local.isoformat())


@register.filter
def instant(value: datetime | None) -> SafeString | str:
    """2022-03-15 14:05, local."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    machine, person = here.isoformat(), here.strftime("%Y-%m-%d %H:%M")
    return format_html('<time datetime="{}">{}</time>', machine, person)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    return parts.icon(name, css)


@register.simple_tag
def pill(label: Any, tone: str = "neutral") -> SafeString:
    return parts.pill(label, tone)


@register.simple_tag
def count_badge(count: Any, tone: str = "neutral") -> SafeString | str:
    """A number in a round; nothing for none."""
    if not count:
        return ""
    return format_html('<span class="count count-{}">{}</span>', tone, count)


@register.simple_tag
def days_left(days: int | None, working: bool = True, due_on: date | None = None) -> Any:
    """``{% days_left 3 %}`` → 剩 3 个工作日; negative days are overdue; None shows nothing."""
    if days is None:
        return ""
    left = parts.days_left(days, working=working)
    mark = parts.TONE_ICONS[left.tone]
    shown = parts.icon(mark or "clock")
    title = due_on.isoformat() if due_on else ""
    return format_html(
        '<span class="days days-{}" title="{}">{}{}</span>', left.tone, title, shown, left.words
    )


@register.simple_tag
def person(user: Any, bureau: bool = False) -> SafeString | str:
    """A person's name, with their bureau where asked."""
    if user is None:
        return ""
    name = getattr(user, "name", None) or str(user)
    holder = getattr(user, "bureau", None) if bureau else None
    note = format_html(' <small class="muted">{}</small>', holder.short_name) if holder else ""
    shown = parts.icon("user")
    return format_html('<span class="person">{}{}{}</span>', shown, name, note)


@register.simple_tag
def bar(done: int | None, total: int | None, tone: str = "active") -> SafeString:
    return parts.bar(done, total, tone)


@register.inclusion_tag("_components/masked.html")
def masked(shown: str, address: str = "", label: str | Promise = "") -> dict[str, Any]:
    """A protected value: its mask and, where allowed, a button that reveals it by POST."""
    return {"shown": shown, "address": address, "label": label}


@register.inclusion_tag("_components/tiles.html")
def tiles(tiles: Sequence[parts.Tile]) -> dict[str, Any]:
    return {"tiles": tiles}


@register.inclusion_tag("_components/chart.html")
def chart(chart: Chart, table: bool = True) -> dict[str, Any]:
    return {"chart": chart, "option": chart.option(), "with_table": table}


@register.inclusion_tag("_components/block.html")
def home_block(block: parts.Block) -> dict[str, Any]:
    return {"block": block}


@register.inclusion_tag("_components/timeline.html")
def timeline(entries: Sequence[parts.Entry]) -> dict[str, Any]:
    present = {entry.kind for entry in entries}
    names = {
        "act": _("What was done"),
        "document": _("Documents"),
        "clock": _("Limits"),
        "comment": _("Comments"),
    }
    kinds = [(kind, name) for kind, name in names.items() if kind in present]
    return {"entries": entries, "kinds": kinds if len(kinds) > 1 else []}


@register.inclusion_tag("_components/acts.html")
def acts(acts: Sequence[parts.Act]) -> dict[str, Any]:
    return {"acts": acts}


@register.inclusion_tag("_components/facts.html")
def facts(facts: Sequence[parts.Fact]) -> dict[str, Any]:
    return {"facts": facts}


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[ShownGroup]:
    request = context["request"]
    return navigation_for(request.user, request.path)


@register.simple_tag
def slot(name: str) -> str:
    return slot_address(name)


@register.simple_tag
def maybe_url(name: str) -> str:
    """The address of a page that may not be installed; empty then."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """``?…`` of this page with some names changed; None or empty takes a name away."""
    kept = {name: value or None for name, value in changes.items()}
    return address_with(context["request"].GET, **kept)


@register.filter
def getlist(query: Any, name: str) -> list[str]:
    """All values of one name in the address."""
    found: list[str] = query.getlist(name)
    return found


@register.filter
def field_kind(bound: Any) -> str:
    """``checkbox``, ``group`` (several inputs under one label) or ``plain``."""
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "group" if bound.use_fieldset else "plain"


@register.filter
def layout(request: Any) -> str:
    """What a refusal stands in: a part of a page, the frame, or alone."""
    if request.headers.get("HX-Request"):
        return "core/fragment.html"
    return "base.html" if request.user.is_authenticated else "base_plain.html"


@register.simple_tag
def page_language() -> str:
    """As HTML writes it: ``zh-Hans``."""
    language = get_language() or "zh-hans"
    return "zh-Hans" if language == "zh-hans" else language


@register.simple_tag
def script_words() -> dict[str, str]:
    """The words that the page's own script shows."""
    return {
        "draftFound": _("You typed something here that was not sent (%s)."),
        "draftRestore": _("Take it over"),
        "draftForget": _("Discard"),
        "draftKept": _("Draft kept on this computer"),
        "sending": _("Sending…"),
        "failed": _("The server did not answer. What you typed is still here; try again."),
        "nothingFound": _("Nothing found"),
        "typeToFind": _("Type two characters to search"),
        "remove": _("Remove"),
        "ticked": _("%s ticked"),
        "wan": _("= %s ten thousand yuan"),
        "leave": _("What you typed has not been sent."),
        "chartMissing": _("The chart could not be drawn; the table below has its figures."),
    }
