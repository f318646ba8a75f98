"""Papers as DOCX from a template that the office may replace by its own."""

import io
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import OpcError
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from documents.errors import PaperNotDrawn
from documents.papers.paper import Paper
from documents.papers.pdf import png_of

SHIPPED = Path(__file__).parent / "report.docx"
PICTURE_WIDTH = Cm(15)
# As in the PDF: times the width of the other columns.
FIRST_COLUMN = 1.7
# What a file that is no template, or one with a slip in it, comes to.
NO_TEMPLATE: Final = (OpcError, BadZipFile, KeyError, OSError)
SLIPS: Final = (TemplateError, LxmlError, ValueError, TypeError, AttributeError, IndexError)


def template_path() -> Path:
    """The office's own template where it gave one, else the shipped one."""
    own = settings.YAOAN_TEMPLATES
    office = Path(own) / "report.docx" if own else SHIPPED
    return office if office.exists() else SHIPPED


def docx_of(paper: Paper) -> bytes:
    """The paper as a word-processor file, to be worked on further.

    Raises:
        PaperNotDrawn: the template is no DOCX, or has a placeholder that is not there; the
            sentence says which.
    """
    path = template_path()
    try:
        return _rendered(path, paper)
    except UndefinedError as error:
        told = _(
            "The template %(path)s has a placeholder that is not there: %(problem)s. Correct "
            "it, or take the file away for the shipped template."
        )
        raise PaperNotDrawn(told % {"path": path.name, "problem": error}) from error
    except NO_TEMPLATE as error:
        told = _(
            "The template %(path)s is not a DOCX file. Replace it, or take it away for the "
            "shipped template."
        )
        raise PaperNotDrawn(told % {"path": path.name}) from error
    except SLIPS as error:
        told = _(
            "The template %(path)s has a slip in it: %(problem)s. Correct it, or take the file "
            "away for the shipped template."
        )
        raise PaperNotDrawn(told % {"path": path.name, "problem": error}) from error


def _rendered(path: Path, paper: Paper) -> bytes:
    book = DocxTemplate(path)
    content = paper.plain()
    content["blocks"] = [_drawn(book, block) for block in content["blocks"]]
    # A misspelt placeholder would else leave a gap that nobody sees.
    rules = SandboxedEnvironment(undefined=StrictUndefined)
    book.render(content, jinja_env=rules, autoescape=True)
    for section in book.docx.sections if paper.wide else ():
        _turn(section)
    for table in book.docx.tables:
        _set_widths(table, _room(book.docx.sections[0]))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _turn(section: Any) -> None:
    """Landscape, whatever the template is."""
    if section.page_width < section.page_height:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width


def _room(section: Any) -> int:
    return int(section.page_width - section.left_margin - section.right_margin)


def _set_widths(table: Any, room: int) -> None:
    """The template has one column for all; the first is broader, it names the row."""
    grid = table._tbl.tblGrid
    count = max(len(row.tc_lst) for row in table._tbl.tr_lst)
    share = room / (count - 1 + FIRST_COLUMN)
    widths = [int(share * FIRST_COLUMN), *[int(share)] * (count - 1)]
    for column in list(grid.gridCol_lst):
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().w = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.width = width


def _drawn(book: DocxTemplate, block: dict[str, Any]) -> dict[str, Any]:
    """A drawing goes in as a picture."""
    if block["kind"] != "drawing":
        return block
    picture = io.BytesIO(png_of(block["svg"]))
    return {**block, "picture": InlineImage(book, picture, width=PICTURE_WIDTH)}
