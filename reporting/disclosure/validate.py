"""The report before release: every fault of every field, and what would be right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from core.money import in_wan
from law.disclosure import CODE_NAMES, CONFISCATING, FINE, OTHER, TOUCHES_LICENCE
from registry.credit_codes import credit_code_fault
from reporting.disclosure.build import amounts_of, secrets_of
from reporting.disclosure.fields import (
    FIELDS,
    IDENTITY_NUMBERS,
    NUMBERS,
    ORGANISATION,
    PERSON,
    PROSE,
    FeedField,
    Sort,
)
from reporting.disclosure.masking import NOTHING, STAR, Secrets, masked_number, masked_text

AMOUNT: Final = re.compile(r"[0-9]{1,12}\.[0-9]{6}\Z")
# Word of the authority, year in brackets of the standard, serial number.
NUMBER: Final = re.compile(
    r"(?:（[\u4e00-\u9fa5]{1,4}）)?[\u4e00-\u9fa5]{2,16}?〔(19|20)\d{2}〕[\u4e00-\u9fa5]{0,2}"
    r"\d{1,6}号\Z"
)
CODES_BY_NAME: Final = {
    **{name: code for code, name in CODE_NAMES.items()},
    **{code: code for code in CODE_NAMES},
}
# A cell of a workbook holds no more; in words nothing else sets an end.
MOST_IN_A_CELL: Final = 32_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field."""

    name: str
    number: int
    label: str
    value: str
    problem: str
    right: str


def faults_of(values: Mapping[str, str], decision: Any = None) -> list[Fault]:
    """Every fault of every field, in the order of the feed.

    Args:
        decision: the decision whose amounts (yuan) the fields must repeat; None checks
            the fields alone.
    """
    amounts = amounts_of(decision) if decision is not None else {}
    secrets = (
        secrets_of(decision, values.get("party_type", "")) if decision is not None else NOTHING
    )
    found: list[Fault] = []
    for one in FIELDS:
        text = values.get(one.name, "")
        told = [*_wrong(one, text, values, amounts), *_readable(one, text, values, secrets)]
        if decision is not None and one.name == "doc_no" and text != decision.number:
            told.append((_("The decision has another number now."), decision.number))
        for problem, right in told:
            found.append(Fault(one.name, NUMBERS[one.name], one.label, text, problem, right))
    return found


Told = Iterator[tuple[str, str]]


def _wrong(
    one: FeedField, text: str, values: Mapping[str, str], amounts: Mapping[str, Decimal]
) -> Told:
    if not text.strip():
        if _is_required(one, values):
            yield _("It is missing."), _why_required(one)
        return
    most = one.longest or MOST_IN_A_CELL
    if len(text) > most:
        told = {"n": len(text), "most": most}
        yield _("It has %(n)s characters.") % told, _("At most %(most)s characters.") % told
    if one.choices and text not in one.choices:
        yield _("It is not on the list."), "、".join(one.choices)
    match one.sort:
        case Sort.AMOUNT:
            yield from _wrong_amount(one, text, amounts)
        case Sort.DAY:
            yield from _wrong_day(one, text, values)
        case Sort.CREDIT_CODE:
            if fault := credit_code_fault(text):
                yield fault, _("18 characters as on the certificate.")
        case Sort.CODES:
            yield from _wrong_categories(text, values)
    yield from _wrong_words(one, text, values)


def _is_required(one: FeedField, values: Mapping[str, str]) -> bool:
    kind, codes = values.get("party_type", ""), codes_in(values)
    return {
        "": False,
        "always": True,
        "person": kind == PERSON,
        "unit": kind != PERSON,
        "organisation": kind == ORGANISATION,
        "fine": FINE in codes,
        "confiscated": bool(CONFISCATING & codes),
        "licence": bool(TOUCHES_LICENCE & codes),
    }[one.required]


def codes_in(values: Mapping[str, str]) -> set[str]:
    """The feed's codes that 处罚类别 names."""
    kinds = kinds_in(values.get("penalty_categories", ""))
    return {CODES_BY_NAME[kind] for kind in kinds if kind in CODES_BY_NAME}


def kinds_in(text: str) -> list[str]:
    """The kinds a text names; the name of one has the mark in it that stands between them."""
    return text.replace(CODE_NAMES[OTHER], OTHER).split("、")


def _why_required(one: FeedField) -> str:
    return {
        "always": _("Every decision needs it."),
        "person": _("A natural person needs it."),
        "unit": _("Every party but a natural person needs it."),
        "organisation": _("An organisation needs it."),
        "fine": _("A fine needs its amount."),
        "confiscated": _("A confiscation needs its amount."),
        "licence": _("Name the licence that was suspended or revoked, with its number."),
    }[one.required]


def _wrong_amount(one: FeedField, text: str, amounts: Mapping[str, Decimal]) -> Told:
    if not AMOUNT.match(text):
        yield (
            _("It is not an amount in 10,000 yuan with six decimals."),
            _("Such as 10.000000 for 100,000 yuan."),
        )
        return
    if not amounts:
        return
    yuan = amounts["fine"] if one.name == "fine_wan" else amounts["income"] + amounts["goods"]
    if Decimal(text) != in_wan(yuan, 6):
        yield (
            _("It is not the amount of the decision; is the unit 10,000 yuan?"),
            f"{in_wan(yuan, 6):f}",
        )


def _wrong_day(one: FeedField, text: str, values: Mapping[str, str]) -> Told:
    day = _day(text)
    if day is None:
        yield _("It is not a day."), _("Write it as 2026-03-15.")
        return
    decided = _day(values.get("decided_on", ""))
    if one.name != "decided_on" and decided and day < decided:
        yield (
            _("It lies before the decision."),
            _("Not before %(day)s.") % {"day": decided.isoformat()},
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-03-15") else None
    except ValueError:
        return None


def _wrong_categories(text: str, values: Mapping[str, str]) -> Told:
    unknown = [kind for kind in kinds_in(text) if kind not in CODES_BY_NAME]
    if unknown:
        yield (
            _("Not a kind of the list: %(names)s.") % {"names": "、".join(unknown)},
            "、".join(CODE_NAMES.values()),
        )
    if values.get("fine_wan") and FINE not in codes_in(values):
        yield _("There is a fine, but its kind is not named."), CODE_NAMES[FINE]


def _wrong_words(one: FeedField, text: str, values: Mapping[str, str]) -> Told:
    if one.name == "doc_no" and not NUMBER.match(text):
        yield (
            _("It is not a document number."),
            _("Authority, year in 〔 〕, serial number and 号."),
        )


def _readable(one: FeedField, text: str, values: Mapping[str, str], secrets: Secrets) -> Told:
    """What of a person can still be read in a field."""
    if one.name in IDENTITY_NUMBERS and masked_number(text) != text:
        yield _("The number can be read in full."), _("Only its ends may be read.")
    is_person = values.get("party_type") == PERSON
    if one.name == "party_name" and is_person and STAR not in text:
        yield _("The name of a natural person can be read."), _("Surname and stars.")
    if one.name in PROSE and (masked := masked_text(text, secrets)) != text:
        yield _("A person's name, number, account or dwelling can be read in it."), masked
