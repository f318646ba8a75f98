"""The on-the-spot penalty: one act from the facts to the decision in the party's hand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, begin
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve
from enforcement.models import (
    Case,
    CaseProcedure,
    CaseStatus,
    Collection,
    Decision,
    OnSpotPenalty,
    PaymentKind,
    Violation,
)
from enforcement.policies import require_file
from enforcement.services import next_steps
from enforcement.services.axes import axes_of, link_of
from enforcement.services.case_documents import document_title
from enforcement.services.cases import appoint, case_title, searched
from enforcement.services.checks import require_fits, require_officers, require_text
from enforcement.services.on_spot_law import (
    require_collectable,
    require_simplified,
    require_within,
)
from enforcement.services.on_spot_paper import on_spot_content
from enforcement.services.payments import perform_if_paid, record_payment
from enforcement.services.proposals import figures_of, kinds_of
from enforcement.services.violations import Assessment, assess, set_range
from enforcement.transitions.case_needs import CaseAct
from law.penalty_kinds import PenaltyKind
from law.provisions import Provision
from law.ranges import DiscretionStep
from law.vocabularies import ClueSource
from registry.models import Party

NUMBER_WORD = "当罚"
ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnSpotFacts:
    """What the officers tell of a violation penalised on the spot. Amounts in yuan.

    provision: id of a provision in force on the day.
    facts: what the party did, in a sentence or two.
    warning: a warning is given.
    fine: nothing where only a warning is given.
    rights_told: the party was told facts, grounds, basis and its right to answer.
    defence: what the party answered; empty where it had nothing to say.
    place: where it was decided; default the party's address.
    collection: how the fine is paid; beside the bank only what Art. 68 and 69 allow.
    receipt: number of the receipt, where the money was taken on the spot.
    refused_signature: the party would not sign; the decision says so.
    """

    provision: str
    facts: str
    warning: bool = False
    fine: Decimal = ZERO
    level: str = "normal"
    activity: str = ""
    rights_told: bool = False
    defence: str = ""
    place: str = ""
    collection: Collection | str = Collection.BANK
    receipt: str = ""
    refused_signature: bool = False


@transaction.atomic
def penalise_on_the_spot(
    party: Party, told: OnSpotFacts, *, with_officer: User, by: User, on: date
) -> Document:
    """Penalise on the spot: the decision is numbered, served and its papers' limit runs.

    Makes the case with its violation, decision, document and service at once; where money
    was taken, the payment too. The answer is the printed decision.

    Args:
        with_officer: the second officer; ``by`` is the first.

    Raises:
        NotCompetent, PermissionRefused: the bureau does not penalise, or no such duty.
        NotQualified: an officer without a certificate valid on the day.
        FineRefused: above what may be decided on the spot, or outside the provision's range.
        LawUnavailable: the provision is not in force.
        Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 51, 52, 68, 69; SAMR procedure rules
    Art. 66-70.
    """
    require_file(by.bureau, by=by)
    require_officers([by, with_officer], bureau=by.bureau, on=on)
    found = _checked(party, told, on)
    case = _case(party, told, domain_for(found.provision, party), by, on)
    case.save(force_insert=True)
    appoint(case, [by, with_officer], by=by, on=on)
    begin(case, by=by, on=on, act=CaseAct.DECIDE_ON_SPOT)
    _violation(case, told, found)
    decision = _decision(case, told, found)
    row = OnSpotPenalty.under(
        case,
        case=case,
        place=told.place.strip() or party.address,
        refused_signature=told.refused_signature,
        collection=told.collection,
    )
    row.save(force_insert=True)
    return _decide(case, decision, row, told, by, on)


def domain_for(provision: Provision, party: Party) -> str:
    """The domain of the provision; where it has several, one the party works in."""
    own = [domain for domain in provision.domains if domain in party.domains]
    return str((own or list(provision.domains))[0])


def _checked(party: Party, told: OnSpotFacts, on: date) -> Assessment:
    """Raises whatever stands against deciding this on the spot."""
    require_text(facts=told.facts)
    if not told.rights_told:
        text = _(
            "Tell the party facts, grounds, basis and its right to answer, then tick this."
        )
        raise Invalid(fields={"rights_told": text})
    if not told.warning and not told.fine:
        text = _("Choose a warning, a fine, or both.")
        raise Invalid(fields={"fine": text})
    place = told.place.strip() or party.address
    require_text(place=place)
    require_fits(OnSpotPenalty, place=place, collection=told.collection)
    require_fits(Case, facts=told.facts, defence=told.defence)
    require_fits(Decision, fine=told.fine)
    require_simplified(party, told.fine, on)
    found = assess(
        provision=told.provision, act_on=on, level=told.level, activity=told.activity
    )
    require_within(found, fine=told.fine, warning=told.warning)
    require_collectable(told.fine, Collection(told.collection), told.receipt, on)
    return found


def _case(party: Party, told: OnSpotFacts, domain: str, by: User, on: date) -> Case:
    return Case.top(
        bureau=by.bureau,
        unit=by.unit,
        procedure=CaseProcedure.SIMPLE,
        status=CaseStatus.FILING,
        source=ClueSource.DAILY_INSPECTION,
        party=party,
        party_kind=party.kind,
        first_handler=by,
        facts=told.facts.strip(),
        discovered_on=on,
        domain=domain,
        link=link_of(party),
        is_demo=party.is_demo,
        **axes_of(party),
    )


def _violation(case: Case, told: OnSpotFacts, found: Assessment) -> None:
    words = str(found.provision.violation.zh)
    party = case.party
    case.title = case_title(party.name[:130] if party else "", words[:60])
    row = Violation.under(
        case,
        case=case,
        seq=1,
        provision=found.provision.id,
        level=told.level,
        activity=told.activity,
        facts=told.facts.strip(),
        ended_on=found.act_on,
    )
    set_range(row, found.provision, found.range, found.base)
    row.save(force_insert=True)


def _decision(case: Case, told: OnSpotFacts, found: Assessment) -> Decision:
    decision = Decision.under(
        case,
        case=case,
        fine=told.fine,
        confiscated_income=ZERO,
        confiscated_goods_value=ZERO,
        step=DiscretionStep.GENERAL,
    )
    decision.penalty_kinds = kinds_of(
        decision, [PenaltyKind.WARNING.value] if told.warning else []
    )
    decision.save(force_insert=True)
    return decision


def _decide(
    case: Case, decision: Decision, row: OnSpotPenalty, told: OnSpotFacts, by: User, on: date
) -> Document:
    """The decision takes its number and is handed to the party."""
    answer = told.defence.strip()
    heard = {
        "defence": answer,
        "defence_on": on if answer else None,
        "defence_waived": not answer,
    }
    for name, value in heard.items():
        setattr(case, name, value)
    document = issue(
        case,
        kind=DocumentKind.DECISION_SUMMARY,
        title=document_title(DocumentKind.DECISION_SUMMARY, case),
        content=on_spot_content(case, decision, row, on),
        by=by,
        on=on,
        word=NUMBER_WORD,
    )
    values = {
        "title": case.title,
        "number": document.number,
        "filed_on": on,
        "decided_on": on,
        "counted_on": on,
        **heard,
    }
    advance(case, CaseAct.DECIDE_ON_SPOT, by=by, on=on, values=values)
    case.search = searched(case)
    case.save(update_fields=["search"])
    decision.number, decision.decided_on = document.number, on
    decision.range_verdict = decision.fine_check().verdict if decision.fine else ""
    decision.save()
    after = {"number": decision.number, **figures_of(decision)}
    record("decision.issued", subject=decision, by=by, on=on, after=after)
    next_steps.ask(case, CaseAct.FILE_PAPERS, by=by, on=on)
    _serve(case, decision, row, document, told, by, on)
    return document


def _serve(
    case: Case,
    decision: Decision,
    row: OnSpotPenalty,
    document: Document,
    told: OnSpotFacts,
    by: User,
    on: date,
) -> None:
    """Handed over at once; money taken is recorded, else the days to pay begin."""
    at_bank = bool(decision.still_due()) and not row.is_collected
    advance(
        case,
        CaseAct.SERVE_DECISION,
        by=by,
        on=on,
        values={"served_on": on},
        start_clocks=at_bank,
    )
    serve(document, served_on=on, by=by, on=on)
    if not row.is_collected:
        perform_if_paid(case, decision, by=by, on=on)
        return
    advance(case, CaseAct.COLLECT_ON_SPOT, by=by, on=on)
    next_steps.ask(case, CaseAct.HAND_IN_FINE, by=by, on=on)
    record_payment(
        case,
        kind=PaymentKind.FINE,
        amount=told.fine,
        paid_on=on,
        receipt=told.receipt,
        by=by,
        on=on,
    )
