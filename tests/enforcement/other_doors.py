"""The doors of everything that is not on a case's own course: page and route of the API.

``{kind: {act: (page, route)}}``; where one form does several acts, each names it.
"""

from campaigns.transitions.assessment import ScoreAct
from campaigns.transitions.ledger import LedgerAct
from campaigns.transitions.returns import ReturnAct
from enforcement.models import StepKind
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.draw import PlanAct

Doors = dict[str, tuple[str, str]]


def _doors(page: str, api: str, **acts: str | tuple[str, str]) -> Doors:
    """Acts whose page is ``<page><name>`` and whose route is ``<api><name>``."""
    found: Doors = {}
    for act, said in acts.items():
        on_page, in_api = (said, said) if isinstance(said, str) else said
        found[act] = (f"{page}{on_page}", f"api:{api}{in_api}")
    return found


STEP = "propose-step"
COURT = ("court-step", "record-court-step")
COURT_STEPS = (
    CaseAct.RECORD_COURT_ACCEPTANCE,
    CaseAct.RECORD_COURT_REFUSAL,
    CaseAct.RECORD_ENFORCEMENT_RULING,
    CaseAct.RECORD_NONENFORCEMENT_RULING,
    CaseAct.REQUEST_COURT_RECONSIDERATION,
    CaseAct.END_ENFORCEMENT,
)
CASE: Doors = {
    **_doors(
        "enforcement:",
        "case-",
        submit_plan=("payment-plan-new", "submit-plan"),
        miss_instalment=("payment-plan-missed", "miss-instalment"),
        demand=("demand-serve", "serve-demand"),
        agree_enforcement=("agreement-new", "agree-enforcement"),
        apply_to_court=("court-apply", "apply-to-court"),
        record_review=("remedy-new", "record-remedy"),
        record_suit=("remedy-new", "record-remedy"),
        submit_suspension=("case-suspend", STEP),
        submit_resumption=("case-resume", STEP),
        submit_extension=("case-more-time", STEP),
        submit_termination=("case-terminate", STEP),
        submit_reopening=("case-reopen", STEP),
        archive=("case-archive", "archive"),
        decide_on_spot=("on-the-spot", "on-the-spot"),
        collect_on_spot=("on-the-spot", "on-the-spot"),
        file_papers="file-papers",
        hand_in_fine="hand-in-fine",
        deposit_fine="deposit-fine",
        close_on_spot=("close-on-spot", "close-on-the-spot"),
        hand_over=("case-hand-over", "hand-over"),
        merge=("case-merge", "merge"),
        split=("case-split", "split"),
        **{act.value: COURT for act in COURT_STEPS},
    ),
    **_doors("enforcement:payment-", "payment-", refund="refund", correct_payment="correct"),
    **_doors(
        "enforcement:remedy-",
        "remedy-",
        answer_remedy=("answer", "record-answer"),
        conclude_remedy="conclude",
        # What a review or a judgment orders is told with its result.
        revoke="conclude",
        remake="conclude",
    ),
    **_doors("enforcement:transfer-", "transfer-", propose_transfer=("new", "list")),
}
# The steps of the one route are told by their kind: each kind has its page above.
assert {f"submit_{kind}" for kind in StepKind.values} <= set(CASE)

