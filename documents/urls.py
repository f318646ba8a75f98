from django.urls import URLPattern, URLResolver, path

from documents.views import documents

app_name = "documents"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", documents.DocumentList.as_view(), name="document-list"),
    path("<uuid:id>/", documents.DocumentDetail.as_view(), name="document-detail"),
    path("<uuid:id>/print/", documents.DocumentPrint.as_view(), name="document-print"),
]
