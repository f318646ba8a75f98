"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "clue.registered": _("Clue registered"),
    "clue.changed": _("Clue changed"),
    "clue_reporter.revealed": _("Reporter looked at"),
    "inspection.log": _("Inspection logged"),
    "inspection.plan": _("Inspection planned"),
    "inspection.changed": _("Inspection corrected"),
    "finding.recorded": _("Finding recorded"),
    "finding.changed": _("Finding corrected"),
    "case.submit_filing": _("Filing sent for approval"),
    "case.past_recorded": _("Past case entered"),
    "case.supervised": _("Case put under supervision"),
    "violation.recorded": _("Violation recorded"),
    "violation.changed": _("Violation changed"),
    "violation.removed": _("Violation removed"),
    "decision.proposed": _("Penalty proposed"),
    "decision.issued": _("Decision made"),
    "payment.recorded": _("Payment recorded"),
    "party.prior_penalties_asked": _("Earlier penalties asked for"),
}
