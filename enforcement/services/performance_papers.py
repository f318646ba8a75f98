"""What the instruments after a decision say, in the language of the office."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.content import Content, Paragraph
from enforcement.dues import SurchargeState
from enforcement.models import Case, Decision, Instalment, PaymentPlan
from enforcement.services.case_documents import OFFICIAL
from law.steps import show_yuan


def plan_content(case: Case, plan: PaymentPlan, rows: Iterable[Instalment]) -> Content:
    """The notice of deferral or instalments: until when how much.

    Legal source: Administrative Penalty Law Art. 66(2).
    """
    with override(OFFICIAL):
        lines = [
            _("Part %(n)s: %(amount)s yuan, until %(day)s")
            % {"n": row.seq, "amount": show_yuan(str(row.amount)), "day": _day(row.due_on)}
            for row in rows
        ]
        return Content(
            addressee=_party(case),
            particulars=_head(case),
            sections=[
                Paragraph(title=_("Application of the party"), text=plan.reason),
                Paragraph(
                    title=_("Granted"), text="\n".join([plan.get_kind_display(), *lines])
                ),
            ],
            ending=_(
                "If a part is not paid in time, the rest is due at once and the surcharge "
                "runs again."
            ),
        )


def demand_content(
    case: Case, left: dict[str, Decimal], state: SurchargeState | None, period: str
) -> Content:
    """The demand: what is still to be done, until when, and the party's right to be heard.

    Legal source: Administrative Compulsion Law Art. 35, 36, 54.
    """
    with override(OFFICIAL):
        sections = [Paragraph(title=_("Still to be paid"), text=_sums(left))]
        if state is not None:
            words = "\n".join(step.text for step in state.accrued.steps)
            sections.append(Paragraph(title=_("Surcharge"), text=words))
        text = _(
            "Perform within %(period)s of receiving this demand. You may state your case and "
            "defend yourself. If you do not perform, the people's court will be asked to "
            "enforce the decision."
        )
        sections.append(Paragraph(title=_("Demand"), text=text % {"period": period}))
        return Content(addressee=_party(case), particulars=_head(case), sections=sections)


def court_content(case: Case, court: str, left: dict[str, Decimal]) -> Content:
    """The application to the court.

    Legal source: Administrative Compulsion Law Art. 55.
    """
    with override(OFFICIAL):
        return Content(
            addressee=court,
            particulars=_head(case),
            sections=[
                Paragraph(title=_("To be enforced"), text=_sums(left)),
                Paragraph(title=_("Grounds"), text=_grounds(case)),
            ],
        )


def _grounds(case: Case) -> str:
    return _(
        "The decision was served on %(served)s. The party neither sought review nor sued in "
        "time, and did not perform after a demand."
    ) % {"served": _day(case.served_on)}


def _sums(left: dict[str, Decimal]) -> str:
    names = {
        "fine": _("Fine"),
        "confiscation": _("Confiscation"),
        "surcharge": _("Surcharge"),
    }
    lines = [
        _("%(penalty)s: %(amount)s yuan")
        % {"penalty": names[kind], "amount": show_yuan(str(amount))}
        for kind, amount in left.items()
    ]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _head(case: Case) -> list[list[str]]:
    decision = Decision.objects.get(case_id=case.pk)
    return [
        [_("Party"), _party(case)],
        [_("Case number"), case.number],
        [_("Decision number"), decision.number],
        [_("Decided on"), _day(case.decided_on)],
        [_("Decision served on"), _day(case.served_on)],
    ]


def _party(case: Case) -> str:
    return case.party.name if case.party else case.party_label


def _day(day: date | None) -> str:
    return dateformat.format(day, "Y年n月j日") if day else ""
