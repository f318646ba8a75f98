"""What the instruments of a measure say: values of the day, in the official language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from documents.content import Content, Paragraph
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve
from enforcement.models import ItemMovement, Measure
from enforcement.services.case_documents import OFFICIAL

WORDS = {
    DocumentKind.MEASURE: "强措",
    DocumentKind.MEASURE_EXTENDED: "强延",
    DocumentKind.MEASURE_LIFTED: "强解",
    DocumentKind.PRESERVATION: "登保",
    DocumentKind.PRESERVATION_LIFTED: "解保",
}


def issue_paper(
    measure: Measure,
    kind: DocumentKind,
    sections: list[tuple[str, str]],
    *,
    by: User,
    on: date,
    issued_on: date | None = None,
    is_served: bool = False,
) -> Document:
    """Issue an instrument of a measure, addressed to its party.

    Args:
        sections: heading and text of each part; empty texts are left out.
        is_served: it was handed over on the spot, the day it was issued.

    Legal source: Administrative Compulsion Law Art. 24 (what a decision must say).
    """
    day = issued_on or on
    with override(OFFICIAL):
        title = f"{kind.label}：{measure.title}"[:200]
    document = issue(
        measure,
        kind=kind,
        title=title,
        content=_content(measure, sections),
        by=by,
        on=on,
        word=WORDS.get(kind, ""),
        issued_on=day,
    )
    return serve(document, served_on=day, by=by, on=on) if is_served else document


def _content(measure: Measure, sections: list[tuple[str, str]]) -> Content:
    party = measure.party
    with override(OFFICIAL):
        particulars = [
            [_("Party"), party.name if party else ""],
            [_("Kind"), measure.get_kind_display()],
            [_("Place"), measure.place],
            [_("Legal source"), measure.basis],
        ]
    return Content(
        addressee=party.name if party else "",
        particulars=[[label, value] for label, value in particulars if value],
        sections=[Paragraph(title=title, text=text) for title, text in sections if text],
    )


def list_text(measure: Measure) -> str:
    """The lines of the list as they are printed."""
    lines = [
        (
            item.name,
            item.specification,
            item.batch_number,
            f"{item.quantity.normalize():f}{item.unit}",
            item.state,
            item.place,
        )
        for item in measure.items.all()
    ]
    return "\n".join(
        f"{seq}. " + "，".join(part for part in line if part)
        for seq, line in enumerate(lines, 1)
    )


def moved_text(rows: list[ItemMovement]) -> str:
    """What went where, as it is printed."""
    return "\n".join(f"{row.item}：{row}，{row.receiver}，{row.paper}" for row in rows)
