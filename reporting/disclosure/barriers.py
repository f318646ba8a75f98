"""Where the law forbids to publish a decision, as far as its own data tell."""

from enforcement.models import Decision, DecisionKind, Exemption
from law.disclosure import WARNING, feed_codes
from reporting.disclosure.changes import is_void
from reporting.models import HoldReason


def barrier_of(decision: Decision) -> HoldReason | None:
    """Why the decision may not be published; None where its data say nothing against it.

    Secrets, privacy and a party's age are for a person to judge.

    Legal source: 市场监督管理行政处罚信息公示规定第二条; 行政处罚法第三十条、第三十三条.
    """
    if decision.exemption == Exemption.UNDER_AGE:
        return HoldReason.MINOR
    if decision.exemption == Exemption.FIRST_OFFENCE:
        return HoldReason.FIRST_OFFENCE
    codes = feed_codes(decision.penalty_kinds)
    if decision.kind != DecisionKind.PENALTY or not codes:
        return HoldReason.NO_PENALTY
    if is_void(decision):
        return HoldReason.REVOKED
    if decision.case.is_simple:
        return HoldReason.SIMPLE
    return HoldReason.ONLY_WARNING if codes == [WARNING] else None
