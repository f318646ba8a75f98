from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CampaignNotDraft(DomainError):
    code = "campaign_not_draft"
    default_message = _(
        "The campaign is published. Its plan can no longer be changed here; close it or "
        "add tasks and targets."
    )


class CampaignIncomplete(DomainError):
    code = "campaign_incomplete"
    default_message = _("The campaign is not complete yet.")


class TaskAlreadyDone(DomainError):
    code = "task_already_done"
    default_message = _("This task was already reported done.")


class ReturnNotReady(DomainError):
    code = "return_not_ready"
    default_message = _("The return cannot be handed in yet: correct or explain these figures.")
