"""Finding a period in the catalogue."""

from datetime import date

from law.periods import Period, all_periods, event_label


def find_periods(
    *,
    text: str = "",
    domain: str | None = None,
    stage: str | None = None,
    on: date | None = None,
) -> list[Period]:
    """Rules in the order of the catalogue, those from memory too.

    Args:
        text: words of the title, the event, the law or the article; all must occur.
        domain: drug, device or cosmetic; rules for every domain fit too.
        stage: the procedure a rule belongs to.
        on: the day of the event; rules not in force then are left out.
    """
    words = text.lower().split()
    return [
        rule
        for rule in all_periods()
        if (domain is None or {domain, "all"} & set(rule.applies_to))
        and stage in (None, rule.stage)
        and (on is None or rule.is_in_force(on))
        and all(word in _haystack(rule) for word in words)
    ]


def _haystack(rule: Period) -> str:
    parts = [
        rule.id,
        rule.title.zh,
        rule.title.en,
        event_label(rule.trigger_event),
        rule.citation,
        rule.who_is_responsible.zh,
        rule.who_is_responsible.en,
    ]
    return "\n".join(parts).lower()
