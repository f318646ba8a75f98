from typing import Any

from accounts.api.permissions import MayDo
from accounts.permissions import Perm
from core.api.viewsets import ReadViewSet
from documents.api.serializers import DocumentSerializer, DocumentTextSerializer
from documents.filters import DocumentFilter
from documents.models import Document


class DocumentViewSet(ReadViewSet):
    """Documents are issued and served by the acts of the record they belong to."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    filterset_class = DocumentFilter

    def get_queryset(self) -> Any:
        rows = Document.objects.visible_to(self.request.user).select_related("bureau")
        return rows.defer("content") if self.action == "list" else rows

    def get_serializer_class(self) -> Any:
        return DocumentSerializer if self.action == "list" else DocumentTextSerializer
