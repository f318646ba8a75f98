"""The procedure of a penalty case, a module a stage."""

from deadlines.procedure import Procedure
from enforcement.models import CaseStatus
from enforcement.transitions.case.around import AROUND, beside
from enforcement.transitions.case.course import COURSE
from enforcement.transitions.case.decision import DECISION
from enforcement.transitions.case.filing import FILING
from enforcement.transitions.case.hearing import HEARING
from enforcement.transitions.case.investigation import INVESTIGATION
from enforcement.transitions.case.outcomes import OUTCOMES
from enforcement.transitions.case.performance import PERFORMANCE
from enforcement.transitions.case.remedies import REMEDIES
from enforcement.transitions.case.standing import STANDING

CASE = Procedure(
    kind="case",
    initial=CaseStatus.FILING.value,
    final=(
        CaseStatus.CLOSED.value,
        CaseStatus.TRANSFERRED.value,
        CaseStatus.MERGED.value,
    ),
    rules=(
        *beside(
            (
                *FILING,
                *INVESTIGATION,
                *OUTCOMES,
                *HEARING,
                *DECISION,
                *PERFORMANCE,
                *COURSE,
                *REMEDIES,
                *STANDING,
            )
        ),
        *AROUND,
    ),
)
