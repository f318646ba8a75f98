"""What a document says, as it was issued: the shape of ``Document.content``.

It is kept as values so that a later change of the record changes nothing here.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict


class Paragraph(TypedDict):
    """A headed part of the text; line breaks separate paragraphs."""

    title: str
    text: str


class Content(TypedDict):
    """A document's text.

    addressee: whom it is addressed to, as printed.
    particulars: label and value of each line of the table at the head.
    sections: the parts in their order (facts and evidence, penalty and its basis, how
        and until when to perform, how to seek review).
    ending: the last sentence.
    """

    addressee: NotRequired[str]
    particulars: NotRequired[list[list[str]]]
    sections: NotRequired[list[Paragraph]]
    ending: NotRequired[str]


def printable(content: Mapping[str, Any]) -> dict[str, Any]:
    """The parts a page prints, each there; paragraphs split at line breaks."""
    sections = [
        {
            "title": str(part.get("title", "")),
            "paragraphs": [
                line for line in str(part.get("text", "")).splitlines() if line.strip()
            ],
        }
        for part in content.get("sections", [])
    ]
    return {
        "addressee": str(content.get("addressee", "")),
        "particulars": [tuple(map(str, line[:2])) for line in content.get("particulars", [])],
        "sections": sections,
        "ending": str(content.get("ending", "")),
    }
