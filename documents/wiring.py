"""The kind of a document, as other apps point to it."""

from audit.kinds import register_kinds
from core.refs import register
from documents.kinds import KINDS
from documents.models import Document
from registry.wiring import resolver


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(Document.ref_kind, resolver(Document, "documents:document-detail", "file-text"))
    register_kinds(KINDS)
