"""The procedure of a penalty case, a module a stage."""

from deadlines.procedure import Procedure
from enforcement.models import CaseStatus
from enforcement.transitions.case.course import COURSE
from enforcement.transitions.case.decision import DECISION
from enforcement.transitions.case.filing import FILING
from enforcement.transitions.case.investigation import INVESTIGATION
from enforcement.transitions.case.performance import PERFORMANCE

CASE = Procedure(
    kind="case",
    initial=CaseStatus.FILING.value,
    final=(CaseStatus.CLOSED.value,),
    rules=(
        *FILING,
        *INVESTIGATION,
        *DECISION,
        *PERFORMANCE,
        *COURSE,
    ),
)
