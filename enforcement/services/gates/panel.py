"""All gates of a case, in the order a court would ask."""

from datetime import date

from enforcement.models import Case, Decision
from enforcement.services.gates.criminal import last_answer
from enforcement.services.gates.gate import Gate
from enforcement.services.gates.law_gates import (
    change_gates,
    exemption_gate,
    fine_gate,
    income_gate,
    limitation_gates,
    one_fine_gate,
)
from enforcement.services.gates.people_gates import (
    competence_gate,
    criminal_gate,
    officers_gate,
    review_gate,
)


def gates_of(case: Case, *, on: date) -> list[Gate]:
    """Every gate with its answer on a day. Reads only; past cases have none.

    Args:
        on: the day on which the decision would be taken.
    """
    if case.is_past:
        return []
    rows = list(case.violations.select_related("law_choice"))
    proposal = Decision.objects.filter(case=case).select_related("case").first()
    day = case.decided_on or on
    found: list[Gate | None] = [
        competence_gate(case, day),
        officers_gate(case),
        *limitation_gates(case, rows),
        *change_gates(case, rows, day),
        one_fine_gate(rows),
        fine_gate(case, proposal),
        income_gate(rows, proposal, day),
        exemption_gate(case, proposal),
        criminal_gate(case, last_answer(case)),
        review_gate(case, proposal, day),
    ]
    return [gate for gate in found if gate is not None]
