"""What must be there before the acts that follow the service of a decision."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from enforcement.dues import (
    ONE_DAY,
    decision_of,
    last_day_of,
    last_demand,
    left_to_pay,
    payment_due_on,
    remedies_over_on,
)
from enforcement.models import PlanState, Remedy, StepState
from enforcement.models.performance import AT_COURT as AT_COURT_STATES
from enforcement.transitions.case_needs import PENALTY_LAW, PROCEDURE_RULES
from law.words import cite

DEMAND_PERIOD = "demand_letter_waiting_period"
COURT_APPLICATION = "court_enforcement_application"
COURT_AFTER_PLAN = "court_enforcement_application_after_instalment"
COURT_ACCEPTANCE = "court_acceptance_of_enforcement"
COURT_RULING = "court_enforcement_ruling"
COURT_REFUSAL_OBJECTION = "court_nonacceptance_reconsideration"
COURT_RULING_OBJECTION = "court_nonenforcement_reconsideration"
REVIEW_ANSWER = "review_answer_ordinary"
SUIT_ANSWER = "litigation_defendant_answer"

COMPULSION_LAW = "中华人民共和国行政强制法"
ARTICLE_PLAN = f"{cite(PENALTY_LAW, '第六十六条第二款')}；{cite(PROCEDURE_RULES, '第七十四条')}"
ARTICLE_REFUND = cite(PENALTY_LAW, "第七十四条")
ARTICLE_DEMAND = cite(COMPULSION_LAW, "第三十五条、第五十四条")
ARTICLE_COURT = cite(COMPULSION_LAW, "第五十三条")
ARTICLE_COURT_ACCEPTS = cite(COMPULSION_LAW, "第五十六条")
ARTICLE_COURT_RULES = cite(COMPULSION_LAW, "第五十七条、第五十八条")
ARTICLE_AGREEMENT = cite(COMPULSION_LAW, "第四十二条")
ARTICLE_END = cite(COMPULSION_LAW, "第四十条")
ARTICLE_REMEDY = cite(PENALTY_LAW, "第七十三条")
ARTICLE_REVIEW_ANSWER = cite("中华人民共和国行政复议法", "第四十八条")
ARTICLE_OUTCOME = "；".join(
    (
        cite("中华人民共和国行政复议法", "第六十三条至第六十八条"),
        cite("中华人民共和国行政诉讼法", "第六十九条至第七十七条"),
    )
)
ARTICLE_SUSPENSION = cite(PROCEDURE_RULES, "第四十六条")
ARTICLE_TERMINATION = cite(PROCEDURE_RULES, "第四十七条")
ARTICLE_EXTENSION = cite(PROCEDURE_RULES, "第六十四条")
ARTICLE_ARCHIVE = cite(PROCEDURE_RULES, "第七十八条")


def _owes(case: Any) -> bool:
    decision = decision_of(case)
    return decision is not None and bool(left_to_pay(decision))


def _owes_fine(case: Any) -> bool:
    decision = decision_of(case)
    return decision is not None and "fine" in decision.still_due()


def _plans(case: Any) -> set[str]:
    decision = decision_of(case)
    return {one.state for one in decision.plans.all()} if decision else set()


def _no_plan(case: Any) -> bool:
    return not _plans(case) & {PlanState.PROPOSED, PlanState.GRANTED}


def _plan_granted(case: Any) -> bool:
    return PlanState.GRANTED in _plans(case)


def _never(_case: Any) -> bool:
    """Only time does it: the act waits for ``opens_on``."""
    return False


def payment_over_on(case: Any) -> date | None:
    """The first day after the time to pay."""
    due_on = payment_due_on(case)
    return due_on + ONE_DAY if due_on else None


def demand_over_on(case: Any) -> date | None:
    """The first day after the ten working days of the last demand."""
    last = last_demand(case)
    over = last_day_of(DEMAND_PERIOD, last.served_on, case) if last else None
    return over + ONE_DAY if over else None


def court_opens_on(case: Any) -> date | None:
    """The first day after the party's time to seek review or sue."""
    over = remedies_over_on(case)
    return over + ONE_DAY if over else None


def _demanded(case: Any) -> bool:
    return last_demand(case) is not None


def _not_demanded(case: Any) -> bool:
    return last_demand(case) is None


