"""The addresses of the import centre, the export centre and saved views."""

from django.urls import URLPattern, path

from reporting.views import import_acts, imports, list_exports, saved_views

centre_urls: list[URLPattern] = [
    path("imports/", imports.ImportList.as_view(), name="import-list"),
    path("imports/new/", imports.ImportKinds.as_view(), name="import-kinds"),
    path("imports/new/<slug:kind>/", import_acts.UploadImport.as_view(), name="import-upload"),
    path(
        "imports/template/<slug:kind>/",
        imports.ImportTemplate.as_view(),
        name="import-template",
    ),
    path("imports/<uuid:id>/", imports.ImportDetail.as_view(), name="import-detail"),
    path(
        "imports/<uuid:id>/columns/", import_acts.NameColumns.as_view(), name="import-columns"
    ),
    path("imports/<uuid:id>/decide/", import_acts.DecideRows.as_view(), name="import-decide"),
    path("imports/<uuid:id>/enter/", import_acts.EnterRows.as_view(), name="import-enter"),
    path("imports/<uuid:id>/undo/", import_acts.UndoImport.as_view(), name="import-undo"),
    path(
        "imports/<uuid:id>/discard/",
        import_acts.DiscardImport.as_view(),
        name="import-discard",
    ),
    path("imports/<uuid:id>/resume/", import_acts.ResumeImport.as_view(), name="import-resume"),
    path(
        "imports/<uuid:id>/<slug:what>/ask/",
        import_acts.AskImportFile.as_view(),
        name="import-ask-file",
    ),
    path(
        "imports/<uuid:id>/<slug:what>/file/",
        import_acts.ImportFile.as_view(),
        name="import-file",
    ),
    path("exports/", list_exports.ExportList.as_view(), name="export-list"),
    path("exports/start/", list_exports.StartExport.as_view(), name="export-start"),
    path("exports/<uuid:id>/", list_exports.ExportDetail.as_view(), name="export-detail"),
    path("views/save/", saved_views.SaveView.as_view(), name="view-save"),
    path("views/remove/", saved_views.RemoveView.as_view(), name="view-remove"),
    path("views/prefer/", saved_views.PreferView.as_view(), name="view-prefer"),
]
