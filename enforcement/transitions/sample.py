"""The procedure of a sample, and of the recall of a failed batch."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Procedure, Rule
from enforcement.models import RecallStatus, SampleStatus
from law.words import cite

REPORT_PERIOD = "drug_sample_test_report"
DELIVERY_PERIOD = "drug_failed_report_delivery"
# The window for a retest, by domain: the law says calendar days for drugs, working days else.
RETEST_PERIODS = {
    "drug": "drug_retest_application",
    "device": "device_retest_application",
    "cosmetic": "cosmetic_retest_application",
}
RETEST = tuple(RETEST_PERIODS.values())
RECALL_NOTICES = tuple(
    f"{domain}_recall_notice_class{n}" for domain in ("drug", "device") for n in (1, 2, 3)
)
RECALL_PROGRESS = tuple(f"drug_recall_progress_class{n}" for n in (1, 2, 3))
DEVICE_PLAN = "device_recall_plan_filing"
COMPLETION = ("drug_recall_completion_report", "device_recall_summary")
ORDERED_SUMMARY = "drug_ordered_recall_summary"
REVIEWS = ("drug_recall_authority_review", "device_recall_authority_review")

DRUG_LAW = "中华人民共和国药品管理法"
ARTICLE_SAMPLING = cite(DRUG_LAW, "第一百条")
ARTICLE_RETEST = cite(DRUG_LAW, "第一百零二条")
ARTICLE_RECALL = cite(DRUG_LAW, "第八十二条")
S, R = SampleStatus, RecallStatus
FAILED = (S.FAILED, S.TOLD, S.RETEST_ASKED, S.RETESTING, S.STANDS)


class SampleAct(StrEnum):
    """The acts of the table; each is one service function."""

    SEND = "send"
    REPORT_PASS = "report_pass"  # noqa: S105
    REPORT_FAIL = "report_fail"
    TELL = "tell"
    REQUEST_RETEST = "request_retest"
    WAIVE_RETEST = "waive_retest"
    ACCEPT_RETEST = "accept_retest"
    REFUSE_RETEST = "refuse_retest"
    RETEST_PASS = "retest_pass"  # noqa: S105
    RETEST_FAIL = "retest_fail"
    OPEN_CLUE = "open_clue"
    BEGIN_RECALL = "begin_recall"


class RecallAct(StrEnum):
    """The acts of the table; each is one service function."""

    PROGRESS = "progress"
    COMPLETE = "complete"
    RECEIVE_SUMMARY = "receive_summary"
    REVIEW = "review"


def _no_clue(sample: Any) -> bool:
    return sample.clue_id is None


def _no_recall(sample: Any) -> bool:
    return not hasattr(sample, "recall")


NO_CLUE = Need(
    name="no_clue", met=_no_clue, refusal=_("A clue was registered from this sample already.")
)
NO_RECALL = Need(
    name="no_recall", met=_no_recall, refusal=_("The recall of this batch is followed already.")
)


def _rule(act: StrEnum, title: Any, sources: tuple[Any, ...], target: str, **more: Any) -> Rule:
    states = tuple(state.value for state in sources)
    return Rule(
        act=act.value,
        title=title,
        sources=states,
        target=target,
        perm=Perm.WRITE_INSPECTIONS,
        **more,
    )


A, B = SampleAct, RecallAct
SAMPLE = Procedure(
    kind="sample",
    initial=S.TAKEN.value,
    final=(S.PASSED.value, S.STANDS.value),
    rules=(
        _rule(
            A.SEND,
            _("Received by the laboratory"),
            (S.TAKEN,),
            S.TESTING.value,
            starts=(REPORT_PERIOD,),
            article=ARTICLE_SAMPLING,
        ),
        _rule(
            A.REPORT_PASS,
            _("Test report: conforms"),
            (S.TESTING,),
            S.PASSED.value,
            meets=(REPORT_PERIOD,),
            article=ARTICLE_SAMPLING,
        ),
        _rule(
            A.REPORT_FAIL,
            _("Test report: does not conform"),
            (S.TESTING,),
            S.FAILED.value,
            starts=(DELIVERY_PERIOD,),
            meets=(REPORT_PERIOD,),
            article=ARTICLE_SAMPLING,
        ),
        _rule(
            A.TELL,
            _("Tell a party the result"),
            (S.FAILED, S.TOLD),
            S.TOLD.value,
            starts=RETEST,
            meets=(DELIVERY_PERIOD,),
            article=ARTICLE_RETEST,
        ),
        _rule(
            A.REQUEST_RETEST,
            _("Retest asked for"),
            (S.TOLD,),
            S.RETEST_ASKED.value,
            meets=RETEST,
            article=ARTICLE_RETEST,
        ),
        _rule(
            A.WAIVE_RETEST,
            _("No retest: the result stands"),
            (S.TOLD,),
            S.STANDS.value,
            meets=RETEST,
            article=ARTICLE_RETEST,
            confirm=True,
        ),
        _rule(
            A.ACCEPT_RETEST,
            _("Accept the retest"),
            (S.RETEST_ASKED,),
            S.RETESTING.value,
            article=ARTICLE_RETEST,
        ),
        _rule(
            A.REFUSE_RETEST,
            _("Refuse the retest"),
            (S.RETEST_ASKED,),
            S.STANDS.value,
            article=ARTICLE_RETEST,
            confirm=True,
        ),
        _rule(
            A.RETEST_PASS,
            _("Retest: conforms"),
            (S.RETESTING,),
            S.PASSED.value,
            article=ARTICLE_RETEST,
        ),
        _rule(
            A.RETEST_FAIL,
            _("Retest: does not conform"),
            (S.RETESTING,),
            S.STANDS.value,
            article=ARTICLE_RETEST,
        ),
        _rule(A.OPEN_CLUE, _("Register a clue"), FAILED, STAYS, needs=(NO_CLUE,)),
        _rule(
            A.BEGIN_RECALL,
            _("Follow the recall"),
            FAILED,
            STAYS,
            needs=(NO_RECALL,),
            article=ARTICLE_RECALL,
        ),
    ),
)
RECALL = Procedure(
    kind="recall",
    initial=R.UNDER_WAY.value,
    final=(R.REVIEWED.value,),
    rules=(
        _rule(
            B.PROGRESS,
            _("Record the progress of the recall"),
            (R.UNDER_WAY,),
            STAYS,
            meets=(*RECALL_NOTICES, *RECALL_PROGRESS, DEVICE_PLAN),
            article=ARTICLE_RECALL,
        ),
        _rule(
            B.COMPLETE,
            _("The recall is completed"),
            (R.UNDER_WAY,),
            R.COMPLETED.value,
            starts=COMPLETION,
            meets=(*RECALL_NOTICES, *RECALL_PROGRESS, DEVICE_PLAN),
            article=ARTICLE_RECALL,
        ),
        _rule(
            B.RECEIVE_SUMMARY,
            _("Summary received"),
            (R.COMPLETED,),
            R.SUMMED_UP.value,
            starts=REVIEWS,
            meets=(*COMPLETION, ORDERED_SUMMARY),
            article=ARTICLE_RECALL,
        ),
        _rule(
            B.REVIEW,
            _("Review the recall"),
            (R.SUMMED_UP,),
            R.REVIEWED.value,
            meets=REVIEWS,
            article=ARTICLE_RECALL,
        ),
    ),
)
