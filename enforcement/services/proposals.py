"""The penalty proposed, within the law."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from deadlines.services.procedure import lock, require_open
from enforcement.errors import FineRefused
from enforcement.models import Case, Decision, DecisionKind, PersonPenalty
from enforcement.services.checks import require_fits, require_text
from enforcement.services.gates.exemption import require_exemption
from enforcement.transitions.case_needs import CaseAct
from law.fine_checks import FineCheck, check_fine
from law.penalty_kinds import PenaltyKind
from law.ranges import DiscretionStep
from law.steps import show_yuan

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFine:
    """What is proposed for a responsible person; the fine in yuan."""

    name: str
    position: str = ""
    fine: Decimal = ZERO
    banned_years: int | None = None
    banned_for_life: bool = False


@transaction.atomic
def propose_penalty(
    case: Case,
    *,
    step: DiscretionStep | str,
    by: User,
    on: date,
    fine: Decimal = ZERO,
    confiscated_income: Decimal = ZERO,
    confiscated_goods_value: Decimal = ZERO,
    penalty_kinds: Collection[str] = (),
    reasons: str = "",
    mitigation_basis: str = "",
    exemption: str = "",
    persons: Iterable[PersonFine] = (),
    version: int | None = None,
) -> Decision:
    """Propose what a case should cost, or that no penalty be imposed; again to change it.

    Args:
        step: where in the range the fine is meant to lie; ``none`` is no penalty.
        fine: yuan, for all violations together.
        confiscated_income: illegal income confiscated, yuan.
        confiscated_goods_value: value of the goods confiscated, yuan.
        penalty_kinds: further kinds; those that follow from the amounts need not be named.
        reasons: why this step; needed unless it is the general one.
        mitigation_basis: the article of mitigation or exemption.
        exemption: why no penalty is imposed; a first offence needs the answer of all
            bureaus that there was none before.
        persons: responsible persons who are punished as well.
        version: the version of the proposal the person read; None skips the check.

    Raises:
        FineRefused: above the maximum, where no fine is allowed, or below the minimum
            without the step and its article; with the figures.
        IllegalTransition: the case is not under investigation, or has no violation.
        StaleVersion, Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 5, 28-34, 57.
    """
    lock(case)
    require_open(case, CaseAct.PROPOSE_PENALTY, by=by, on=on)
    proposal = proposal_of(case)
    before = figures_of(proposal) if proposal.pk else {}
    values: dict[str, Any] = {
        "kind": DecisionKind.NO_PENALTY if step == "none" else DecisionKind.PENALTY,
        "fine": fine,
        "confiscated_income": confiscated_income,
        "confiscated_goods_value": confiscated_goods_value,
        "penalty_kinds": tuple(penalty_kinds),
        "step": step,
        "reasons": reasons.strip(),
        "mitigation_basis": mitigation_basis.strip(),
        "exemption": exemption,
    }
    require_version(proposal, version if proposal.pk else None, values)
    _set(proposal, values, case=case)
    _set_persons(proposal, persons, case)
    after = figures_of(proposal)
    record("decision.proposed", subject=proposal, by=by, on=on, before=before, after=after)
    return proposal


def _set(proposal: Decision, values: dict[str, Any], *, case: Case) -> None:
    """Check the proposal against the law and the violations, and keep it."""
    require_fits(Decision, **values)
    _require_reasons(values)
    _require_income(case, values["confiscated_income"])
    require_exemption(case, values)
    check = judge(
        case,
        fine=values["fine"],
        step=values["step"],
        ground=values["mitigation_basis"],
    )
    _refuse(case, check, values["fine"])
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.penalty_kinds = kinds_of(proposal, values["penalty_kinds"])
    proposal.range_verdict = check.verdict
    proposal.version += 1 if proposal.pk else 0
    proposal.save()


def judge(case: Case, *, fine: Decimal | None, step: str, ground: str) -> FineCheck:
    """A fine against the ranges of the case's violations added up. One query."""
    return check_fine(case.fine_range(), fine, step=step or None, ground=ground)


