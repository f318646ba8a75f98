"""Ledger items by state, made through the acts; of the bureau of 雁塔 unless told."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Bureau, ShareGrade, User
from accounts.services.scope import share
from accounts.system import SYSTEM
from campaigns.models import LedgerItem
from campaigns.services.ledger import accept_item, dispatch_item, register_item
from campaigns.services.ledger_closing import close_item, propose_close
from campaigns.services.ledger_work import add_evidence, recheck_item, report_rectified

ON = date(2026, 3, 2)
DUE = ON + timedelta(days=20)


def make_item(*, by: User, bureau: Bureau | None = None, **told: Any) -> LedgerItem:
    facts = {
        "source": "inspection",
        "description": "阴凉柜温度记录缺失",
        "domain": "drug",
        "place": "小寨西路1号",
        "found_on": ON,
        **told,
    }
    return register_item(bureau=bureau, by=by, on=ON, **facts)


def make_dispatched(*, by: User, bureau: Bureau, **told: Any) -> LedgerItem:
    item = make_item(by=by, bureau=bureau, **told)
    return dispatch_item(item, due_on=DUE, measure="补记并整改", by=by, on=ON)


def make_rectifying(*, by: User, owner: User, **told: Any) -> LedgerItem:
    """Handed over by ``by``, in the hands of ``owner``."""
    item = make_dispatched(by=by, bureau=owner.bureau, **told)
    share(item, to=owner, grade=ShareGrade.HANDLE, by=SYSTEM, on=ON)
    return accept_item(item, owner=owner, by=owner, on=ON)


def make_rechecked(*, by: User, owner: User, **told: Any) -> LedgerItem:
    item = make_rectifying(by=by, owner=owner, **told)
    add_evidence(item, text="整改后照片", paper="照片3张", by=owner, on=ON)
    report_rectified(item, text="已整改", by=owner, on=ON)
    return recheck_item(
        item, passed=True, text="现场复查合格", rechecked_on=ON, by=owner, on=ON
    )


def make_proposed(*, by: User, owner: User, **told: Any) -> LedgerItem:
    item = make_rechecked(by=by, owner=owner, **told)
    return propose_close(item, text="建议销号", by=owner, on=ON)


def make_closed(*, by: User, owner: User, **told: Any) -> LedgerItem:
    return close_item(make_proposed(by=by, owner=owner, **told), by=by, on=ON)
