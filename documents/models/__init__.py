from documents.models.document import Document, DocumentKind, NumberSeries

__all__ = ["Document", "DocumentKind", "NumberSeries"]