def kinds_of(proposal: Decision, named: Collection[str]) -> tuple[str, ...]:
    """The kinds named and those that follow from the amounts, in the order of the law."""
    follow = {
        PenaltyKind.FINE.value: proposal.fine,
        PenaltyKind.CONFISCATE_ILLEGAL_INCOME.value: proposal.confiscated_income,
        PenaltyKind.CONFISCATE_GOODS.value: proposal.confiscated_goods_value,
    }
    chosen = {kind for kind, amount in follow.items() if amount} | set(named)
    chosen -= {kind for kind in (PenaltyKind.FINE.value,) if not follow[kind]}
    return tuple(kind for kind in PenaltyKind.values if kind in chosen)


def proposal_of(case: Case) -> Decision:
    """The proposal of a case, or an unsaved one. Not the cached one: acts change it."""
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case")
    return rows.filter(case_id=case.pk).first() or Decision.under(case, case=case)


def _require_reasons(values: dict[str, Any]) -> None:
    if values["step"] == DiscretionStep.NONE:
        amounts = ("fine", "confiscated_income", "confiscated_goods_value")
        if any(values[name] for name in amounts):
            text = _("“No penalty” has no amounts. Choose another step, or clear them.")
            raise Invalid(fields={name: text for name in amounts if values[name]})
        require_text(mitigation_basis=values["mitigation_basis"])
    if values["step"] != DiscretionStep.GENERAL:
        require_text(reasons=values["reasons"])


def _require_income(case: Case, confiscated: Decimal) -> None:
    """No more income can be confiscated than the violations brought in."""
    found = case.illegal_income or ZERO
    if confiscated > found:
        text = _(
            "The violations recorded brought in %(found)s yuan; %(asked)s yuan cannot be "
            "confiscated. Correct the illegal income there first."
        ) % {"found": show_yuan(str(found)), "asked": show_yuan(str(confiscated))}
        raise Invalid(fields={"confiscated_income": text})


def _refuse(case: Case, check: FineCheck, fine: Decimal) -> None:
    errors = [problem for problem in check.problems if problem.is_error]
    if not errors:
        return
    found = case.fine_range()
    figures = _("Proposed: %(fine)s yuan.") % {"fine": show_yuan(str(fine))}
    if found is not None and found.min is not None and found.max is not None:
        figures = _("Range: %(min)s to %(max)s yuan; proposed: %(fine)s yuan.") % {
            "min": show_yuan(str(found.min)),
            "max": show_yuan(str(found.max)),
            "fine": show_yuan(str(fine)),
        }
    field = {"mitigation_missing": "mitigation_basis", "ground_missing": "mitigation_basis"}
    fields = {field.get(one.code, "fine"): f"{one.text} {figures}" for one in errors}
    details = {"verdict": check.verdict.value}
    raise FineRefused(" ".join(fields.values()), fields=fields, details=details)


def _set_persons(proposal: Decision, persons: Iterable[PersonFine], case: Case) -> None:
    proposal.persons.all().delete()
    rows = []
    for one in persons:
        row = PersonPenalty.under(
            case,
            decision=proposal,
            name=one.name.strip(),
            position=one.position.strip(),
            fine=one.fine,
            banned_years=one.banned_years,
            banned_for_life=one.banned_for_life,
        )
        require_text(persons=row.name)
        require_fits(PersonPenalty, name=row.name, position=row.position, fine=row.fine)
        rows.append(row)
    PersonPenalty.objects.bulk_create(rows)


def figures_of(decision: Decision) -> dict[str, Any]:
    """What the trail keeps of a proposal or decision."""
    names = ("kind", "fine", "confiscated_income", "step", "penalty_kinds", "range_verdict")
    figures = {name: getattr(decision, name) for name in names}
    return {**figures, "persons": [one.name for one in decision.persons.all()]}
