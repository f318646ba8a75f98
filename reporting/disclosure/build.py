"""The thirty fields of a decision, from the data of its case."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from core.money import in_wan
from enforcement.models import Case, ClueReporter, Decision, PaymentKind
from law.disclosure import CODE_NAMES, TOUCHES_LICENCE, feed_codes
from law.penalty_kinds import PenaltyKind
from law.vocabularies import PartyKind
from registry.models import Party
from reporting.disclosure.fields import (
    BY_NAME,
    FIELDS,
    HOUSEHOLD,
    IDENTITY_NUMBERS,
    NO_END,
    OF_THE_BUREAU,
    ORGANISATION,
    PERSON,
    PROSE,
    Sort,
)
from reporting.disclosure.masking import (
    Secrets,
    masked_code,
    masked_name,
    masked_number,
    masked_text,
)
from reporting.models import Disclosure

ZERO = Decimal(0)
PLACES = 6
# XML 1.0 holds none of these, a workbook neither: all files must tell the same.
UNFIT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
AMOUNT_KINDS: Mapping[str, str] = {
    PenaltyKind.FINE.value: "fine",
    PenaltyKind.CONFISCATE_ILLEGAL_INCOME.value: "income",
    PenaltyKind.CONFISCATE_GOODS.value: "goods",
}


def party_type(party: Party | None) -> str:
    """法人及非法人组织, 个体工商户 or 自然人.

    Legal source: GB 32100: codes of households begin with 92.
    """
    if party is not None and party.kind == PartyKind.INDIVIDUAL:
        return PERSON
    if party is not None and party.credit_code.startswith("92"):
        return HOUSEHOLD
    return ORGANISATION


def amounts_of(decision: Decision) -> dict[str, Decimal]:
    """What the decision asks of the party now, in yuan; fines of persons left out."""
    goods = decision.confiscated_goods_value or ZERO
    fine, income = decision.fine or ZERO, decision.confiscated_income or ZERO
    persons = sum((one.fine or ZERO for one in decision.persons.all()), ZERO)
    due = decision.due()
    if due[PaymentKind.FINE.value] != fine + persons:
        fine = max(ZERO, due[PaymentKind.FINE.value] - persons)
    if due[PaymentKind.CONFISCATION.value] != income:
        income = due[PaymentKind.CONFISCATION.value]
    return {"fine": fine, "income": income, "goods": goods}


def built_values(decision: Decision, kind: str = "") -> dict[str, str]:
    """All fields as the case knows them; what it does not know is empty.

    Args:
        kind: what sort of party it is, where a person knows better than the register.
    """
    case: Case = decision.case
    party, codes = case.party, feed_codes(decision.penalty_kinds)
    amounts = amounts_of(decision)
    confiscated = amounts["income"] + amounts["goods"]
    violations = list(case.violations.all())
    values = dict.fromkeys((one.name for one in FIELDS), "")
    values |= _party_values(case, party, kind or party_type(party))
    facts = "；".join(one.facts.strip() for one in violations if one.facts) or case.facts
    values |= {
        "doc_no": decision.number,
        "violation_type": "；".join(dict.fromkeys(one.provision_title for one in violations)),
        "facts": facts,
        "legal_basis": "；".join(dict.fromkeys(one.provision_article for one in violations)),
        "penalty_categories": categories_of(codes),
        "content": _content(decision, amounts),
        "fine_wan": _wan(amounts["fine"]),
        "confiscated_wan": _wan(confiscated),
        "licence_affected": _licence(party) if TOUCHES_LICENCE & set(codes) else "",
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "valid_until": NO_END,
        "agency": case.bureau.name,
        "source_org": case.bureau.name,
    }
    return masked_values(values | _of_the_bureau(case), secrets_of(decision, kind))


def values_of(decision: Decision, supplied: Mapping[str, str]) -> dict[str, str]:
    """The fields with what a person entered instead of what was built, masked like it."""
    kind = supplied.get("party_type", "")
    told = {name: text for name, text in supplied.items() if text}
    return masked_values(built_values(decision, kind) | told, secrets_of(decision, kind))


def masked_values(values: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    """The fields as they may be read outside; codes of organisations stay."""
    return {name: _masked(name, text, secrets) for name, text in values.items()}


def _masked(name: str, text: str, secrets: Secrets) -> str:
    text = UNFIT.sub("", text)
    if name in IDENTITY_NUMBERS:
        return masked_number(text)
    if name in PROSE:
        return masked_text(text, secrets)
    is_code = BY_NAME[name].sort is Sort.TEXT and BY_NAME[name].supplied
    return masked_code(text) if is_code else text


def categories_of(codes: list[str]) -> str:
    """The kinds by name; by code where the names are more than the field holds."""
    named = "、".join(CODE_NAMES[code] for code in codes)
    longest = BY_NAME["penalty_categories"].longest
    return named if len(named) <= longest else "、".join(codes)


def secrets_of(decision: Decision, kind: str = "") -> Secrets:
    """The persons a text on this decision may name, and where they live.

    The legal representative has a field of their own, and whoever reported is protected.

    Args:
        kind: as in ``built_values``.
    """
    party, clue = decision.case.party, decision.case.clue_id
    names = [one.name for one in decision.persons.all()]
    reporters = ClueReporter.objects.filter(clue=clue).exclude(name="")
    names += reporters.values_list("name", flat=True) if clue else []
    if party is None:
        return Secrets(names=tuple(names))
    names.append(party.legal_representative)
    if (kind or party_type(party)) != PERSON:
        return Secrets(names=tuple(names), open=(party.name,))
    return Secrets(names=(*names, party.name), addresses=(party.address,))


def _party_values(case: Case, party: Party | None, kind: str) -> dict[str, str]:
    name = party.name if party else case.party_label
    return {
        "party_name": masked_name(name) if kind == PERSON else name,
        "party_type": kind,
        "uscc": party.credit_code if party and kind != PERSON else "",
        "legal_rep": party.legal_representative if party and kind != PERSON else "",
    }


def _content(decision: Decision, amounts: Mapping[str, Decimal]) -> str:
    """What was imposed, as a decision numbers it; official Chinese whatever the reader's."""
    lines: list[str] = []
    for kind in decision.penalty_kinds:
        codes = feed_codes([kind])
        if not codes:
            continue
        amount = amounts.get(AMOUNT_KINDS.get(kind, ""), ZERO)
        words = CODE_NAMES[codes[0]]
        lines.append(f"{words}{amount:.2f}元" if amount else words)
    lines += [
        f"对责任人员{masked_name(one.name)}罚款{one.fine:.2f}元"
        for one in decision.persons.all()
        if one.fine
    ]
    return "；".join(f"{number}.{line}" for number, line in enumerate(lines, 1))


def _licence(party: Party | None) -> str:
    """The party's licence where it has only one; among several a person must choose."""
    if party is None:
        return ""
    found = list(party.licences.filter(revoked_on=None)[:2])
    return str(found[0]) if len(found) == 1 else ""


def _of_the_bureau(case: Case) -> dict[str, str]:
    """What an officer entered for the bureau on an earlier decision."""
    rows: Any = Disclosure.objects.filter(bureau_id=case.bureau_id)
    last = rows.filter(supplied__has_key="agency_uscc").order_by("-pk").first()
    if last is None:
        return {}
    return {name: last.supplied[name] for name in OF_THE_BUREAU if last.supplied.get(name)}


def _wan(amount: Decimal) -> str:
    return f"{in_wan(amount, PLACES):f}" if amount else ""
