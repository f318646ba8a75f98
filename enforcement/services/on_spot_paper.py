"""What the on-the-spot decision says."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.content import Content, Paragraph
from enforcement.models import Case, Decision, OnSpotPenalty
from enforcement.services.case_documents import (
    OFFICIAL,
    defence_words,
    findings_of,
    particulars_of,
    party_name,
    penalty_words,
    performance_of,
    remedies_words,
)


def on_spot_content(case: Case, decision: Decision, row: OnSpotPenalty, on: date) -> Content:
    """Violation, penalty and basis, amount, place, how to pay, how to seek review, officers.

    Legal source: Administrative Penalty Law Art. 52; SAMR procedure rules Art. 67.
    """
    with override(OFFICIAL):
        officers = "、".join(one.name for one in case.responsible_officers())
        paid: list[Paragraph] = performance_of(decision, on)
        if row.is_collected:
            text = _("The fine was collected on the spot against a receipt.")
            paid = [Paragraph(title=_("Performance"), text=text)]
        signature = _("The party received this decision on the spot. Signature of the party:")
        if row.refused_signature:
            signature = _("This decision was handed over on the spot; the party did not sign.")
        return Content(
            addressee=party_name(case),
            particulars=[*particulars_of(case), [_("Place"), row.place]],
            sections=[
                *findings_of(case),
                Paragraph(title=_("Statement and defence"), text=defence_words(case)),
                Paragraph(title=_("Decision"), text=penalty_words(decision)),
                *paid,
                Paragraph(title=_("Review and litigation"), text=remedies_words(on)),
                Paragraph(title=_("Officers"), text=officers),
            ],
            ending=signature,
        )
