"""Fines and other consequences of a provision, in words."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from law.labels import decided_by, listed
from law.penalty_kinds import Activity, FineBase, Level, PenaltyKind
from law.provision_types import LADDER, Bracket, Fine, Penalty, Persons, Span
from law.steps import show_yuan
from law.wording import UNITS
from law.words import Words


def fine_lines(fine: Fine | None) -> list[str]:
    """The fine of one level: what it is, then its floors."""
    if fine is None:
        return [_("No fine at this level.")]
    if fine.mode == "same_as" and fine.same_as:
        lines = [_("The same as for: %s") % Level(fine.same_as).label]
    elif fine.mode == "bracket":
        lines = [_bracket(fine, one) for one in fine.brackets]
    elif fine.fixed:
        lines = [_yuan(fine.fixed)]
    else:
        lines = [_times(fine.base, fine.multiplier)]
    lines += [_floor(activity, floor) for activity, floor in fine.floors.items()]
    if fine.optional:
        lines.append(_("The fine may be left out (“may be fined”)."))
    return lines


def penalty_line(penalty: Penalty) -> str:
    """One consequence with what the provision adds to it."""
    details = [str(words) for words in penalty.words.values()]
    if penalty.kind == LADDER:
        name = listed([str(PenaltyKind(step).label) for step in penalty.steps])
    else:
        name = str(PenaltyKind(penalty.kind).label)
        details = [*_terms(penalty.details), *details]
    if penalty.years:
        details.insert(0, str(UNITS["year"] % {"n": penalty.years}))
    if penalty.optional:
        details.insert(0, _("may be left out"))
    if penalty.decided_by:
        details.append(decided_by(penalty.decided_by))
    return _with(name, details)


def person_lines(persons: Persons) -> list[str]:
    """What a responsible person faces beside the fine."""
    lines = []
    if persons.confiscate_income:
        lines.append(str(PenaltyKind.CONFISCATE_PERSONAL_INCOME.label))
    for kind, terms in (
        (PenaltyKind.INDUSTRY_BAN, persons.industry_ban),
        (PenaltyKind.DETENTION, persons.detention),
    ):
        if terms:
            lines.append(_with(str(kind.label), _terms(terms)))
    return [*lines, *(str(other) for other in persons.other)]


def _with(name: str, details: list[str]) -> str:
    if not details:
        return name
    return _("%(name)s (%(details)s)") % {"name": name, "details": _("; ").join(details)}


def _terms(terms: Mapping[str, object]) -> list[str]:
    """Years, months, days and the like: ``{"months_min": 6, "months_max": 12}``."""
    said = []
    if terms.get("deadline"):
        said.append(_("within a set time"))
    if terms.get("optional"):
        said.append(_("may be left out"))
    if years := terms.get("years"):
        said.append(str(UNITS["year"] % {"n": years}))
    if least := terms.get("min_years"):
        said.append(_("at least %s years, up to life") % least)
    if most := terms.get("max_years"):
        said.append(_("%s years, up to life") % most)
    if terms.get("lifetime"):
        said.append(_("for life"))
    for unit, words in (
        ("months", _("%(min)s to %(max)s months")),
        ("days", _("%(min)s to %(max)s days")),
    ):
        if f"{unit}_min" in terms:
            said.append(words % {"min": terms[f"{unit}_min"], "max": terms[f"{unit}_max"]})
    for name in ("only", "scope"):
        if isinstance(raw := terms.get(name), Mapping):
            said.append(str(Words.of(raw)))
    if decider := terms.get("decided_by"):
        said.append(decided_by(str(decider)))
    return said


def _yuan(span: Span) -> str:
    high = show_yuan(str(span.high))
    if span.low is None:
        return _("Up to %s yuan") % high
    return _("%(low)s to %(high)s yuan") % {"low": show_yuan(str(span.low)), "high": high}


def _times(base: str, span: Span | None) -> str:
    if span is None or span.low is None:
        return "—"
    return _("%(low)s to %(high)s times the %(base)s") % {
        "low": f"{span.low.normalize():f}",
        "high": f"{span.high.normalize():f}",
        "base": FineBase(base).label,
    }


def _bracket(fine: Fine, one: Bracket) -> str:
    amount = _yuan(one.fixed) if one.fixed else _times(fine.base, one.multiplier)
    limit = one.at_or_above if one.below is None else one.below
    sentence = (
        _("%(base)s of %(limit)s yuan or more: %(fine)s")
        if one.below is None
        else _("%(base)s below %(limit)s yuan: %(fine)s")
    )
    label = FineBase(fine.base).label
    return sentence % {"base": label, "limit": show_yuan(str(limit)), "fine": amount}


def _floor(activity: str, floor: Decimal) -> str:
    yuan = show_yuan(str(floor))
    if activity == "all":
        return _("A base below %(floor)s yuan counts as %(floor)s yuan.") % {"floor": yuan}
    return _("%(activity)s: a base below %(floor)s yuan counts as %(floor)s yuan.") % {
        "activity": Activity(activity).label,
        "floor": yuan,
    }
