"""Papers the office prints: one content, drawn as PDF, DOCX or a page."""

from documents.papers.docx import docx_of
from documents.papers.paper import Drawing, Grid, Heading, Paper, Words
from documents.papers.pdf import pdf_of, png_of

__all__ = [
    "Drawing",
    "Grid",
    "Heading",
    "Paper",
    "Words",
    "docx_of",
    "pdf_of",
    "png_of",
]
