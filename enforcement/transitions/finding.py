"""The procedure of a finding: rectified, or taken into a case."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Procedure, Rule
from enforcement.models import FindingStatus


class FindingAct(StrEnum):
    """The acts of the table; each is one service function."""

    RECTIFY = "rectify"
    TAKE_INTO_CASE = "take_into_case"


FINDING = Procedure(
    kind="finding",
    initial=FindingStatus.OPEN.value,
    final=(FindingStatus.RECTIFIED.value, FindingStatus.TO_CASE.value),
    rules=(
        Rule(
            act=FindingAct.RECTIFY.value,
            title=_("Rectified"),
            sources=(FindingStatus.OPEN.value,),
            target=FindingStatus.RECTIFIED.value,
            perm=Perm.WRITE_INSPECTIONS,
        ),
        Rule(
            act=FindingAct.TAKE_INTO_CASE.value,
            title=_("Take into the case"),
            sources=(FindingStatus.OPEN.value,),
            target=FindingStatus.TO_CASE.value,
            perm=Perm.DECIDE_CASES,
            after_approval=True,
        ),
    ),
)
