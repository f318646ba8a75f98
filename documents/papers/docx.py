"""Papers as DOCX from a template that the office may replace by its own."""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

from documents.papers.paper import Paper
from documents.papers.pdf import png_of

SHIPPED = Path(__file__).parent / "report.docx"
PICTURE_WIDTH = Cm(15)


def template_path() -> Path:
    """The office's own template where it gave one, else the shipped one."""
    own = settings.YAOAN_TEMPLATES
    office = Path(own) / "report.docx" if own else SHIPPED
    return office if office.exists() else SHIPPED


def docx_of(paper: Paper) -> bytes:
    """The paper as a word-processor file, to be worked on further."""
    book = DocxTemplate(template_path())
    content = paper.plain()
    content["blocks"] = [_drawn(book, block) for block in content["blocks"]]
    book.render(content, autoescape=True)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _drawn(book: DocxTemplate, block: dict[str, Any]) -> dict[str, Any]:
    """A drawing goes in as a picture."""
    if block["kind"] != "drawing":
        return block
    picture = io.BytesIO(png_of(block["svg"]))
    return {**block, "picture": InlineImage(book, picture, width=PICTURE_WIDTH)}
