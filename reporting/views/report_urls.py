"""Report forms and their editions, below the annual summary."""

from django.urls import URLPattern, path

from reporting.views import (
    report_acts,
    report_cells,
    report_compare,
    report_edition,
    report_files,
    report_forms,
)

EDITION = "annual/editions/<uuid:id>/"

report_urls: list[URLPattern] = [
    path("annual/forms/", report_forms.ReportForms.as_view(), name="report-forms"),
    path(
        "annual/forms/compared/",
        report_compare.ExportComparison.as_view(),
        name="report-compare-export",
    ),
    path("annual/forms/rows/", report_forms.FormCellRows.as_view(), name="report-rows"),
    path(
        "annual/editions/", report_edition.ReportEditionList.as_view(), name="report-editions"
    ),
    path("annual/editions/new/", report_acts.BeginReport.as_view(), name="report-new"),
    path(EDITION, report_edition.ReportEditionDetail.as_view(), name="report"),
    path(f"{EDITION}cell/", report_cells.EditionCell.as_view(), name="report-cell"),
    path(f"{EDITION}below/", report_cells.EditionBelow.as_view(), name="report-below"),
    path(f"{EDITION}changes/", report_cells.EditionChanges.as_view(), name="report-changes"),
    path(f"{EDITION}compute/", report_acts.RecomputeReport.as_view(), name="report-compute"),
    path(f"{EDITION}value/", report_acts.EnterReported.as_view(), name="report-value"),
    path(f"{EDITION}words/", report_acts.WordReport.as_view(), name="report-words"),
    path(f"{EDITION}check/", report_acts.CheckReport.as_view(), name="report-check"),
    path(f"{EDITION}approve/", report_acts.ApproveReport.as_view(), name="report-approve"),
    path(f"{EDITION}return/", report_acts.ReturnReport.as_view(), name="report-return"),
    path(f"{EDITION}freeze/", report_acts.FreezeReport.as_view(), name="report-freeze"),
    path(f"{EDITION}restate/", report_acts.RestateReport.as_view(), name="report-restate"),
    path(f"{EDITION}export/", report_acts.ExportReport.as_view(), name="report-export"),
    path(
        "annual/files/<uuid:id>/download/",
        report_files.DownloadKept.as_view(),
        name="report-download",
    ),
    path("annual/files/<uuid:id>/", report_files.KeptFile.as_view(), name="report-file"),
]
