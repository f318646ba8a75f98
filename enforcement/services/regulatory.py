"""Regulatory measures: issued, served, answered, rechecked, lifted or done."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import ShareGrade, User
from accounts.services.scope import share
from audit.services import record as write_audit
from core.errors import Invalid
from core.search import search_text
from deadlines.services.procedure import advance, begin
from documents.content import Content, Paragraph
from documents.models import DocumentKind
from documents.services.documents import issue, serve
from documents.services.numbers import next_number
from enforcement.models import Case, Finding, Inspection, RegulatoryMeasure
from enforcement.policies import require_inspect
from enforcement.services.axes import axes_of, link_of
from enforcement.services.case_documents import OFFICIAL
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.goods import require_write_on, root_for
from enforcement.transitions.regulatory import RegulatoryAct
from law.regulatory import RegulatoryKind, basis_of
from registry.models import Party
from workbench.services.tasks import close_tasks, open_task

NUMBER_WORD = "监措"
ORDER_WORD = "责改"


class RegulatoryFacts(TypedDict, total=False):
    case: Case | None
    inspection: Inspection | None
    finding: Finding | None
    basis: str
    due_on: date | None
    is_public: bool
    is_demo: bool


@transaction.atomic
def issue_regulatory(
    *,
    kind: RegulatoryKind | str,
    party: Party,
    domain: str,
    facts: str,
    demand: str,
    by: User,
    on: date,
    **more: Unpack[RegulatoryFacts],
) -> RegulatoryMeasure:
    """Issue an admonition, interview, order to correct or to suspend.

    Args:
        facts: what was found.
        demand: what the party is asked to do.
        more: case, inspection or finding it comes from; the article, by default that of
            the catalogue; the last day, needed for an order to correct.

    Raises:
        PermissionRefused: no such duty, or the party of another area.
        Invalid: nothing said, no article known or given, no last day of an order.

    Legal source: Drug Administration Law Art. 99; for devices and cosmetics as the
    catalogue says. None of them is a penalty.
    """
    root = _root(more)
    if root is None:
        require_inspect(party, by=by)
    else:
        require_write_on(root, by=by)
    require_text(facts=facts, demand=demand)
    values = _checked(kind, party, domain, facts, demand, more, root, on)
    values |= {"officer": by, "party": party, "link": link_of(party), **axes_of(party)}
    if root is None:
        measure = RegulatoryMeasure.top(bureau=by.bureau, unit=by.unit, **values)
    else:
        measure = RegulatoryMeasure.under(root, **values)
    measure.number = next_number(bureau=measure.bureau, word=NUMBER_WORD, on=on)
    measure.search = search_text([measure.number, measure.title, measure.facts, party.name])
    measure.save(force_insert=True)
    begin(measure, by=by, on=on, act="issue")
    after = {"number": measure.number, "kind": str(kind), "party": party}
    write_audit("regulatory_measure.issued", subject=measure, by=by, on=on, after=after)
    if root is None:
        share(measure, to=by, grade=ShareGrade.HANDLE, by=by, on=on)
    return measure


@transaction.atomic
def serve_regulatory(
    measure: RegulatoryMeasure, *, served_on: date, by: User, on: date
) -> RegulatoryMeasure:
    """Serve it on the party; whoever issued it is reminded of the last day.

    Raises:
        IllegalTransition: it was served. Invalid: a day out of order.
    """
    _require_since(measure, on, served_on=served_on)
    values = {"served_on": served_on}
    advance(measure, RegulatoryAct.SERVE, by=by, on=on, values=values)
    if measure.kind == RegulatoryKind.ORDER:
        _order_paper(measure, served_on, by=by, on=on)
    if measure.due_on is not None:
        open_task(
            record=measure,
            title=_("Recheck: %(measure)s") % {"measure": measure},
            act=RegulatoryAct.RECHECK.value,
            assignee=measure.officer,
            due_on=measure.due_on,
            by=by,
            on=on,
        )
    return measure


@transaction.atomic
def record_response(
    measure: RegulatoryMeasure, *, response: str, responded_on: date, by: User, on: date
) -> RegulatoryMeasure:
    """Record what the party reported, or what the interview brought.

    Raises:
        IllegalTransition: not served, or over. Invalid: no words, a day out of order.
    """
    require_text(response=response)
    require_fits(RegulatoryMeasure, response=response)
    _require_since(measure, on, responded_on=responded_on)
    values = {"response": response.strip(), "responded_on": responded_on}
    advance(measure, RegulatoryAct.RECORD_RESPONSE, by=by, on=on, values=values)
    return measure


@transaction.atomic
def recheck_regulatory(
    measure: RegulatoryMeasure, *, recheck: str, rechecked_on: date, by: User, on: date
) -> RegulatoryMeasure:
    """Record what a recheck found; it may be repeated until the risk is gone.

    Raises:
        IllegalTransition: not served, or over. Invalid: no words, a day out of order.
    """
    require_text(recheck=recheck)
    require_fits(RegulatoryMeasure, recheck=recheck)
    _require_since(measure, on, rechecked_on=rechecked_on)
    values = {"recheck": recheck.strip(), "rechecked_on": rechecked_on}
    advance(measure, RegulatoryAct.RECHECK, by=by, on=on, values=values)
    close_tasks(measure, act=RegulatoryAct.RECHECK.value, by=by, on=on)
    return measure


@transaction.atomic
def end_regulatory(
    measure: RegulatoryMeasure, *, by: User, on: date, note: str = ""
) -> RegulatoryMeasure:
    """Lift a suspension after its recheck, or note another measure as done.

    Raises:
        IllegalTransition: not served, over, or a suspension that was not rechecked.
    """
    act = RegulatoryAct.LIFT if measure.is_suspension else RegulatoryAct.END
    advance(measure, act, by=by, on=on, note=note.strip(), values={"ended_on": on})
    close_tasks(measure, act=RegulatoryAct.RECHECK.value, by=by, on=on)
    return measure


@transaction.atomic
def revoke_regulatory(
    measure: RegulatoryMeasure, *, reason: str, by: User, on: date
) -> RegulatoryMeasure:
    """Take back what was not served yet.

    Raises:
        IllegalTransition: it was served. Invalid: no reason.
    """
    require_text(reason=reason)
    values = {"ended_on": on}
    advance(measure, RegulatoryAct.REVOKE, by=by, on=on, note=reason.strip(), values=values)
    return measure


def _root(more: RegulatoryFacts) -> Any:
    finding = more.get("finding")
    if finding is not None and more.get("inspection") is None:
        more["inspection"] = finding.inspection
    case, inspection = more.get("case"), more.get("inspection")
    return None if case is None and inspection is None else root_for(case, inspection)


def _checked(
    kind: str,
    party: Party,
    domain: str,
    facts: str,
    demand: str,
    more: RegulatoryFacts,
    root: Any,
    on: date,
) -> dict[str, Any]:
    if root is not None and root.party_id != party.pk:
        raise Invalid(fields={"party": _("The case or inspection is about another party.")})
    basis = more.get("basis", "").strip() or basis_of(kind, domain, on)
    if not basis:
        text = _("No article that was read in the text is known for this. Enter the article.")
        raise Invalid(fields={"basis": text})
    due_on = more.get("due_on")
    if kind == RegulatoryKind.ORDER and due_on is None:
        raise Invalid(fields={"due_on": _("An order to correct needs its last day.")})
    if due_on is not None and due_on < on:
        raise Invalid(fields={"due_on": _("The last day cannot lie before today.")})
    values: dict[str, Any] = {
        **more,
        "kind": kind,
        "domain": domain,
        "facts": facts.strip(),
        "demand": demand.strip(),
        "basis": basis,
        "issued_on": on,
    }
    require_fits(RegulatoryMeasure, **values)
    label = RegulatoryKind(kind).label
    return {**values, "title": f"{label}：{party.name}"[:200]}


def _order_paper(measure: RegulatoryMeasure, day: date, *, by: User, on: date) -> None:
    with override(OFFICIAL):
        due = measure.due_on.isoformat() if measure.due_on else ""
        content = Content(
            addressee=measure.party.name if measure.party else "",
            sections=[
                Paragraph(title=_("Facts and reasons"), text=measure.facts),
                Paragraph(title=_("What is asked"), text=measure.demand),
                Paragraph(title=_("To be done by"), text=due),
                Paragraph(title=_("Legal source"), text=measure.basis),
            ],
        )
        title = f"{DocumentKind.ORDER_TO_CORRECT.label}：{measure.title}"[:200]
    kind = DocumentKind.ORDER_TO_CORRECT
    paper = issue(
        measure,
        kind=kind,
        title=title,
        content=content,
        by=by,
        on=on,
        word=ORDER_WORD,
        issued_on=day,
    )
    serve(paper, served_on=day, by=by, on=on)


def _require_since(measure: RegulatoryMeasure, on: date, **days: date) -> None:
    require_not_future(on, **days)
    since = measure.served_on or measure.issued_on
    early = [name for name, day in days.items() if day < since]
    if early:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields=dict.fromkeys(early, text))
