from rest_framework import serializers

from documents.models import Document


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """A document as issued; the list leaves its text out."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    about = serializers.CharField(help_text="kind:uuid of the record it belongs to")
    bureau = serializers.CharField(source="bureau.code", read_only=True)

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id",
            "version",
            "about",
            "bureau",
            "kind",
            "number",
            "title",
            "issued_on",
            "served_on",
        )


class DocumentTextSerializer(DocumentSerializer):
    class Meta(DocumentSerializer.Meta):
        fields = (*DocumentSerializer.Meta.fields, "content")
