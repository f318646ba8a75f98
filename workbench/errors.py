"""What the workbench refuses, in words a user can act on."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, PermissionRefused


class AlreadySubmitted(DomainError):
    """The same act of the same record is waiting for approval."""

    code = "already_submitted"
    default_message = _(
        "This is waiting for approval already. Wait for the answer, or withdraw it first."
    )


class ApprovalEnded(DomainError):
    """The approval is through, returned or withdrawn."""

    code = "approval_ended"
    default_message = _("This approval has ended. Open the record to see what comes next.")


class NotYourStep(PermissionRefused):
    """The present step asks for somebody else."""

    code = "not_your_step"
    default_message = _("The present step is not yours to decide.")


class OwnSubmission(PermissionRefused):
    """Nobody approves what they submitted."""

    code = "own_submission"
    default_message = _("Nobody approves what they submitted. Another colleague must decide.")


class StepDecided(DomainError):
    """Somebody decided the step that was being looked at."""

    code = "step_decided"
    default_message = _("This step has been decided meanwhile. Look at the approval again.")
