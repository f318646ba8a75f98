"""Documents, issued through the act."""

from datetime import date
from typing import Any

from accounts.models import Scoped
from accounts.system import SYSTEM
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve

ON = date(2026, 3, 10)
CONTENT: dict[str, Any] = {
    "addressee": "雁塔区康宁大药房",
    "particulars": [
        ["当事人", "雁塔区康宁大药房"],
        ["统一社会信用代码", "91610113MA6TXXXX00"],
    ],
    "sections": [
        {
            "title": "违法事实和证据",
            "text": "2026年3月1日，执法人员检查发现……\n上述事实有现场笔录为证。",
        },
        {"title": "处罚决定", "text": "罚款人民币100,000元。"},
    ],
    "ending": "如不服本决定，可以自收到之日起六十日内申请行政复议。",
}


def make_document(record: Scoped, *, by: Any = SYSTEM, on: date = ON, **told: Any) -> Document:
    values: dict[str, Any] = {
        "kind": DocumentKind.DECISION,
        "title": "行政处罚决定书",
        "content": CONTENT,
        "word": "罚",
    }
    return issue(record, **{**values, **told}, by=by, on=on)


def make_served_document(record: Scoped, *, served_on: date = ON, **told: Any) -> Document:
    return serve(make_document(record, **told), served_on=served_on, by=SYSTEM, on=served_on)
