"""The acts of a coercive measure, their periods and articles, and what must be there."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from law.words import cite
from workbench.models import Approval

MEASURE_ROUTE = "measure"  # the approval route of a measure, before or after it
EXTENSION_ROUTE = "extension"

HOLD_PERIOD = "seal_seize_period"
HANDLING_PERIOD = "drug_seizure_decision"
TESTED_PERIOD = "drug_seizure_decision_after_test"
PRESERVED_PERIOD = "evidence_registration_disposition"
CONFIRM_PERIOD = "coercive_measure_urgent_backfill"
CONFIRM_PRESERVED = "evidence_registration_urgent_backfill"
TESTING = "testing_stated_in_writing"
RUNNING = (HOLD_PERIOD, HANDLING_PERIOD, TESTED_PERIOD, PRESERVED_PERIOD)

COMPULSION_LAW = "中华人民共和国行政强制法"
PENALTY_LAW = "中华人民共和国行政处罚法"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
ARTICLE_PROCEDURE = cite(COMPULSION_LAW, "第十八条")
ARTICLE_URGENT = cite(COMPULSION_LAW, "第十九条")
ARTICLE_PERIOD = cite(COMPULSION_LAW, "第二十五条")
ARTICLE_CUSTODY = cite(COMPULSION_LAW, "第二十六条")
ARTICLE_DECISION = cite(COMPULSION_LAW, "第二十七条")
ARTICLE_LIFT = cite(COMPULSION_LAW, "第二十八条")
ARTICLE_PRESERVE = cite(PENALTY_LAW, "第五十六条")
ARTICLE_PRESERVED = cite(PROCEDURE_RULES, "第三十五条")
ARTICLE_DRUG_HANDLING = cite("中华人民共和国药品管理法", "第一百条第二款")


class MeasureAct(StrEnum):
    """The acts of the table; each is one service function."""

    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    IMPOSE = "impose"
    PRESERVE = "preserve"
    IMPOSE_AT_ONCE = "impose_at_once"
    PRESERVE_AT_ONCE = "preserve_at_once"
    CONFIRM = "confirm"
    DISAPPROVE = "disapprove"
    PROPOSE_EXTENSION = "propose_extension"
    EXTEND = "extend"
    BEGIN_TESTING = "begin_testing"
    END_TESTING = "end_testing"
    RECORD_HANDLING = "record_handling"
    DECIDE = "decide"
    CONCLUDE = "conclude"
    LIFT = "lift"
    KEEP = "keep"
    DISPOSE = "dispose"
    END = "end"
    CANCEL = "cancel"


def _is_preservation(measure: Any) -> bool:
    return bool(measure.is_preservation)


def _is_coercive(measure: Any) -> bool:
    return not measure.is_preservation


def _nothing_pending(measure: Any) -> bool:
    return not Approval.objects.pending().filter(about_uuid=measure.uuid).exists()


def _is_confirmed(measure: Any) -> bool:
    return not measure.is_urgent or measure.confirmed_on is not None


def _not_testing(measure: Any) -> bool:
    return measure.testing_until is None


def _case_decided(measure: Any) -> bool:
    return measure.case is not None and measure.case.decided_on is not None


def _nothing_held(measure: Any) -> bool:
    return not measure.held_items().exists()


# A need by this name is no hint to the reader: the act is one of the other kind of measure.
OF_KIND = "kind"
PRESERVATION = Need(
    name=OF_KIND,
    met=_is_preservation,
    refusal=_("This is done with preserved evidence only."),
    article=ARTICLE_PRESERVE,
)
COERCIVE = Need(
    name=OF_KIND,
    met=_is_coercive,
    refusal=_("This is done with sealed or seized goods only."),
    article=ARTICLE_PROCEDURE,
)
NOTHING_PENDING = Need(
    name="nothing_pending",
    met=_nothing_pending,
    refusal=_("It waits for an approval already."),
)
CONFIRMED = Need(
    name="confirmed",
    met=_is_confirmed,
    refusal=_("It was taken at once and the head of the bureau has not approved it yet."),
    article=ARTICLE_URGENT,
)
UNCONFIRMED = Need(
    name=OF_KIND,
    met=lambda measure: not _is_confirmed(measure),
    refusal=_("No approval afterwards is needed any more."),
    article=ARTICLE_URGENT,
)
NOT_TESTING = Need(
    name="not_testing",
    met=_not_testing,
    refusal=_("The goods are being tested. Record the end of the testing first."),
    article=ARTICLE_PERIOD,
)
TESTED_NOW = Need(
    name=OF_KIND,
    met=lambda measure: measure.testing_until is not None,
    refusal=_("No testing is under way."),
    article=ARTICLE_PERIOD,
)
CASE_DECIDED = Need(
    name="case_decided",
    met=_case_decided,
    refusal=_("The case of this measure is not decided yet."),
    article=ARTICLE_DECISION,
)
NOTHING_HELD = Need(
    name="nothing_held",
    met=_nothing_held,
    refusal=_("Goods are still held."),
    article=ARTICLE_CUSTODY,
)