def _applications(case: Any) -> set[str]:
    decision = decision_of(case)
    return {one.state for one in decision.court_applications.all()} if decision else set()


def _at_court(case: Any) -> bool:
    return bool(_applications(case) & set(AT_COURT_STATES))


def _not_at_court(case: Any) -> bool:
    return not _at_court(case)


def _was_at_court(case: Any) -> bool:
    return bool(_applications(case))


def _pending(case: Any) -> list[Remedy]:
    decision = decision_of(case)
    rows = decision.remedies.all() if decision else ()
    return [one for one in rows if one.ended_on is None]


def _not_stayed(case: Any) -> bool:
    return not any(one.stayed for one in _pending(case))


def _has_remedy(case: Any) -> bool:
    return bool(_pending(case))


def _has_payment(case: Any) -> bool:
    decision = decision_of(case)
    return decision is not None and bool(decision.entries())


def _no_step(case: Any) -> bool:
    return all(one.state != StepState.PROPOSED for one in case.course_steps.all())


def step_proposed(kind: str) -> Need:
    """The act follows its proposal, of which the approval route is through."""

    def met(case: Any) -> bool:
        rows = case.course_steps.all()
        return any(one.kind == kind and one.state == StepState.PROPOSED for one in rows)

    return Need("step_proposed", met, _("Nobody proposed this. Propose it for approval first."))


def _plan_proposed(case: Any) -> bool:
    return PlanState.PROPOSED in _plans(case)


def _is_own(case: Any) -> bool:
    return not case.is_past


def _not_archived(case: Any) -> bool:
    return all(one.taken_out_on is not None for one in case.archive_entries.all())


OWES = Need("owes", _owes, _("Everything is paid: nothing is left to demand."))
OWES_FINE = Need("owes_fine", _owes_fine, _("No fine is due any more."), ARTICLE_PLAN)
NO_PLAN = Need(
    "no_plan", _no_plan, _("A plan waits for approval or runs already."), ARTICLE_PLAN
)
PLAN_PROPOSED = Need(
    "plan_proposed", _plan_proposed, _("No plan of payment waits for approval."), ARTICLE_PLAN
)
PLAN_GRANTED = Need("plan", _plan_granted, _("No plan of payment is running."), ARTICLE_PLAN)
PLAN_OVER = Need(
    "plan_over",
    _no_plan,
    _("A plan of payment runs. Record first that an instalment was missed."),
    ARTICLE_PLAN,
)
PAYMENT_OVER = Need(
    "payment_over",
    _never,
    _("The party still has time to pay."),
    ARTICLE_DEMAND,
    payment_over_on,
)
DEMAND_OVER = Need(
    "demand_over",
    _never,
    _("Serve a demand first, and wait until its ten working days are over."),
    ARTICLE_DEMAND,
    demand_over_on,
)
REMEDIES_OVER = Need(
    "remedies_over",
    _never,
    _("The party may still seek review or sue, or a review or suit is not concluded."),
    ARTICLE_COURT,
    court_opens_on,
)
NOT_DEMANDED = Need(
    "not_demanded",
    _not_demanded,
    _("A demand was served: stages can now be agreed in an enforcement agreement."),
    ARTICLE_AGREEMENT,
)
DEMANDED = Need("demanded", _demanded, _("No demand was served yet."), ARTICLE_DEMAND)
NOT_AT_COURT = Need(
    "not_at_court", _not_at_court, _("The court has an application of this case already.")
)
AT_COURT = Need("at_court", _at_court, _("No application is at the court."), ARTICLE_COURT)
WAS_AT_COURT = Need(
    "was_at_court", _was_at_court, _("No application was made to the court."), ARTICLE_COURT
)
NOT_STAYED = Need(
    "not_stayed",
    _not_stayed,
    _("The enforcement is stayed during a review or suit."),
    ARTICLE_REMEDY,
)
REMEDY = Need("remedy", _has_remedy, _("No review and no suit is under way."), ARTICLE_REMEDY)
PAYMENT = Need("payment", _has_payment, _("No payment is recorded."))
NO_STEP = Need(
    "no_step", _no_step, _("A proposal on the course of the case waits for approval.")
)
OWN = Need("own", _is_own, _("A past case was entered as it is known and is not acted on."))
NOT_ARCHIVED = Need(
    "not_archived", _not_archived, _("The file lies in the archive."), ARTICLE_ARCHIVE
)
