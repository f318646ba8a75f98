"""What returns, the ledger, notices and scores tell the layers below."""

from typing import Any

from django.urls import reverse

from campaigns.models import (
    AssessmentScore,
    LedgerEntry,
    LedgerItem,
    Notice,
    NoticeReceipt,
    Return,
    ReturnCorrection,
)
from campaigns.services.ledger_jobs import CLOSE, DISPATCH, PROPOSE_CLOSE, work_bulk
from campaigns.transitions.assessment import SCORE
from campaigns.transitions.ledger import LEDGER
from campaigns.transitions.returns import RETURN
from core.jobs import register_work
from core.refs import register
from deadlines.procedure import register_procedure
from workbench.panels import register_comments
from workbench.refs import rows_resolver


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(LedgerItem.ref_kind, rows_resolver(LedgerItem, _item_page, "list-check"))
    register(LedgerEntry.ref_kind, rows_resolver(LedgerEntry, _item_page, "list-check"))
    register(Return.ref_kind, rows_resolver(Return, _return_page, "file-text"))
    register(
        ReturnCorrection.ref_kind, rows_resolver(ReturnCorrection, _return_page, "file-text")
    )
    register(Notice.ref_kind, rows_resolver(Notice, _notice_page, "mail"))
    register(NoticeReceipt.ref_kind, rows_resolver(NoticeReceipt, _receipt_page, "mail"))
    register(AssessmentScore.ref_kind, rows_resolver(AssessmentScore, _sheet, "report"))
    for procedure in (LEDGER, RETURN, SCORE):
        register_procedure(procedure)
    for kind in (DISPATCH, PROPOSE_CLOSE, CLOSE):
        register_work(kind, work_bulk)
    for record in (LedgerItem.ref_kind, Return.ref_kind):
        register_comments(record)


# A record hangs on its root: the page of the root is where it is read.
def _item_page(row: Any) -> str:
    return reverse("campaigns:ledger-detail", args=[row.root_uuid])


def _return_page(row: Any) -> str:
    return reverse("campaigns:return-detail", args=[row.root_uuid])


def _notice_page(row: Any) -> str:
    return reverse("campaigns:notice-detail", args=[row.uuid])


def _receipt_page(row: Any) -> str:
    return reverse("campaigns:notice-detail", args=[row.notice.uuid])


def _sheet(row: Any) -> str:
    address = reverse("campaigns:assessment", args=[row.campaign.uuid])
    return f"{address}?bureau={row.bureau.code}"
