"""An e-mail handed to the office's mail server."""

import smtplib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from workbench.models import Reason
from workbench.outside.outcomes import NotSent, Unknown

CONSOLE = "django.core.mail.backends.console.EmailBackend"
LASTING = 500


def message_id(uuid: UUID) -> str:
    """The Message-ID of a delivery: the same however often it is tried."""
    return f"<{uuid}@yaoan.invalid>"


def mail(*, to: str, subject: str, text: str, uuid: UUID) -> None:
    """Hand an e-mail to the mail server, which takes it or says no.

    Raises:
        NotSent: no server, or it said no. Unknown: it was lost while it was handed over.
    """
    if settings.EMAIL_BACKEND == CONSOLE:
        raise NotSent(Reason.NO_MAIL_SERVER, lasting=True)
    headers = {"Message-ID": message_id(uuid), "Auto-Submitted": "auto-generated"}
    message = EmailMessage(subject, text, to=[to], headers=headers)
    connection: Any = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(Reason.MAIL_UNREACHABLE, str(error)) from error
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(error.recipients) from error
    except smtplib.SMTPResponseException as error:
        detail = f"{error.smtp_code} {_words(error.smtp_error)}"
        raise NotSent(Reason.MAIL_REFUSED, detail) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unknown(str(error) or type(error).__name__) from error
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _refused(recipients: Mapping[str, tuple[int, bytes]]) -> NotSent:
    code, words = next(iter(recipients.values()), (0, b""))
    detail = f"{code} {_words(words)}"
    return NotSent(Reason.ADDRESS_REFUSED, detail, lasting=code >= LASTING)


def _words(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
