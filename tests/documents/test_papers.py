"""A paper as a word-processor file: its tables stand as in print."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from documents.papers import Grid, Heading, Paper, Words, docx_of

RARE = "㐂安堂（𠮷林·长春）"


def drawn(**more):
    grid = Grid(("项目", "件", "万元"), [("合计", "3", "1.20"), (RARE, "1", "—")], caption="表")
    paper = Paper("报表", blocks=(Heading("一"), Words(RARE), grid), **more)
    return Document(io.BytesIO(docx_of(paper)))


def test_a_broad_paper_lies_on_its_side():
    wide, upright = drawn(wide=True).sections[0], drawn().sections[0]

    assert wide.orientation == WD_ORIENT.LANDSCAPE
    assert (wide.page_width, wide.page_height) == (upright.page_height, upright.page_width)


def test_a_table_fills_the_page_and_its_first_column_is_the_broadest():
    book = drawn(wide=True)
    (table,), page = book.tables, book.sections[0]
    widths = [column.width for column in table.columns]

    assert len(widths) == 3
    assert widths[0] > widths[1] == widths[2]
    room = page.page_width - page.left_margin - page.right_margin
    assert 0 <= room - sum(widths) < 10_000


def test_figures_stand_to_the_right_and_no_sign_is_lost():
    (table,) = drawn().tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["项目", "件", "万元"],
        ["合计", "3", "1.20"],
        [RARE, "1", "—"],
    ]
    name, *figures = table.rows[2].cells
    assert name.paragraphs[0].alignment is None
    assert {one.paragraphs[0].alignment for one in figures} == {WD_ALIGN_PARAGRAPH.RIGHT}
