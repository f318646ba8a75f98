"""What follows the approval route of a filing: filed with a number, returned, withdrawn."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from deadlines.services.procedure import advance
from documents.services.numbers import next_number
from enforcement.models import Case
from enforcement.services import next_steps
from enforcement.services.cases import searched
from enforcement.services.findings import take_into_case
from enforcement.services.verification import conclude_filed, reopen_after_filing
from enforcement.transitions.case_needs import CaseAct
from workbench.models import Approval

NUMBER_WORD = "立"


@transaction.atomic
def filing_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Give the case its number and its ninety days; the clue is concluded, findings taken in.

    Legal source: SAMR procedure rules Art. 18, 19, 64 (90 days from filing).
    """
    case = Case.objects.select_related("bureau", "clue").get(uuid=about_uuid)
    number = next_number(bureau=case.bureau, word=NUMBER_WORD, on=on)
    values = {"number": number, "filed_on": on}
    advance(case, CaseAct.APPROVE_FILING, by=by, on=on, values=values)
    case.search = searched(case)
    case.save(update_fields=["search"])
    if case.clue is not None:
        conclude_filed(case.clue, by=by, on=on)
    for finding in case.findings.filter(bureau_id=case.bureau_id):
        take_into_case(finding, by=by, on=on, note=number)
    next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return case


@transaction.atomic
def filing_returned(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Back to the officers, who may submit it again; the clue is under verification again."""
    return _sent_back(about_uuid, CaseAct.REFUSE_FILING, by, on)


@transaction.atomic
def filing_withdrawn(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Taken back by whoever submitted it."""
    return _sent_back(about_uuid, CaseAct.WITHDRAW_FILING, by, on)


def _sent_back(about_uuid: UUID, act: CaseAct, by: User, on: date) -> Case:
    case = Case.objects.select_related("bureau", "clue").get(uuid=about_uuid)
    advance(case, act, by=by, on=on)
    if case.clue is not None:
        withdrawn = act == CaseAct.WITHDRAW_FILING
        reopen_after_filing(case.clue, by=by, on=on, withdrawn=withdrawn)
    next_steps.ask(case, CaseAct.RESUBMIT_FILING, by=by, on=on)
    return case
