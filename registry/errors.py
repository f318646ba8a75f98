from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AlreadyRegistered(DomainError):
    """The same thing stands in the registry already; ``details["existing"]`` names it."""

    code = "already_registered"
    default_message = _("This is registered already.")


class PartyClosed(DomainError):
    """A closed party takes no new licences and is not changed."""

    code = "party_closed"
    default_message = _("This party is closed. Reopen it first if it trades again.")


class LicenceEnded(DomainError):
    """A revoked licence is neither renewed nor revoked again."""

    code = "licence_ended"
    default_message = _("This licence was revoked. Enter the new licence with its own number.")