OTHER_DOORS: dict[str, Doors] = {
    "case": CASE,
    "clue": _doors(
        "enforcement:clue-", "clue-", hand_over="hand-over", tell_reporter="tell-reporter"
    ),
    "measure": _doors(
        "enforcement:measure-",
        "measure-",
        submit="submit",
        cancel="cancel",
        impose="carry-out",
        preserve="carry-out",
        impose_at_once="at-once",
        preserve_at_once="at-once",
        propose_extension=("extend", "propose-extension"),
        begin_testing=("testing", "begin-testing"),
        end_testing=("tested", "end-testing"),
        record_handling=("handling", "record-handling"),
        conclude="conclude",
        lift="lift",
        keep=("custody", "change-custody"),
        dispose="dispose",
    ),
    "regulatory_measure": _doors(
        "enforcement:regulatory-",
        "regulatory-measure-",
        serve="serve",
        record_response=("response", "record-response"),
        recheck="recheck",
        lift="end",
        end="end",
        revoke="revoke",
    ),
    "sample": _doors(
        "enforcement:sample-",
        "sample-",
        send="send",
        report_pass="report",
        report_fail="report",
        tell="tell",
        request_retest=("retest", "request-retest"),
        waive_retest="settle",
        accept_retest=("accept", "accept-retest"),
        refuse_retest=("refuse", "refuse-retest"),
        retest_pass=("retested", "report-retest"),
        retest_fail=("retested", "report-retest"),
        open_clue=("clue", "open-clue"),
        begin_recall=("recall", "begin-recall"),
    ),
    "recall": _doors(
        "enforcement:recall-",
        "sample-",
        progress=("progress", "recall-progress"),
        complete=("complete", "complete-recall"),
        receive_summary=("summary", "recall-summary"),
        review=("review", "review-recall"),
    ),
    "transfer": _doors(
        "enforcement:transfer-",
        "transfer-",
        hand_over="hand-over",
        record_opened=("opened", "record-opened"),
        record_accepted=("accepted", "record-accepted"),
        record_declined=("declined", "record-declined"),
        ask_reconsideration=("reconsider", "ask-reconsideration"),
        record_upheld=("upheld", "record-upheld"),
        ask_procuratorate=("procuratorate", "ask-procuratorate"),
        hand_over_items=("items", "hand-over-items"),
        take_back=("back", "take-back"),
    ),
    "hand_over": _doors(
        "enforcement:hand-over-",
        "hand-over-",
        accept="accept",
        reject="reject",
        withdraw="withdraw",
        submit_jurisdiction=("submit", "submit-jurisdiction"),
        designate="designate",
        # ``to_receiver`` of the one route says which of the two.
        leave=("leave", "designate"),
    ),
    "assistance": _doors(
        "enforcement:assistance-",
        "assistance-",
        assign="assign",
        extend="extend",
        answer=("answer", "reply"),
        withdraw="withdraw",
    ),
    "ledger_item": {
        **_doors(
            "campaigns:ledger-",
            "ledger-item-",
            dispatch=("dispatch", "dispatch-item"),
            note_progress="progress",
            add_evidence="evidence",
            record_report="report",
            report_rectified="rectified",
            propose_close="propose-close",
            return_closing="return-closing",
            **{
                act: act
                for act in (
                    *(LedgerAct.ACCEPT.value, LedgerAct.MOVE.value, LedgerAct.RECHECK.value),
                    *(LedgerAct.EXTEND.value, LedgerAct.CLOSE.value, LedgerAct.REOPEN.value),
                )
            },
        ),
        **_doors("enforcement:ledger-", "ledger-item-", transfer_to_case=("clue", "open-clue")),
    },
    "return": {
        **_doors(
            "campaigns:return-",
            "return-",
            **{
                ReturnAct.FILL.value: ("fill", "detail"),
                ReturnAct.RETURN.value: "send-back",
                ReturnAct.ACCEPT.value: "accept",
                ReturnAct.LOCK.value: "lock",
                ReturnAct.CORRECT.value: "correct",
            },
        ),
        **_doors("reporting:return-", "return-", submit="submit"),
    },
    "inspection_plan": _doors(
        "enforcement:plan-",
        "plan-",
        submit="submit",
        approve="approve",
        **{PlanAct.RETURN.value: ("return", "send-back")},
    ),
    "draw": _doors(
        "enforcement:draw-",
        "draw-",
        announce="announce",
        draw=("run", "draw"),
        # A party or an officer: each has its form.
        replace="replace-party",
        publish="publish",
        cancel="cancel",
    ),
    "assistance_visit": _doors(
        "campaigns:visit-",
        "visit-",
        answer=("answer", "answer-need"),
        follow_up="follow-up",
    ),
    "disclosure": _doors(
        "reporting:disclosure-",
        "disclosure-",
        hold_back="hold-back",
        take_up="take-up",
        note_change="note-change",
        withdraw_disclosure="withdraw",
        ask_repair="ask-repair",
        accept_repair="accept-repair",
        refuse_repair="refuse-repair",
        grant_repair="grant-repair",
        finish_repair="finish-repair",
        end_display="end",
        **{act: act for act in ("revise", "release", "renew")},
    ),
    "assessment_score": _doors(
        "campaigns:score-",
        "assessment-",
        **{ScoreAct.APPEAL.value: "appeal", ScoreAct.SETTLE.value: "settle"},
    ),
}
# Part of another act: nobody presses them.
OTHER_FOLLOWS = {
    # A refund or a corrected entry leaves something due again.
    ("case", "resume_performance"),
    # The hand-over of the file to the police takes the case along.
    ("case", "transfer_to_police"),
    # The other authority's acceptance of the transfer takes the case away.
    ("case", "transfer_away"),
    # Carrying out the seizure that replaces a preservation takes its goods over.
    ("measure", "decide"),
    # The last goods went, or went over to the seizure.
    ("measure", "end"),
}
# Acts that lack a page or a route of the API, with the reason.
NO_DOOR: set[tuple[str, str]] = set()
