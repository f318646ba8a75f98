"""What the instruments of a case say: values of the day, in the language of the office."""

from collections.abc import Iterable
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import LawUnavailable
from documents.content import Content, Paragraph
from documents.models import DocumentKind
from enforcement.models import Case, Decision, DecisionKind, PersonPenalty, Violation
from enforcement.services.law_words import law_applied
from enforcement.transitions.case_needs import DEFENCE_PERIOD, PAYMENT_PERIOD
from law.penalty_kinds import PenaltyKind
from law.periods import Period, in_force
from law.steps import show_yuan
from law.wording import UNITS

OFFICIAL = "zh-hans"
REVIEW_PERIOD = "administrative_review_application"
LITIGATION_PERIOD = "litigation_direct"


def document_title(kind: DocumentKind, case: Case) -> str:
    """Form and case, as the head line of the instrument."""
    with override(OFFICIAL):
        return f"{kind.label}：{case.title}"[:200]


def notice_content(
    case: Case, proposal: Decision, on: date, *, rights: Iterable[Paragraph] = ()
) -> Content:
    """The notice of penalty: what is intended, why, and until when the party may answer.

    Args:
        rights: what the party may ask for besides, as paragraphs.

    Legal source: Administrative Penalty Law Art. 44, 45.
    """
    with override(OFFICIAL):
        answer = _(
            "You may state your case and defend yourself within %(period)s of receiving this "
            "notice. Whoever does not is taken to waive it."
        ) % {"period": period_length(DEFENCE_PERIOD, on)}
        return Content(
            addressee=party_name(case),
            particulars=particulars_of(case),
            sections=[
                *findings_of(case),
                Paragraph(title=_("Intended penalty"), text=penalty_words(proposal)),
                Paragraph(title=_("Statement and defence"), text=answer),
                *rights,
            ],
        )


def decision_content(case: Case, decision: Decision, on: date) -> Content:
    """The decision: facts, penalty and basis, how to perform, how to seek review.

    Legal source: Administrative Penalty Law Art. 59 (what a decision must say).
    """
    with override(OFFICIAL):
        return Content(
            addressee=party_name(case),
            particulars=particulars_of(case),
            sections=[
                *findings_of(case),
                Paragraph(title=_("Defence"), text=defence_words(case)),
                Paragraph(title=_("Decision"), text=penalty_words(decision)),
                *performance_of(decision, on),
                Paragraph(title=_("Review and litigation"), text=remedies_words(on)),
            ],
        )


def closing_content(case: Case) -> Content:
    """The closing form: what was decided, how it was performed, the report."""
    with override(OFFICIAL):
        lines = [
            [_("Case number"), case.number],
            [_("Party"), party_name(case)],
            [_("Filed on"), say_day(case.filed_on)],
            [_("Closed because"), case.get_closing_kind_display()],
        ]
        report = [Paragraph(title=_("Closing report"), text=case.closing_note)]
        if case.decided_on is None:
            return Content(particulars=lines, sections=report)
        lines += [
            [_("Decided on"), say_day(case.decided_on)],
            [_("Decision number"), case.decision.number],
        ]
        penalty = Paragraph(title=_("Penalty"), text=penalty_words(case.decision))
        return Content(particulars=lines, sections=[penalty, *report])


def proposal_words(proposal: Decision) -> str:
    """The proposal in a few lines, for whoever approves it."""
    lines = [penalty_words(proposal), proposal.reasons]
    if proposal.mitigation_basis:
        lines.append(_("Basis: %(article)s") % {"article": proposal.mitigation_basis})
    return "\n".join(line for line in lines if line)


def party_name(case: Case) -> str:
    """As registered, else as it was published."""
    return case.party.name if case.party else case.party_label


def particulars_of(case: Case) -> list[list[str]]:
    """Who the party is, as the head of an instrument says it."""
    party = case.party
    if party is None:
        return [[_("Party"), case.party_label]]
    lines = [
        [_("Party"), party.name],
        [_("Unified social credit code"), party.credit_code],
        [_("Address"), party.address],
        [_("Legal representative"), party.legal_representative],
        [_("Case number"), case.number],
    ]
    return [[label, value] for label, value in lines if value]


