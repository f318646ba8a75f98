"""The office's own template: what it may hold, and what is said where it has a slip."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document

from documents.errors import PaperNotDrawn
from documents.papers import Drawing, Grid, Heading, Paper, Words, docx_of, pdf_of, png_of
from documents.papers.docx import SHIPPED

DOCS = Path(__file__).parents[2] / "docs" / "paper-template.md"
PAPER = Paper(
    "报表",
    under=("2026年",),
    blocks=(Heading("一"), Words("文字"), Grid(("项目", "件"), [("合计", "3")], caption="表")),
    signed=("陕西省药品监督管理局", "2026-03-10"),
)


@pytest.fixture
def office(tmp_path, settings):
    settings.YAOAN_TEMPLATES = str(tmp_path)
    return tmp_path / "report.docx"


def template(path, *paragraphs):
    book = Document()
    for text in paragraphs:
        book.add_paragraph(text)
    book.save(path)


def texts(content, tmp_path):
    path = tmp_path / "made.docx"
    path.write_bytes(content)
    return "\n".join(one.text for one in Document(path).paragraphs)


def test_the_offices_template_is_taken(office, tmp_path):
    template(
        office, "陕药监报表：{{ title }}", "{% for line in signed %}{{ line }}/{% endfor %}"
    )
    told = texts(docx_of(PAPER), tmp_path)
    assert told == "陕药监报表：报表\n陕西省药品监督管理局/2026-03-10/"


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        ("{{ titel }}", "titel"),
        ("{{ edition.bureau }}", "edition"),
        ("{% for line in under %}{{ line.text }}{% endfor %}", "text"),
        ("{% for line in under %}", "endfor"),
        ("{{ title", "unexpected"),
        ("{{ title + 1 }}", ""),
        ("{{ title|nothing }}", "nothing"),
        ("{{ title.__class__.__mro__ }}", "__class__"),
    ],
)
def test_a_slip_is_named_in_a_sentence(office, paragraph, named):
    template(office, paragraph)
    with pytest.raises(PaperNotDrawn) as refused:
        docx_of(PAPER)
    assert office.name in str(refused.value)
    assert named in str(refused.value)


def test_what_is_no_docx_is_said_to_be_none(office, tmp_path):
    office.write_bytes(b"%PDF-1.7 no template")
    with pytest.raises(PaperNotDrawn, match="DOCX"):
        docx_of(PAPER)
    with zipfile.ZipFile(office, "w") as archive:
        archive.writestr("note.txt", "nothing")
    with pytest.raises(PaperNotDrawn, match="DOCX"):
        docx_of(PAPER)


def test_without_a_file_of_the_office_the_shipped_one_serves(office, tmp_path):
    assert "报表" in texts(docx_of(PAPER), tmp_path)
    shutil.copy(SHIPPED, office)
    assert "报表" in texts(docx_of(PAPER), tmp_path)


def test_what_typst_cannot_draw_is_said_in_a_sentence():
    with pytest.raises(PaperNotDrawn):
        png_of("no drawing at all")
    with pytest.raises(PaperNotDrawn):
        pdf_of(Paper("报表", blocks=(Drawing("no drawing", "图"),)))


def placeholders():
    """Those of the table in the documentation."""
    return re.findall(r"^\| `([a-z_.]+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_documented_placeholder_is_there_and_every_one_is_documented():
    plain = PAPER.plain()
    kinds = {block["kind"]: block for block in plain["blocks"]}
    kinds["drawing"] = {**Drawing("", "").plain(), "picture": ""}
    there = set(plain) | {f"block.{name}" for one in kinds.values() for name in one}
    assert set(placeholders()) == there - {"block.svg"}


def test_the_shipped_template_uses_what_is_documented():
    with zipfile.ZipFile(SHIPPED) as archive:
        text = archive.read("word/document.xml").decode()
    used = set(re.findall(r"\{\{ *(block\.[a-z]+|[a-z]+) *\}\}", text))
    loops = {"line", "cell"}
    assert used - loops <= set(placeholders())
