from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NumberTaken(DomainError):
    """Another document bears the number."""

    code = "number_taken"
    default_message = _("Another document bears this number.")


class PaperNotDrawn(DomainError):
    """A paper could not be drawn; what it tells of is as it was."""

    code = "paper_not_drawn"
    default_message = _("The paper could not be drawn.")


class AlreadyServed(DomainError):
    """A document is served once; what is served again is a new service record."""

    code = "already_served"
    default_message = _("This document was served already.")
