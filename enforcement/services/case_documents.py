"""What the instruments of a case say: values of the day, in the language of the office."""

from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import LawUnavailable
from documents.content import Content, Paragraph
from documents.models import DocumentKind
from enforcement.models import Case, Decision, DecisionKind, PersonPenalty, Violation
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


def notice_content(case: Case, proposal: Decision, on: date) -> Content:
    """The notice of penalty: what is intended, why, and until when the party may answer.

    Legal source: Administrative Penalty Law Art. 44, 45.
    """
    with override(OFFICIAL):
        answer = _(
            "You may state your case and defend yourself within %(period)s of receiving this "
            "notice. Whoever does not is taken to waive it."
        ) % {"period": _length(DEFENCE_PERIOD, on)}
        return Content(
            addressee=_party_name(case),
            particulars=_particulars(case),
            sections=[
                *_findings(case),
                Paragraph(title=_("Intended penalty"), text=_penalty(proposal)),
                Paragraph(title=_("Statement and defence"), text=answer),
            ],
        )


def decision_content(case: Case, decision: Decision, on: date) -> Content:
    """The decision: facts, penalty and basis, how to perform, how to seek review.

    Legal source: Administrative Penalty Law Art. 59 (what a decision must say).
    """
    with override(OFFICIAL):
        return Content(
            addressee=_party_name(case),
            particulars=_particulars(case),
            sections=[
                *_findings(case),
                Paragraph(title=_("Defence"), text=_defence(case)),
                Paragraph(title=_("Decision"), text=_penalty(decision)),
                *_performance(decision, on),
                Paragraph(title=_("Review and litigation"), text=_remedies(on)),
            ],
        )


def closing_content(case: Case) -> Content:
    """The closing form: what was decided, how it was performed, the report."""
    with override(OFFICIAL):
        return Content(
            particulars=[
                [_("Case number"), case.number],
                [_("Party"), _party_name(case)],
                [_("Filed on"), _day(case.filed_on)],
                [_("Decided on"), _day(case.decided_on)],
                [_("Decision number"), case.decision.number],
            ],
            sections=[
                Paragraph(title=_("Penalty"), text=_penalty(case.decision)),
                Paragraph(title=_("Closing report"), text=case.closing_note),
            ],
        )


def proposal_words(proposal: Decision) -> str:
    """The proposal in a few lines, for whoever approves it."""
    lines = [_penalty(proposal), proposal.reasons]
    if proposal.mitigation_basis:
        lines.append(_("Basis: %(article)s") % {"article": proposal.mitigation_basis})
    return "\n".join(line for line in lines if line)


def _party_name(case: Case) -> str:
    return case.party.name if case.party else case.party_label


def _particulars(case: Case) -> list[list[str]]:
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


def _findings(case: Case) -> list[Paragraph]:
    """Facts, and the provisions they break with the range each allows."""
    violations = list(case.violations.all())
    facts = "\n".join(f"{one.seq}. {one.facts}" for one in violations)
    basis = "\n".join(_basis(one) for one in violations)
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


def _penalty(decision: Decision) -> str:
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


def _defence(case: Case) -> str:
    if case.defence_waived:
        return _("The party waived its statement and defence.")
    if case.defence_on is None:
        return _("The party made no statement within the period.")
    return _("Heard on %(on)s: %(defence)s") % {
        "on": _day(case.defence_on),
        "defence": case.defence,
    }


def _performance(decision: Decision, on: date) -> list[Paragraph]:
    if not any(decision.due().values()):
        return []
    text = _(
        "Pay within %(period)s of receiving this decision at the bank named. Whoever pays "
        "late may be charged three per cent of the fine for each day."
    ) % {"period": _length(PAYMENT_PERIOD, on)}
    return [Paragraph(title=_("Performance"), text=text)]


def _remedies(on: date) -> str:
    return _(
        "Whoever disagrees may apply for administrative review within %(review)s of receiving "
        "this decision, or sue at the people's court within %(litigation)s. Neither stops its "
        "performance."
    ) % {
        "review": _length(REVIEW_PERIOD, on),
        "litigation": _length(LITIGATION_PERIOD, on),
    }


def _length(rule: str, on: date) -> str:
    """The period's length as the law says it on that day; its name where none is known."""
    try:
        period: Period = in_force(rule, on)
    except LawUnavailable:
        return _("the period the law sets")
    if period.length is None or period.unit is None:
        return _("the period the law sets")
    return str(UNITS[period.unit] % {"n": period.length})


def _day(day: date | None) -> str:
    return dateformat.format(day, "Y年n月j日") if day else ""
