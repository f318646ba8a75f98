"""The disclosure feed as XLSX, CSV and XML with exactly its thirty fields, and summaries."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as Xml

from core.pages.columns import Column
from reporting.disclosure.fields import FIELDS
from reporting.exports.writers import write_csv, write_xlsx

TITLE: Final = "行政处罚公示信息"
Values = Mapping[str, str]
# XML 1.0 holds no control characters.
UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What a summary tells, in its order: 公示规定第四条.
SUMMARY: Final = (
    ("行政处罚决定书文号", "doc_no"),
    ("当事人名称", "party_name"),
    ("统一社会信用代码", "uscc"),
    ("法定代表人（负责人、经营者）", "legal_rep"),
    ("违法行为类型", "violation_type"),
    ("行政处罚内容", "content"),
    ("作出行政处罚决定机关名称", "agency"),
    ("作出行政处罚决定日期", "decided_on"),
    ("备注", "remark"),
)


def feed_columns() -> list[Column]:
    """The headings of the feed, with the unit of amounts."""
    return [Column(one.name, one.label) for one in FIELDS]


def _cells(rows: Iterable[Values]) -> list[list[str]]:
    return [[row.get(one.name, "") for one in FIELDS] for row in rows]


def feed_xlsx(path: Path, rows: Iterable[Values]) -> None:
    """Every cell as text: codes keep their zeros and amounts their six decimals."""
    write_xlsx(path, feed_columns(), _cells(rows), TITLE)


def feed_csv(path: Path, rows: Iterable[Values]) -> None:
    """UTF-8 with its mark."""
    write_csv(path, feed_columns(), _cells(rows), TITLE)


def feed_xml(path: Path, rows: Iterable[Values]) -> None:
    """One element a decision, one a field, named by the codes of the exchange."""
    told = list(rows)
    root = Xml.Element("DATA", {"count": str(len(told))})
    for row in told:
        line = Xml.SubElement(root, "ROW")
        for one in FIELDS:
            cell = Xml.SubElement(line, one.code, {"label": one.label})
            cell.text = UNFIT.sub("", row.get(one.name, ""))
    Xml.indent(root)
    path.write_bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def summary_of(values: Values) -> list[tuple[str, str]]:
    """The summary (行政处罚信息摘要) of a decision, line by line.

    Legal source: 市场监督管理行政处罚信息公示规定第四条第三款.
    """
    return [(label, values.get(name, "")) for label, name in SUMMARY]


def summary_text(values: Values) -> str:
    """The same as text, to be put before the decision."""
    lines = [f"{label}：{text or '—'}" for label, text in summary_of(values)]
    return "\n".join(["行政处罚信息摘要", *lines])


def feed_summaries(path: Path, rows: Iterable[Values]) -> None:
    """All summaries one after the other."""
    path.write_text("\n\n".join(map(summary_text, rows)) + "\n", encoding="utf-8-sig")


FEED_WRITERS: Final[dict[str, Callable[[Path, Any], None]]] = {
    "xlsx": feed_xlsx,
    "csv": feed_csv,
    "xml": feed_xml,
    "txt": feed_summaries,
}
