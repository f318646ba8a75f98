"""Finding a period in the catalogue."""

from collections import Counter
from datetime import date

from law.period_acts import acts_of, is_calculator_only
from law.period_kinds import Clocked
from law.periods import Period, all_periods, event_label


def find_periods(
    *,
    text: str = "",
    domain: str | None = None,
    stage: str | None = None,
    law: str | None = None,
    clock: str | None = None,
    confidence: str | None = None,
    on: date | None = None,
) -> list[Period]:
    """Rules in the order of the catalogue, those from memory too.

    Args:
        text: words of the title, the event, the acts, the law or the article; all must
            occur.
        domain: drug, device or cosmetic; rules for every domain fit too.
        stage: the procedure a rule belongs to.
        law: name of an instrument the rule rests on.
        clock: ``acts`` where acts start and meet it, else ``calculator``.
        confidence: how well it was checked.
        on: the day of the event; rules not in force then are left out.
    """
    words = text.lower().split()
    return [
        rule
        for rule in all_periods()
        if (domain is None or {domain, "all"} & set(rule.applies_to))
        and stage in (None, rule.stage)
        and (law is None or any(basis.law == law for basis in rule.basis))
        and clock in (None, _clocked(rule))
        and confidence in (None, rule.confidence)
        and (on is None or rule.is_in_force(on))
        and all(word in _haystack(rule) for word in words)
    ]


def instruments() -> list[str]:
    """Every instrument a rule rests on, those with most rules first."""
    names = Counter(basis.law for rule in all_periods() for basis in rule.basis)
    return [name for name, _count in names.most_common()]


def _clocked(rule: Period) -> str:
    return Clocked.CALCULATOR if is_calculator_only(rule.id) else Clocked.ACTS


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
    acts = acts_of(rule.id)
    for act in (*acts.started_by, *acts.met_by) if acts else ():
        parts += [act.title.zh, act.title.en]
    return "\n".join(parts).lower()
