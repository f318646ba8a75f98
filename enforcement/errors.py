"""What this app refuses, in words a user can act on."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotCompetent(DomainError):
    """The bureau may not file cases or penalise."""

    code = "not_competent"
    status = 403
    default_message = _(
        "This bureau inspects and does not file cases. Hand the clue to the bureau that "
        "supervises the party."
    )


class FineRefused(DomainError):
    """The proposed fine is not one the law allows for these violations."""

    code = "fine_refused"
    status = 400
    default_message = _("The law does not allow this fine for these violations.")


class TooMuchPaid(DomainError):
    """More money than the decision asks for."""

    code = "too_much_paid"
    status = 400
    default_message = _("This is more than what is still due.")
