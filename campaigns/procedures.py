"""What happens to the need an enterprise raised at an assistance visit."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from campaigns.models import VisitStatus
from deadlines.procedure import Procedure, Rule

OFFICE = (Perm.RUN_CAMPAIGNS,)


class VisitAct(StrEnum):
    """The acts of the table; each is one service function."""

    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


VISIT = Procedure(
    kind="assistance_visit",
    initial=VisitStatus.RAISED.value,
    final=(VisitStatus.FOLLOWED_UP.value,),
    rules=(
        Rule(
            act=VisitAct.ANSWER.value,
            title=_("Answer the need"),
            sources=(VisitStatus.RAISED.value,),
            target=VisitStatus.ANSWERED.value,
            perm=Perm.WRITE_INSPECTIONS,
            also=OFFICE,
        ),
        Rule(
            act=VisitAct.FOLLOW_UP.value,
            title=_("Follow up"),
            sources=(VisitStatus.ANSWERED.value,),
            target=VisitStatus.FOLLOWED_UP.value,
            perm=Perm.WRITE_INSPECTIONS,
            also=OFFICE,
        ),
    ),
)
