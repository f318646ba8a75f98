"""Ledger items and their acts."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from campaigns.api import inputs
from campaigns.api.base import CampaignActsViewSet
from campaigns.api.outputs import LedgerItemSerializer
from campaigns.ledger_filters import LedgerApiFilter
from campaigns.models import LedgerItem
from campaigns.services import ledger, ledger_closing, ledger_jobs, ledger_work
from campaigns.transitions.ledger import LedgerAct
from core.api.jobs import JobSerializer
from core.refs import Ref
from core.tasks import send

REGISTERS = (Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK)
ACCEPTED = status.HTTP_202_ACCEPTED


def act(path: str, name: LedgerAct, service: Callable[..., Any], sent: Any, told: str) -> Any:
    """One act of the table as a POST on the item."""

    def view(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer: Response = self.does(name, service, sent)
        return answer

    # ``dispatch`` is the view's own.
    view.__name__ = {"dispatch": "dispatch_item"}.get(path, path.replace("-", "_"))
    view.__doc__ = told
    described = extend_schema(request=sent, responses=LedgerItemSerializer)(view)
    return action(detail=True, methods=["post"], url_path=path)(described)


class LedgerItemViewSet(CampaignActsViewSet):
    """The rectification ledger of one's jurisdiction."""

    serializer_class = LedgerItemSerializer
    filterset_class = LedgerApiFilter
    queryset = LedgerItem.objects.none()

    def get_queryset(self) -> Any:
        rows = LedgerItem.objects.visible_to(self.user).select_related(
            "bureau",
            "unit",
            "found_by_bureau",
            "party",
            "campaign",
            "owner",
            "proposed_by",
            "closed_by",
            "relapse_of__party",
        )
        return rows.prefetch_related("entries__by")

    @extend_schema(request=inputs.LedgerItemInput, responses={201: LedgerItemSerializer})
    def create(self, request: Request) -> Response:
        """Enter a hazard in the ledger."""
        self.require_any(REGISTERS)
        values = self.typed(inputs.LedgerItemInput)
        if "source_ref" in values:
            values["source_ref"] = Ref.parse(values["source_ref"])
        item = ledger.register_item(**values, **self.doing)
        return self.answer(self.again(item), status.HTTP_201_CREATED)

    dispatch_item = act(
        "dispatch",
        LedgerAct.DISPATCH,
        ledger.dispatch_item,
        inputs.DispatchInput,
        "Hand the item over for rectification by a day.",
    )
    accept = act(
        "accept",
        LedgerAct.ACCEPT,
        ledger.accept_item,
        inputs.AcceptInput,
        "Take the item over.",
    )
    move = act(
        "move",
        LedgerAct.MOVE,
        ledger.move_item,
        inputs.MoveInput,
        "Hand the item to another bureau before work begins.",
    )
    progress = act(
        "progress",
        LedgerAct.NOTE_PROGRESS,
        ledger_work.note_progress,
        inputs.TextInput,
        "Note how far it is.",
    )
    evidence = act(
        "evidence",
        LedgerAct.ADD_EVIDENCE,
        ledger_work.add_evidence,
        inputs.EvidenceInput,
        "Add what shows the rectification.",
    )
    report = act(
        "report",
        LedgerAct.RECORD_REPORT,
        ledger_work.record_party_report,
        inputs.PartyReportInput,
        "Record a self-check or rectification report of the party.",
    )
    rectified = act(
        "rectified",
        LedgerAct.REPORT_RECTIFIED,
        ledger_work.report_rectified,
        inputs.TextInput,
        "Report the item as rectified.",
    )
    recheck = act(
        "recheck",
        LedgerAct.RECHECK,
        ledger_work.recheck_item,
        inputs.RecheckInput,
        "Record what the recheck found.",
    )
    extend = act(
        "extend",
        LedgerAct.EXTEND,
        ledger_work.extend_item,
        inputs.DueInput,
        "Give more time.",
    )
    propose_close = act(
        "propose-close",
        LedgerAct.PROPOSE_CLOSE,
        ledger_closing.propose_close,
        inputs.TextInput,
        "Propose that the item be closed.",
    )
    close = act(
        "close",
        LedgerAct.CLOSE,
        ledger_closing.close_item,
        inputs.OpinionInput,
        "Decide that the item is closed; never by whoever proposed it.",
    )
    return_closing = act(
        "return-closing",
        LedgerAct.RETURN_CLOSING,
        ledger_closing.return_closing,
        inputs.WhyInput,
        "Send a proposed item back.",
    )
    reopen = act(
        "reopen",
        LedgerAct.REOPEN,
        ledger_closing.reopen_item,
        inputs.DueInput,
        "Open a closed item again.",
    )

    @extend_schema(request=inputs.BulkDispatchInput, responses={202: JobSerializer})
    @action(detail=False, methods=["post"], url_path="bulk-dispatch")
    def bulk_dispatch(self, request: Request) -> Response:
        """Hand many items over, as a job that names each refused row."""
        return self._begin(ledger_jobs.DISPATCH, inputs.BulkDispatchInput)

    @extend_schema(request=inputs.BulkTextInput, responses={202: JobSerializer})
    @action(detail=False, methods=["post"], url_path="bulk-propose-close")
    def bulk_propose_close(self, request: Request) -> Response:
        """Propose the closing of many items, as a job."""
        return self._begin(ledger_jobs.PROPOSE_CLOSE, inputs.BulkTextInput)

    @extend_schema(request=inputs.BulkTextInput, responses={202: JobSerializer})
    @action(detail=False, methods=["post"], url_path="bulk-close")
    def bulk_close(self, request: Request) -> Response:
        """Close many proposed items, as a job."""
        return self._begin(ledger_jobs.CLOSE, inputs.BulkTextInput)

    def _begin(self, kind: str, sent: Any) -> Response:
        self.require_any((*REGISTERS, Perm.DECIDE_CASES))
        typed = self.typed(sent)
        ids = typed.pop("ids")
        params = {name: str(value) for name, value in typed.items()}
        job = ledger_jobs.start_bulk(kind, ids, params=params, **self.doing, send=send)
        return Response(JobSerializer(job).data, status=ACCEPTED)
