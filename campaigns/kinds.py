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
    "target.set": _("Target set"),
}
