"""Cases by state, made through the acts: each takes the one before it further."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import User
from enforcement.duties import last_notice, proposal_now
from enforcement.models import Case, Violation
from enforcement.services.cases import open_case
from enforcement.services.closing import submit_closing
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.outcomes import decide_no_penalty
from enforcement.services.past_cases import PastAmounts, PastCase, PastDates, record_past_case
from enforcement.services.payments import record_payment
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import record_violation
from tests.factories.accounts import Tree, make_named
from tests.factories.enforcement_field import ON, make_verified_clue
from tests.factories.registry import make_party
from workbench.models import Approval
from workbench.services.approvals import approve

# 药品管理法第一百一十七条: inferior drugs, sold by a pharmacy: ten to twenty times 10,000 yuan.
PROVISION = "drug_inferior_production_sale"
MINIMUM = Decimal(100_000)
MAXIMUM = Decimal(200_000)
INCOME = Decimal(420)
_receipts = count(1)


@dataclass(frozen=True)
class Team:
    """The people a case passes through at one bureau."""

    inspector: User
    inspector2: User
    unit_head: User
    legal: User
    head: User

    @property
    def officers(self) -> list[User]:
        return [self.inspector, self.inspector2]


def team_of(tree: Tree, bureau: str = "yanta") -> Team:
    names = ("inspector", "inspector2", "unit_head", "legal", "head")
    return Team(*(_person(tree, f"{bureau}_{name}") for name in names))


def _person(tree: Tree, username: str) -> User:
    return User.objects.filter(username=username).first() or make_named(tree, username)


def approved(approval: Approval, team: Team, on: date = ON) -> Approval:
    """Through all steps of its route."""
    holders = {"unit_head": team.unit_head, "legal_reviewer": team.legal}
    for step in list(approval.steps.all()):
        approval = approve(approval, by=holders.get(step.role, team.head), on=on)
    return approval


def pending(case: Case) -> Approval:
    return Approval.objects.pending().get(about_uuid=case.uuid)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("bureau", "party").get(pk=case.pk)


def make_filing(team: Team, *, on: date = ON, **told: Any) -> Case:
    """Submitted for filing, from a verified clue about a pharmacy of Yanta."""
    if "clue" not in told and "inspection" not in told:
        party = told.pop("party", None) or make_party()
        told["clue"] = make_verified_clue(by=team.inspector, party=party, on=on)
    values = {"violation": "销售劣药", "facts": "货架上有过期药品12盒。", **told}
    return open_case(**values, officers=team.officers, by=team.inspector, on=on)


def make_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """Filed, under investigation."""
    case = make_filing(team, on=on, **told)
    approved(pending(case), team, on)
    return fresh(case)


def make_violation(case: Case, *, by: User, on: date = ON, **told: Any) -> Violation:
    """Sale of inferior drugs at retail: 100,000 to 200,000 yuan."""
    values: dict[str, Any] = {
        "provision": PROVISION,
        "activity": "retail",
        "facts": "销售超过有效期的药品，货值金额1260元。",
        "goods_value": Decimal(1260),
        "illegal_income": INCOME,
        "ended_on": on,
    }
    return record_violation(case, **{**values, **told}, by=by, on=on)


def make_proposed_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """With one violation and the least fine proposed, income confiscated."""
    origin = {name: told.pop(name) for name in ("party", "clue") if name in told}
    case = make_case(team, on=on, **origin)
    make_violation(case, by=team.inspector, on=on)
    values: dict[str, Any] = {
        "step": "lenient",
        "fine": MINIMUM,
        "confiscated_income": INCOME,
        "reasons": "初次违法，数量少，主动配合调查。",
    }
    propose_penalty(case, **{**values, **told}, by=team.inspector, on=on)
    return fresh(case)


def make_reviewing_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    case = make_proposed_case(team, on=on, **told)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=on)
    return fresh(case)


def make_approved_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    case = make_reviewing_case(team, on=on, **told)
    approved(pending(case), team, on)
    return fresh(case)


def make_notified_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    case = make_approved_case(team, on=on, **told)
    serve_notice(case, by=team.inspector, on=on)
    return fresh(case)


def make_decided_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """Decided on the day: the party waived defence and hearing, where it was told of one."""
    case = make_approved_case(team, on=on, **told)
    if proposal_now(case).kind == "no_penalty":
        decide_no_penalty(case, by=team.head, on=on)
        return fresh(case)
    serve_notice(case, by=team.inspector, on=on)
    waive_all(case, by=team.inspector, on=on)
    decide(case, by=team.head, on=on)
    return fresh(case)


def waive_all(case: Case, *, by: User, on: date = ON) -> None:
    """The party signs that it states nothing and asks for no hearing."""
    heard = last_notice(case).has_hearing_right
    record_defence(case, waived=True, hearing_waived=heard, by=by, on=on)


def make_served_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    case = make_decided_case(team, on=on, **told)
    serve_decision(case, by=team.inspector, on=on)
    return fresh(case)


def pay(case: Case, team: Team, kind: str, amount: Decimal, on: date = ON) -> None:
    record_payment(
        case,
        kind=kind,
        amount=amount,
        paid_on=on,
        receipt=f"陕财罚{next(_receipts):08d}",
        by=team.inspector,
        on=on,
    )


def make_performed_case(team: Team, *, on: date = ON) -> Case:
    """Everything paid three days after the service."""
    case = make_served_case(team, on=on)
    day = on + timedelta(days=3)
    pay(case, team, "fine", MINIMUM, day)
    pay(case, team, "confiscation", INCOME, day)
    return fresh(case)


def make_closed_case(team: Team, *, on: date = ON) -> Case:
    case = make_performed_case(team, on=on)
    day = on + timedelta(days=7)
    submit_closing(case, report="处罚决定已履行完毕。", by=team.inspector, on=day)
    approved(pending(case), team, day)
    return fresh(case)


def make_past_case(*, by: User, on: date = ON, **told: Any) -> Case:
    """A case of the bureau decided in 2021, its fine known, the goods value not."""
    values: dict[str, Any] = {
        "title": "某药店销售过期药品案",
        "domain": "drug",
        "amounts": PastAmounts(fine=Decimal(20_000)),
        "dates": PastDates(decided_on=date(2021, 6, 1)),
        "party_label": "某药店",
    }
    return record_past_case(PastCase(**{**values, **told}), by=by, on=on)
