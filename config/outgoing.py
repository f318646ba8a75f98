"""Settings of what leaves the house: e-mail and webhooks. From the environment, as the rest."""

from pathlib import Path

import environ

env = environ.Env()
environ.Env.read_env(Path(__file__).resolve().parent.parent / ".env")

EMAIL_HOST = env.str("EMAIL_HOST", default="")
# Without a mail server e-mails are refused with that reason, and shown nowhere.
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    default="django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=15)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="yaoan@localhost")
# The address people reach this installation under, for links in what leaves the house.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="")
# Hour of the day, local time, from which the morning digest leaves.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=8)
# Webhooks reach no private address but these: hosts, addresses or networks (10.1.0.0/16).
WEBHOOK_ALLOWED_HOSTS = env.list("WEBHOOK_ALLOWED_HOSTS", default=[])
# Seals what is kept secret in the database; by default made from SECRET_KEY.
SEAL_KEY = env.str("SEAL_KEY", default="")
# Seconds one step of a webhook may take.
WEBHOOK_TIMEOUT = env.int("WEBHOOK_TIMEOUT", default=10)
