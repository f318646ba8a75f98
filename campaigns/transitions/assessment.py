"""The procedure of a score: given, appealed by the bureau, settled by whoever gave it."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.models import ScoreStatus
from deadlines.procedure import Procedure, Reach, Rule

SCORED = ScoreStatus.SCORED.value
APPEALED = ScoreStatus.APPEALED.value
SETTLED = ScoreStatus.SETTLED.value


class ScoreAct(StrEnum):
    """The acts of the table; each is one service function."""

    APPEAL = "appeal"
    SETTLE = "settle"


SCORE = Procedure(
    kind="assessment_score",
    initial=SCORED,
    final=(SETTLED,),
    rules=(
        Rule(ScoreAct.APPEAL, _("Appeal"), (SCORED,), APPEALED, perm=Perm.RUN_CAMPAIGNS,
             also=(Perm.ASSIGN_WORK,)),
        Rule(ScoreAct.SETTLE, _("Settle"), (SCORED, APPEALED), SETTLED,
             perm=Perm.RUN_CAMPAIGNS, reach=Reach.ABOVE, confirm=True),
    ),
)  # fmt: skip