def findings_of(case: Case) -> list[Paragraph]:
    """Facts, and the provisions they break with the range each allows."""
    violations = list(case.violations.all())
    facts = "\n".join(f"{one.seq}. {one.facts}" for one in violations)
    basis = "\n".join([*(_basis(one) for one in violations), *law_applied(violations)])
    return [
        Paragraph(title=_("Facts and evidence"), text=facts or case.facts),
        Paragraph(title=_("Legal basis"), text=basis),
    ]


def _basis(violation: Violation) -> str:
    words = f"{violation.seq}. {violation.provision_title}：{violation.provision_article}"
    if violation.range_max is None:
        return words
    return _("%(provision)s; statutory fine: %(min)s to %(max)s yuan") % {
        "provision": words,
        "min": show_yuan(str(violation.range_min)),
        "max": show_yuan(str(violation.range_max)),
    }


def penalty_words(decision: Decision) -> str:
    if decision.kind == DecisionKind.DISMISSAL:
        return _("The case is dismissed.")
    if decision.kind == DecisionKind.NO_PENALTY:
        return _("No administrative penalty is imposed.")
    amounts = {
        PenaltyKind.FINE: decision.fine,
        PenaltyKind.CONFISCATE_ILLEGAL_INCOME: decision.confiscated_income,
        PenaltyKind.CONFISCATE_GOODS: decision.confiscated_goods_value,
    }
    lines = []
    for code in decision.penalty_kinds:
        kind = PenaltyKind(code)
        amount = amounts.get(kind)
        words = str(kind.label)
        if amount:
            words = _("%(penalty)s: %(amount)s yuan") % {
                "penalty": words,
                "amount": show_yuan(str(amount)),
            }
        lines.append(words)
    lines += [_person(one) for one in _persons(decision)]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _persons(decision: Decision) -> list[PersonPenalty]:
    return list(decision.persons.all()) if decision.pk else []


def _person(penalty: PersonPenalty) -> str:
    who = penalty.name
    if penalty.position:
        who += f"（{penalty.position}）"
    parts = []
    if penalty.fine:
        amount = show_yuan(str(penalty.fine))
        parts.append(_("fine of %(amount)s yuan") % {"amount": amount})
    if penalty.banned_for_life:
        parts.append(_("banned from the industry for life"))
    elif penalty.banned_years:
        years = {"n": penalty.banned_years}
        parts.append(_("banned from the industry for %(n)s years") % years)
    return f"{who}：{'，'.join(parts)}" if parts else who


def defence_words(case: Case) -> str:
    if case.defence_waived:
        return _("The party waived its statement and defence.")
    if case.defence_on is None:
        return _("The party made no statement within the period.")
    return _("Heard on %(on)s: %(defence)s") % {
        "on": say_day(case.defence_on),
        "defence": case.defence,
    }


def performance_of(decision: Decision, on: date) -> list[Paragraph]:
    if not any(decision.due().values()):
        return []
    text = _(
        "Pay within %(period)s of receiving this decision at the bank named. Whoever pays "
        "late may be charged three per cent of the fine for each day."
    ) % {"period": period_length(PAYMENT_PERIOD, on)}
    return [Paragraph(title=_("Performance"), text=text)]


def remedies_words(on: date) -> str:
    return _(
        "Whoever disagrees may apply for administrative review within %(review)s of receiving "
        "this decision, or sue at the people's court within %(litigation)s. Neither stops its "
        "performance."
    ) % {
        "review": period_length(REVIEW_PERIOD, on),
        "litigation": period_length(LITIGATION_PERIOD, on),
    }


def period_length(rule: str, on: date) -> str:
    """The period's length as the law says it on that day; its name where none is known."""
    try:
        period: Period = in_force(rule, on)
    except LawUnavailable:
        return _("the period the law sets")
    if period.length is None or period.unit is None:
        return _("the period the law sets")
    return str(UNITS[period.unit] % {"n": period.length})


def say_day(day: date | None) -> str:
    """The day as an instrument writes it."""
    return dateformat.format(day, "Y年n月j日") if day else ""
