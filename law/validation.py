"""What must be true of the shipped data; each finding is one sentence for a developer."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from law.penalty_kinds import Activity, FineBase, Level, PenaltyKind
from law.period_kinds import (
    Confidence,
    PeriodKind,
    PeriodUnit,
    Responsible,
    Rollover,
    Stage,
)
from law.periods import Period, all_periods, event_codes, suspension_codes
from law.provision_types import Fine, Provision
from law.provisions import all_provisions
from law.published import PublishedDecision, published_decisions
from law.thresholds import THRESHOLDS
from law.vocabularies import Domain
from law.workdays import WorkCalendar, days_between, shipped_calendar


def period_findings() -> Iterator[str]:
    """Everything wrong with the catalogue of periods."""
    for rule in all_periods():
        for finding in _of_period(rule):
            yield f"period {rule.id}: {finding}"


def provision_findings() -> Iterator[str]:
    """Everything wrong with the catalogue of provisions."""
    known = {provision.id: provision for provision in all_provisions()}
    for provision in known.values():
        for finding in _of_provision(provision, known):
            yield f"provision {provision.id}: {finding}"


def published_findings() -> Iterator[str]:
    """Published decisions whose figures contradict the provisions they applied."""
    for decision in published_decisions():
        for finding in _of_published(decision):
            yield f"published decision {decision.id}: {finding}"


def calendar_findings() -> Iterator[str]:
    """Gaps in the shipped calendar, and months no office could have worked like that."""
    calendar = shipped_calendar()
    for before, year in pairwise(sorted(calendar.known_years)):
        if year != before + 1:
            yield f"calendar: {before + 1} is missing"
    for year in sorted(calendar.known_years):
        worked = _workdays_of(calendar, year)
        if not 240 <= worked <= 265:
            yield f"calendar: {year} has {worked} working days"


def threshold_findings() -> Iterator[str]:
    """Thresholds with two values for one day, or none at all."""
    for one in THRESHOLDS:
        if one.value <= 0:
            yield f"threshold {one.id}: not a positive number"
        twins = [other for other in THRESHOLDS if other.id == one.id and other is not one]
        if any(twin.is_in_force(one.effective_from) for twin in twins):
            yield f"threshold {one.id}: two values on {one.effective_from}"


def _of_period(rule: Period) -> Iterator[str]:
    if (rule.length is None) != (rule.unit is None):
        yield "length and unit come together or not at all"
    yield from _unknown_codes(rule)
    if rule.length is not None and rule.length < 0:
        yield "a negative length"
    if rule.unit == "working_day" and rule.rollover != "not_applicable":
        yield "a period in working days cannot end on a rest day, so it has no rollover"
    if rule.unit == "hour" and rule.rollover != "none":
        yield "hours never move"
    if rule.confidence == "memory" and rule.enabled_default:
        yield "from memory, and yet on by default"
    if not rule.basis:
        yield "no article"
    if rule.effective_to and rule.effective_to < rule.effective_from:
        yield "ends before it begins"
    if (rule.status == "in_force") != (rule.effective_to is None):
        yield "status and last day contradict each other"
    known = {other.id for other in all_periods()}
    for older in set(rule.replaces) - known:
        yield f"replaces {older}, which is not there"


def _unknown_codes(rule: Period) -> Iterator[str]:
    codes: dict[str, tuple[str | None, Collection[str | None]]] = {
        "stage": (rule.stage, Stage.values),
        "kind": (rule.kind, PeriodKind.values),
        "unit": (rule.unit, [*PeriodUnit.values, None]),
        "rollover": (rule.rollover, Rollover.values),
        "responsibility": (rule.responsibility, Responsible.values),
        "confidence": (rule.confidence, Confidence.values),
        "event": (rule.trigger_event, event_codes()),
    }
    for name, (code, known) in codes.items():
        if code not in known:
            yield f"unknown {name} {code}"
    for cause in set(rule.suspensions) - suspension_codes():
        yield f"unknown suspension {cause}"
    for domain in set(rule.applies_to) - {*Domain.values, "all"}:
        yield f"unknown domain {domain}"


def _of_provision(provision: Provision, known: dict[str, Provision]) -> Iterator[str]:
    if not provision.article.isdigit():
        yield f"article {provision.article} is not a number"
    for domain in set(provision.domains) - set(Domain.values):
        yield f"unknown domain {domain}"
    for level in provision.levels:
        if level not in Level.values:
            yield f"unknown level {level}"
    if len(set(provision.levels)) != len(provision.levels):
        yield "a level twice"
    if provision.confidence == "memory" and provision.enabled_default:
        yield "from memory, and yet on by default"
    under = [provision.persons_under[0]] if provision.persons_under else []
    for other in {*provision.refers_to, *under} - known.keys():
        yield f"refers to {other}, which is not there"
    for circumstance in provision.circumstances:
        for kind in set(circumstance.kinds) - set(PenaltyKind.values):
            yield f"unknown kind {kind}"
        yield from _of_fine(provision, circumstance.fine)
        if circumstance.fine is None and "fine" in circumstance.kinds:
            yield f"a fine without a range at level {circumstance.level}"
    if provision.persons:
        if provision.persons.applies_at not in {*Level.values, "any"}:
            yield f"unknown level {provision.persons.applies_at} for persons"
        yield from _of_fine(provision, provision.persons.fine)


def _of_fine(provision: Provision, fine: Fine | None) -> Iterator[str]:
    if fine is None:
        return
    if fine.base not in FineBase.values:
        yield f"unknown base {fine.base}"
    if fine.mode == "same_as" and fine.same_as not in provision.levels:
        yield f"repeats the fine of {fine.same_as}, a level it lacks"
    if fine.mode == "fixed" and fine.fixed is None:
        yield "a fixed fine without amounts"
    if fine.mode == "multiple" and (fine.multiplier is None or fine.multiplier.low is None):
        yield "a multiple without numbers"
    for activity in fine.floors.keys() - {*Activity.values, "all"}:
        yield f"unknown activity {activity}"
    if fine.mode == "bracket":
        yield from _of_brackets(fine)
    spans = [fine.fixed, fine.multiplier]
    spans += [span for one in fine.brackets for span in (one.fixed, one.multiplier)]
    for span in spans:
        if span and span.low is not None and not 0 <= span.low <= span.high:
            yield f"a range from {span.low} to {span.high}"


def _of_brackets(fine: Fine) -> Iterator[str]:
    limits = [(one.below, one.at_or_above) for one in fine.brackets]
    if len(limits) != 2 or limits[0][0] is None or limits[1] != (None, limits[0][0]):
        yield "brackets that do not meet"
    elif fine.brackets[0].fixed is None or fine.brackets[1].multiplier is None:
        yield "a bracket without amounts"


def _of_published(decision: PublishedDecision) -> Iterator[str]:
    expected = decision.expected_range
    found = decision.statutory_range()
    if (expected is None) != (found is None):
        yield "a range is expected and not found, or the other way round"
    elif expected is not None and found is not None:
        amounts = (float(found.min or 0), float(found.max or 0))
        if amounts != (float(expected["min"]), float(expected["max"])):
            yield f"range {amounts}, expected {expected['min']} to {expected['max']}"


def _workdays_of(calendar: WorkCalendar, year: int) -> int:
    first = min(day for day in calendar.days if day.year == year).replace(month=1, day=1)
    last = first.replace(month=12, day=31)
    return sum(calendar.is_workday(day) for day in days_between(first, last))
