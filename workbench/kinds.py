"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "approval.submitted": _("Submitted for approval"),
    "approval.step_approved": _("Approval step passed"),
    "approval.approved": _("Approval given"),
    "approval.returned": _("Returned by the approver"),
    "approval.withdrawn": _("Submission withdrawn"),
    "approval.recorded_on_paper": _("Approval on paper recorded"),
    "attachment.added": _("File added"),
    "attachment.fetched": _("File fetched"),
    "task.opened": _("Task given"),
    "task.assigned": _("Task assigned"),
    "task.done": _("Task done"),
    "task.dropped": _("Task dropped"),
    "comment.added": _("Comment written"),
    "message.acknowledged": _("Message acknowledged"),
    "delegation.given": _("Deputy appointed"),
    "delegation.cancelled": _("Deputy relieved"),
    "channels.set": _("Own channels chosen"),
    "webhook.set": _("Webhook set"),
    "webhook.tested": _("Webhook tested"),
    "delivery.retried": _("Delivery tried again"),
}
