from datetime import UTC, datetime

import pytest

from accounts.models import User
from tests.stubs import Hook, MailServer, running
from workbench.models import PersonChannels, Webhook
from workbench.services.messages import Draft, Outside, send_many
from workbench.services.outside import set_webhook

# 9 in the morning of 18 March 2026 in Shaanxi.
AT = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)


@pytest.fixture
def hook():
    with running(Hook()) as server:
        yield server


@pytest.fixture
def mail_server(settings):
    with running(MailServer()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_TIMEOUT = 2
        yield server


@pytest.fixture
def by_email(yanta_inspector: User) -> User:
    """An officer who chose e-mail."""
    yanta_inspector.email = "li@example.gov.cn"
    yanta_inspector.save()
    PersonChannels.objects.create(user=yanta_inspector, email_on=True)
    return yanta_inspector


@pytest.fixture
def webhook(hook: Hook, yanta, sysadmin: User, settings) -> Webhook:
    """The webhook of a bureau, on this machine, which is allowed."""
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.0/8"]
    settings.WEBHOOK_TIMEOUT = 1
    return set_webhook(
        bureau=yanta,
        form="plain",
        address=hook.address,
        token="",
        secret="s3cret",
        is_on=True,
        by=sysadmin,
        on=AT.date(),
    )


@pytest.fixture
def tell():
    """Tell a person something that leaves the house."""

    def tell(person: User, key: str = "a", outside: Outside = Outside.DIGEST, **more) -> None:
        send_many(
            [
                Draft(
                    recipient=person,
                    kind="reminder",
                    title=more.pop("title", f"提醒{key}"),
                    dedupe_key=key,
                    on=more.pop("on", AT.date()),
                    outside=outside,
                    **more,
                )
            ]
        )

    return tell
