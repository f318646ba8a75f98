"""``manage.py annual_summary YEAR --bureau CODE --out DIR``."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Bureau
from reporting.exports.annual_xlsx import annual_workbook
from reporting.services.editions import content_hash
from reporting.services.exports import annual_figures


class Command(BaseCommand):
    help = "Write a year's annual tables of a bureau; prints the content hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--bureau", required=True, help="code, for example 610000")
        parser.add_argument("--out", required=True, type=Path, help="directory for the files")

    def handle(self, *args: Any, **options: Any) -> None:
        bureau = Bureau.objects.filter(code=options["bureau"]).first()
        if bureau is None:
            raise CommandError(f"There is no bureau {options['bureau']}.", returncode=2)
        content = annual_figures(bureau, options["year"])
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"{bureau.code}-{options['year']}"
        (folder / f"{stem}.xlsx").write_bytes(annual_workbook(content))
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
        (folder / f"{stem}.json").write_text(text, encoding="utf-8")
        self.stdout.write(content_hash(content))
