"""The thirty fields of a decision, from the data of its case."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.money import in_wan
from enforcement.models import Case, Decision, PaymentKind
from law.disclosure import CODE_NAMES, TOUCHES_LICENCE, feed_codes
from law.penalty_kinds import PenaltyKind
from law.vocabularies import PartyKind
from registry.models import Party
from reporting.disclosure.fields import (
    FIELDS,
    HOUSEHOLD,
    NO_END,
    OF_THE_BUREAU,
    ORGANISATION,
    PERSON,
)
from reporting.disclosure.masking import masked_name, masked_number, masked_text
from reporting.models import Disclosure

ZERO = Decimal(0)
PLACES = 6
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


def built_values(decision: Decision) -> dict[str, str]:
    """All fields as the case knows them; what it does not know is empty."""
    case: Case = decision.case
    party, codes = case.party, feed_codes(decision.penalty_kinds)
    amounts = amounts_of(decision)
    confiscated = amounts["income"] + amounts["goods"]
    names = _persons_named(case, decision)
    violations = list(case.violations.all())
    values = dict.fromkeys((one.name for one in FIELDS), "")
    values |= _party_values(case, party)
    facts = "；".join(one.facts.strip() for one in violations if one.facts) or case.facts
    values |= {
        "doc_no": decision.number,
        "violation_type": "；".join(dict.fromkeys(one.provision_title for one in violations)),
        "facts": masked_text(facts, names),
        "legal_basis": "；".join(dict.fromkeys(one.provision_article for one in violations)),
        "penalty_categories": "、".join(CODE_NAMES[code] for code in codes),
        "content": masked_text(_content(decision, amounts), names),
        "fine_wan": _wan(amounts["fine"]),
        "confiscated_wan": _wan(confiscated),
        "licence_affected": _licence(party) if TOUCHES_LICENCE & set(codes) else "",
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "valid_until": NO_END,
        "agency": case.bureau.name,
        "source_org": case.bureau.name,
    }
    return values | _of_the_bureau(case)


def with_supplied(values: Mapping[str, str], supplied: Mapping[str, str]) -> dict[str, str]:
    """What a person entered stands instead of what was built; identity numbers masked."""
    numbers = ("legal_rep_id_no", "id_no")
    told = {
        name: masked_number(text) if name in numbers else masked_text(text)
        for name, text in supplied.items()
        if text
    }
    return {**values, **told}


def _party_values(case: Case, party: Party | None) -> dict[str, str]:
    kind = party_type(party)
    name = party.name if party else case.party_label
    return {
        "party_name": masked_name(name) if kind == PERSON else name,
        "party_type": kind,
        "uscc": party.credit_code if party and kind != PERSON else "",
        "legal_rep": party.legal_representative if party and kind != PERSON else "",
    }


def _persons_named(case: Case, decision: Decision) -> list[str]:
    """Natural persons the texts may name."""
    names = [one.name for one in decision.persons.all()]
    if case.party is not None:
        if party_type(case.party) == PERSON:
            names.append(case.party.name)
        names.append(case.party.legal_representative)
    return names


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
