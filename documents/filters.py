"""What lists of documents are filtered by."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Document, DocumentKind

ISSUED_ON = pgettext_lazy("document", "Issued on")


class DocumentFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Form"), choices=DocumentKind.choices)
    number = filters.CharFilter(label=_("Number"), lookup_expr="icontains", max_length=60)
    issued = filters.DateFromToRangeFilter(
        "issued_on", label=pgettext_lazy("document", "Issued on")
    )
    about_uuid = filters.UUIDFilter(label=_("Record"))

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()
