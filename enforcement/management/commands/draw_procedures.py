"""``manage.py draw_procedures``: docs/procedure.md from the tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enforcement.drawing import draw_all

PAGE = "docs/procedure.md"


class Command(BaseCommand):
    help = "Draw every procedure: states, acts, who, what is needed, limits, documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / PAGE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        out: Path = options["out"]
        out.write_text(draw_all(), encoding="utf-8")
        self.stdout.write(str(out))
