from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Bureau
from accounts.services.provinces import create_first_administrators, create_province
from accounts.system import SYSTEM
from core.errors import DomainError


class Command(BaseCommand):
    """A real, empty start; nothing of the demonstration."""

    help = "Set up a province: regions, bureaus, units, default routes, first administrators."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the province's region code, for example 610000")

    def handle(self, *args: Any, **options: Any) -> None:
        on = timezone.localdate()
        try:
            with transaction.atomic():
                province = create_province(options["code"], by=SYSTEM, on=on)
                signs = create_first_administrators(province, by=SYSTEM, on=on)
        except DomainError as error:
            raise CommandError(str(error)) from error
        made = {"name": province.name, "count": Bureau.objects.count()}
        self.stdout.write(_("%(name)s is set up with %(count)s bureaus.") % made)
        self.stdout.write(_("First sign-ins; each password is shown once and must be changed:"))
        for sign in signs:
            self.stdout.write(f"  {sign.person.username}  {sign.password}  {sign.person.name}")
