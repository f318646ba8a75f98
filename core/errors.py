"""The errors every layer may raise, each with a stable code and an HTTP status.

Pages, the API and tasks translate them in one place; nothing else maps a
refusal to an answer.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class DomainError(Exception):
    """A request that the rules refuse, in words a user can act on.

    Args:
        message: what happened, why, and what to do next; translated.
        fields: the same, per field of the form or payload.
        details: machine-readable extras (both versions of a record, missing items).
    """

    code = "refused"
    status = 409
    default_message: Text = _("This cannot be done now.")

    def __init__(
        self,
        message: Text | None = None,
        *,
        fields: Mapping[str, Text] | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        self.message: Text = message or self.default_message
        self.fields: dict[str, Text] = dict(fields or {})
        self.details: dict[str, object] = dict(details or {})
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class Invalid(DomainError):
    """What was typed cannot be right."""

    code = "invalid"
    status = 400
    default_message = _("Please correct the marked fields.")


class PermissionRefused(DomainError):
    """The record may be seen, but this person may not do this act."""

    code = "permission_refused"
    status = 403
    default_message = _("You do not have the duty this act needs.")


class NotFound(DomainError):
    """Outside the reader's scope, or not there: the same answer for both."""

    code = "not_found"
    status = 404
    default_message = _("There is no such record, or it is outside your jurisdiction.")


class IllegalTransition(DomainError):
    """The act is not open in the record's present state."""

    code = "illegal_transition"
    status = 409
    default_message = _("This act is not open in the present state.")


class StaleVersion(DomainError):
    """Somebody else changed the record since it was read.

    ``details`` holds ``yours`` and ``theirs``: both versions of each field that differs.
    """

    code = "stale_version"
    status = 409
    default_message = _(
        "Somebody else changed this record while you were working. Compare both versions, "
        "then save again."
    )


class LawUnavailable(DomainError):
    """No rule, provision or calendar answers for the date asked."""

    code = "law_unavailable"
    status = 422
    default_message = _("No rule in force answers this question.")
