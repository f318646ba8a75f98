"""``manage.py seed_demo``: the demonstration province; a second run keeps what is there."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reporting.demo.people import SIGN_INS
from reporting.demo.seed import Demonstration, is_seeded

DEFAULT_PASSWORD = "yaoan-demo-2022"  # noqa: S105 - printed for everybody


class Command(BaseCommand):
    help = "Build the demonstration province. Keeps the data when there are any."

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD") or DEFAULT_PASSWORD
        if is_seeded():
            self.stdout.write("  " + _("The data are kept."))
            return
        with translation.override("zh-hans"):
            Demonstration(today=timezone.localdate(), password=password, say=self._say).build()
        self._keep_sign_ins(password)

    def _keep_sign_ins(self, password: str) -> None:
        """For ``manage.py up``, which prints them when the product is ready."""
        names = [row[0] for row in SIGN_INS]
        lines = [_("Sign-ins (password %(password)s):") % {"password": password}]
        lines += ["  " + "  ".join(names[at : at + 5]) for at in range(0, len(names), 5)]
        path = settings.VAR_DIR / "demo-sign-ins.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _say(self, what: str, seconds: float) -> None:
        self.stdout.write(f"  {what}: {seconds:.1f} s")
        self.stdout.flush()
