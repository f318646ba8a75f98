"""Papers as PDF, drawn by Typst; the text goes in as data and is never read as markup."""

import json
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from documents.errors import PaperNotDrawn
from documents.papers.fonts import font_folders
from documents.papers.paper import Paper

HERE = Path(__file__).parent
# Archives keep PDF/A: fonts embedded, nothing fetched from outside.
STANDARD: Final = "a-2b"
PICTURE_DPI = 144


def pdf_of(paper: Paper) -> bytes:
    """The paper as PDF/A-2b, its fonts embedded.

    Raises:
        PaperNotDrawn: with what Typst says.
    """
    data = json.dumps(paper.plain(), ensure_ascii=False)
    return _drawn("report.typ", sys_inputs={"data": data}, pdf_standards=STANDARD)


def png_of(svg: str) -> bytes:
    """A drawing as a picture, for papers that hold no SVG.

    Raises:
        PaperNotDrawn: with what Typst says.
    """
    return _drawn("drawing.typ", sys_inputs={"svg": svg}, format="png", ppi=PICTURE_DPI)


def _drawn(source: str, **told: Any) -> bytes:
    try:
        return bytes(
            typst.compile(
                str(HERE / source),
                root=str(HERE),
                font_paths=font_folders(),
                ignore_system_fonts=True,
                **told,
            )
        )
    except (typst.TypstError, OSError) as error:
        text = _("The paper could not be drawn: %(problem)s") % {"problem": error}
        raise PaperNotDrawn(text) from error
