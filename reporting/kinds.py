"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "annual_edition.computed": _("Annual edition computed"),
    "annual_edition.frozen": _("Annual edition frozen"),
    "bulletin.exported": _("Bulletin exported"),
    "comparison.exported": _("Comparison of bureaus exported"),
    "annual_summary.exported": _("Annual summary exported"),
    "list.exported": _("List exported"),
    "import.uploaded": _("File for import uploaded"),
    "import.columns_named": _("Columns of an import named"),
    "import.decided": _("Duplicates of an import decided"),
    "import.entering": _("Entering of an import begun"),
    "import.entered": _("Import entered"),
    "import.undoing": _("Taking back of an import begun"),
    "import.undone": _("Import taken back"),
    "import.discarded": _("Import discarded"),
    "disclosure.prepared": _("Publication of a penalty prepared"),
    "disclosure.exported": _("Disclosure feed exported"),
    "pivot.exported": _("Pivot table exported"),
    "saved_view.saved": _("View of a list saved"),
    "saved_view.removed": _("View of a list removed"),
    "party.withdrawn": _("Party taken out with its import"),
    "licence.withdrawn": _("Licence taken out with its import"),
    "product.withdrawn": _("Product taken out with its import"),
    "inspection.withdrawn": _("Inspection taken out with its import"),
    "case.withdrawn": _("Past case taken out with its import"),
    "officer.withdrawn": _("Officer taken out with their import"),
    "unit.withdrawn": _("Unit taken out with its import"),
}
