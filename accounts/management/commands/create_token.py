from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.tokens import issue_token
from accounts.system import SYSTEM
from core.errors import DomainError


class Command(BaseCommand):
    """The last line printed is the token alone."""

    help = "Issue an API token for an account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="user name of a service account or a person")
        parser.add_argument("--days", type=int, required=True, help="calendar days it is valid")
        parser.add_argument("--write", action="store_true", help="it may also write")
        parser.add_argument("--name", default="", help="what it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(username=options["account"]).first()
        if account is None:
            raise CommandError(_("There is no account of this name."))
        try:
            token, plain = issue_token(
                account,
                name=options["name"] or _("From the command line"),
                days=options["days"],
                may_write=options["write"],
                by=SYSTEM,
                on=timezone.localdate(),
            )
        except DomainError as error:
            reasons = [str(error), *(str(text) for text in error.fields.values())]
            raise CommandError(" ".join(reasons)) from error
        until = timezone.localtime(token.expiry).strftime("%Y-%m-%d %H:%M")
        self.stdout.write(_("Valid until %(until)s. It is not shown again:") % {"until": until})
        self.stdout.write(plain)
