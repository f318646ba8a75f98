"""What a paper says, apart from how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    text: str

    def plain(self) -> dict[str, Any]:
        return {"kind": "heading", "text": self.text}


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str

    def plain(self) -> dict[str, Any]:
        return {"kind": "words", "text": self.text}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first column names the row, the others are figures set to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def plain(self) -> dict[str, Any]:
        rows = [list(row) for row in self.rows]
        return {"kind": "grid", "head": list(self.head), "rows": rows, "caption": self.caption}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG, with the words for whoever cannot see it."""

    svg: str
    caption: str

    def plain(self) -> dict[str, Any]:
        return {"kind": "drawing", "svg": self.svg, "caption": self.caption}


Block = Heading | Words | Grid | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper.

    Args:
        under: the lines below the title: number, period, who reports.
        signed: the lines at the end: the office and the day.
        wide: landscape, for broad tables.
    """

    title: str
    under: Sequence[str] = ()
    blocks: Sequence[Block] = field(default_factory=tuple)
    signed: Sequence[str] = ()
    wide: bool = False

    def plain(self) -> dict[str, Any]:
        """The paper as JSON-ready data, for the templates."""
        return {
            "title": self.title,
            "under": list(self.under),
            "blocks": [block.plain() for block in self.blocks],
            "signed": list(self.signed),
            "wide": self.wide,
        }
