from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class BureauInUse(DomainError):
    """People still work there, or bureaus still stand under it."""

    code = "bureau_in_use"
    default_message = _(
        "People still belong to this bureau. Transfer or disable them first, then close it."
    )


class NotQualified(DomainError):
    """An officer lacks the certificate an act needs on its day."""

    code = "officer_not_qualified"
    status = 400
    default_message = _("This officer holds no certificate valid on that day.")


class NoApprovalRoute(DomainError):
    """Nobody said who approves this act."""

    code = "no_approval_route"
    default_message = _(
        "No approval route is set for this act. Ask the administrator to set one."
    )


class AlreadyStarted(DomainError):
    """The installation already has its province."""

    code = "already_started"
    default_message = _("This installation already has a province; nothing was changed.")
