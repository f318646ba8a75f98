"""What the acts of this app are called in the audit trail and in time lines."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "programme.created": _("Programme entered"),
    "task_line.added": _("Task line added"),
    "campaign.drafted": _("Campaign drafted"),
    "campaign.changed": _("Draft of the campaign changed"),
    "campaign.published": _("Campaign published"),
    "campaign.closed": _("Campaign closed"),
    "phase.added": _("Phase added"),
    "campaign_task.added": _("Campaign task added"),
    "campaign_task.done": _("Campaign task done"),
    "indicator.loaded": _("Indicator loaded"),
    "assistance_visit.recorded": _("Assistance visit recorded"),
    "target.set": _("Target set"),
    "campaign.amended": _("Published plan amended"),
    "campaign.copied": _("Campaign drafted from an earlier one"),
    "campaign.indicators_chosen": _("Indicators chosen for the returns"),
    "campaign.list_added": _("Key list added"),
    "campaign.schedule_added": _("Return schedule added"),
    "campaign.assessment_item_added": _("Assessment item added"),
    "campaign.balance_rule_added": _("Balance rule added"),
    "indicator.defined": _("Indicator defined"),
    "notice.sent": _("Notice sent"),
    "notice.acknowledged": _("Notice read"),
    "notice.answered": _("Notice answered"),
    "return.begun": _("Return begun"),
    "ledger_item.registered": _("Entered in the ledger"),
    "ledger_entry.added": _("Entry of a ledger item added"),
    "assessment_score.given": _("Score given"),
    "target.removed": _("Target taken back"),
}
