"""How the catalogues are told to a reader: standing, length, who decides, who is struck."""

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.pages.parts import pill
from law.office import OfficeLaw
from law.period_acts import is_calculator_only
from law.period_kinds import Clocked, Confidence, PeriodKind
from law.periods import Extension, Period, all_periods
from law.provisions import Provision, all_provisions
from law.vocabularies import Domain
from law.wording import UNITS

Text = str | Promise

CHECKED: dict[str, Text] = {
    "text": Confidence.TEXT.label,
    "verified": Confidence.TEXT.label,
    "verified text, mapping inferred": gettext_lazy(
        "Read in the instrument; which items it sanctions is inferred"
    ),
    "secondary": Confidence.SECONDARY.label,
    "memory": Confidence.MEMORY.label,
}
DECIDERS: dict[str, Text] = {
    "drug_regulator": gettext_lazy("Drug regulator"),
    "market_regulator": gettext_lazy("Market regulator"),
    "health": gettext_lazy("Health authority"),
    "judicial": gettext_lazy("Judicial authority"),
    "customs": gettext_lazy("Customs"),
    "NMPA": gettext_lazy("National drug regulator"),
    "public_security": gettext_lazy("Public security"),
    "accrediting_authority": gettext_lazy("Accrediting authority"),
    "issuing_authority": gettext_lazy("Issuing authority"),
    "provincial_drug_regulator": gettext_lazy("Provincial drug regulator"),
    "provincial_or_above_drug_regulator": gettext_lazy("Drug regulator, provincial or above"),
    "county_or_above_drug_regulator": gettext_lazy("Drug regulator, county or above"),
}
SUBJECTS: dict[str, Text] = {
    "unit": pgettext_lazy("whom a provision strikes", "Units"),
    "natural_person": gettext_lazy("Individuals"),
    "responsible_person": gettext_lazy("Responsible persons of units"),
    "platform": gettext_lazy("Platforms"),
}
PERSONS: dict[str, Text] = {
    "legal_representative": gettext_lazy("Legal representative"),
    "principal": gettext_lazy("Principal"),
    "legal_representative_or_principal": gettext_lazy("Legal representative or principal"),
    "directly_responsible_manager": gettext_lazy("Directly responsible manager"),
    "key_post": gettext_lazy("Holders of key posts"),
    "other_directly_responsible": gettext_lazy("Other directly responsible persons"),
    "other_responsible": gettext_lazy("Other responsible persons"),
}
ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def listed(words: list[str]) -> str:
    return _(", ").join(words)


def named(labels: dict[str, Text], codes: tuple[str, ...]) -> str:
    return listed([str(labels[code]) for code in codes])


def decided_by(code: str) -> str:
    """``health; market_regulator`` and the like hold several."""
    return listed([str(DECIDERS[one]) for one in re.split(r"; | or (?!above)| and ", code)])


def domains(codes: tuple[str, ...]) -> str:
    if "all" in codes:
        return _("All domains")
    return listed([str(Domain(code).label) for code in codes])


def length(rule: Period) -> str:
    """How long it runs, or why there is no number."""
    if rule.length is None or rule.unit is None:
        return str(PeriodKind(rule.kind).label)
    return str(UNITS[rule.unit] % {"n": rule.length})


def clocked(rule: Period) -> str:
    """Whether acts start its clock, or it is for the calculator only; nothing to count: —."""
    if not rule.computable:
        return "—"
    only = is_calculator_only(rule.id)
    return str(Clocked.CALCULATOR.label if only else Clocked.ACTS.label)


def extension(one: Extension) -> str:
    """By how much, who approves, where it stands."""
    if one.length is None or one.unit is None:
        by = _("to a day that the approval fixes")
    else:
        by = str(UNITS[one.unit] % {"n": one.length})
    parts = [by, _("approved by: %s") % one.approver]
    parts += [str(part) for part in (one.note, one.basis) if part]
    return _("; ").join(parts)


def standing(entry: Period | Provision, on: date, office: OfficeLaw) -> SafeString:
    """Whether it may be relied on, in a pill."""
    if not office.uses(entry):
        if entry.confidence == "memory":
            return pill(_("Not checked against the text, not in use"), "waiting")
        return pill(_("Switched off by the office"), "void")
    if entry.effective_to is not None and entry.effective_to < on:
        return pill(_("No longer in force"), "void")
    if entry.effective_from > on:
        return pill(_("Not yet in force"), "waiting")
    if entry.confidence == "memory":
        return pill(_("From memory, confirmed by the office"), "active")
    return pill(pgettext("standing of a rule", "In force"), "met")


def unchecked(entry: Period | Provision, office: OfficeLaw) -> str:
    """What the reader must know first."""
    if office.uses(entry) or entry.confidence != "memory":
        return ""
    return _(
        "Entered from memory and not checked against the text: it is not in use until a "
        "named person confirms it."
    )


def in_words(text: object) -> str:
    """A refusal with titles in place of ids: a reader of pages knows no ids."""
    titles = {rule.id: str(rule.title) for rule in all_periods()}
    titles |= {one.id: str(one.violation) for one in all_provisions()}
    return ID.sub(lambda found: titles.get(found[0], found[0]), str(text))
