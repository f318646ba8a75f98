"""Papers as PDF, drawn by Typst; the text goes in as data and is never read as markup."""

import json
from pathlib import Path
from typing import Final

import typst

from documents.papers.fonts import font_folders
from documents.papers.paper import Paper

HERE = Path(__file__).parent
# Archives keep PDF/A: fonts embedded, nothing fetched from outside.
STANDARD: Final = "a-2b"
PICTURE_DPI = 144


def pdf_of(paper: Paper) -> bytes:
    """The paper as PDF/A-2b, its fonts embedded."""
    return bytes(
        typst.compile(
            str(HERE / "report.typ"),
            root=str(HERE),
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(paper.plain(), ensure_ascii=False)},
            pdf_standards=STANDARD,
        )
    )


def png_of(svg: str) -> bytes:
    """A drawing as a picture, for papers that hold no SVG."""
    return bytes(
        typst.compile(
            str(HERE / "drawing.typ"),
            root=str(HERE),
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"svg": svg},
            format="png",
            ppi=PICTURE_DPI,
        )
    )
