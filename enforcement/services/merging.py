"""Cases that belong together, and cases that do not: merging and splitting."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.services.clocks import is_law_on, live_clocks, start_clock, stop_clocks
from deadlines.services.procedure import advance, begin, lock, require_open
from documents.services.numbers import next_number
from enforcement.models import Case, CaseStatus, Violation
from enforcement.services import next_steps
from enforcement.services.cases import LONGEST_VIOLATION, appoint, case_title, searched
from enforcement.services.checks import require_fits, require_text
from enforcement.services.filing import NUMBER_WORD
from enforcement.services.violations import recount_case
from enforcement.transitions.case_needs import HANDLING_PERIOD, CaseAct
from registry.models import Party
from workbench.models import Comment
from workbench.services.tasks import close_tasks

# What the new case of a split takes over.
AXES = (
    *("source", "domain", "link", "region", "area", "key_variety", "product", "batch"),
    *("inspection", "discovered_on", "filed_on", "first_handler", "is_major", "confidential"),
    *("is_demo", "bureau", "unit"),
)


@transaction.atomic
def merge_case(case: Case, *, into: Case, reason: str, by: User, on: date) -> Case:
    """Merge a case into another one: violations and findings go there, the rest stays to read.

    Its number is never used again; its limits end, those of the other case go on.

    Args:
        into: another case of the bureau under investigation, of the same party or facts.
        reason: what joins them.

    Raises:
        IllegalTransition: one of them is not under investigation, waits or goes elsewhere.
        PermissionRefused: only heads merge.
        Invalid: the same case, another bureau's, or no reason.
    """
    require_text(reason=reason)
    if into.pk == case.pk or into.bureau_id != case.bureau_id:
        text = _("Choose another case of the same bureau.")
        raise Invalid(fields={"into": text})
    # Both rows in one order, so that two mergers the other way round do not wait forever.
    for row in sorted((case, into), key=lambda one: one.pk):
        lock(row)
    require_open(case, CaseAct.MERGE, by=by, on=on)
    if into.status != CaseStatus.INVESTIGATING or into.is_simple:
        text = _("Cases are merged into one that is under investigation.")
        raise IllegalTransition(text, fields={"into": text})
    require_open(into, CaseAct.MERGE, by=by, on=on)
    if case.confidential and not into.confidential:
        text = _("A confidential case is merged only into one that is confidential too.")
        raise Invalid(fields={"into": text})
    moved = _move_violations(case, into)
    into.findings.add(*case.findings.all())
    into.campaigns.add(*case.campaigns.all())
    rules = [clock.rule for clock in live_clocks(case, None)]
    stop_clocks(case, rules=rules, act=CaseAct.MERGE, on=on)
    close_tasks(case, by=by, on=on)
    values = {"merged_into": into}
    advance(case, CaseAct.MERGE, by=by, on=on, note=reason.strip(), values=values)
    recount_case(into)
    after = {"merged": case.number, "violations": moved}
    record("case.absorbed", subject=into, by=by, on=on, after=after, note=reason.strip())
    return into


@transaction.atomic
def split_case(
    case: Case,
    *,
    violations: Collection[Violation],
    violation: str,
    reason: str,
    by: User,
    on: date,
    party: Party | None = None,
) -> Case:
    """Split violations off into a case of its own, with a number of its own.

    The new case was filed when the old one was: splitting gains no time.

    Args:
        violations: those that leave; at least one stays.
        violation: the suspected violation, for the new case's name.
        party: the offender of the new case; default the same.
        reason: why they are not decided together.

    Raises:
        IllegalTransition: not under investigation, waits, goes elsewhere, one violation only.
        PermissionRefused: only heads split.
        Invalid: with the field and what to correct.
    """
    require_text(reason=reason, violation=violation)
    lock(case)
    require_open(case, CaseAct.SPLIT, by=by, on=on)
    leaving = {row.pk for row in violations}
    own = set(case.violations.values_list("pk", flat=True))
    if not leaving or not leaving < own:
        text = _("Choose violations of this case; at least one must stay.")
        raise Invalid(fields={"violations": text})
    if len(violation.strip()) > LONGEST_VIOLATION:
        text = _("Name the violation in at most %(most)s characters; the facts go below.")
        raise Invalid(fields={"violation": text % {"most": LONGEST_VIOLATION}})
    made = _split_off(case, party or case.party, violation, by, on)
    note = f"{made.number}：{reason.strip()}"
    advance(case, CaseAct.SPLIT, by=by, on=on, note=note)
    _move_rows(list(case.violations.filter(pk__in=leaving)), made)
    recount_case(made)
    recount_case(case)
    made.refresh_from_db()
    return made


def _split_off(case: Case, party: Party | None, violation: str, by: User, on: date) -> Case:
    if party is None:
        raise Invalid(fields={"party": _("Name the party.")})
    made = Case.top(
        **{name: getattr(case, name) for name in AXES},
        title=case_title(party.name[:130], violation),
        number=next_number(bureau=case.bureau, word=NUMBER_WORD, on=on),
        status=CaseStatus.INVESTIGATING,
        party=party,
        party_kind=party.kind,
        facts=case.facts,
        split_from=case,
    )
    require_fits(Case, title=made.title)
    made.search = searched(made)
    made.save(force_insert=True)
    made.campaigns.set(case.campaigns.all())
    made.findings.set(case.findings.all())
    appoint(made, case.responsible_officers(), by=by, on=on)
    begin(made, by=by, on=on, act="split_off")
    after = {"number": made.number, "from": case.number}
    record("case.split_off", subject=made, by=by, on=on, after=after)
    if case.filed_on and is_law_on(HANDLING_PERIOD, case.filed_on):
        start_clock(made, rule=HANDLING_PERIOD, on=case.filed_on)
    next_steps.ask(made, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return made


def _move_violations(case: Case, into: Case) -> int:
    rows = list(case.violations.all())
    _move_rows(rows, into)
    return len(rows)


def _move_rows(rows: list[Violation], to: Case) -> None:
    """Violations with their remarks go to another case, numbered on from its last."""
    last = to.violations.aggregate(last=Max("seq"))["last"] or 0
    for seq, row in enumerate(rows, last + 1):
        row.case, row.seq = to, seq
        row.root_kind, row.root_uuid = to.root_kind, to.root_uuid
        row.bureau_id, row.unit_id = to.bureau_id, to.unit_id
        row.confidential = to.confidential
        row.version += 1
        row.save()
        remarks = Comment.objects.filter(about_uuid=row.uuid)
        remarks.update(root_kind=to.root_kind, root_uuid=to.root_uuid)
