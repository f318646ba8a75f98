"""``manage.py report_edition PERIOD --bureau CODE --out DIR``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Bureau
from core.errors import NotFound
from reporting.models import FileForm, ReportEdition
from reporting.report_forms.loader import period
from reporting.services.report_content import Book, content_hash
from reporting.services.report_duties import StillComputing
from reporting.services.report_files import content_of, file_name


class Command(BaseCommand):
    help = "Write the files of a bureau's latest edition of a period; prints its hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", help="for example 2026-year or 2026-q1")
        parser.add_argument("--bureau", required=True, help="code, for example 610000")
        parser.add_argument("--out", required=True, type=Path, help="directory for the files")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = self._edition(options["period"], options["bureau"])
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        for form in FileForm:
            self.stderr.write(file_name(edition, form))
            (folder / file_name(edition, form)).write_bytes(content_of(edition, form))
        frozen = edition.content_hash
        self.stdout.write(frozen or content_hash(dict(Book.of(edition).content)))

    def _edition(self, code: str, bureau_code: str) -> ReportEdition:
        """The frozen edition with the highest number, else the one under way."""
        bureau = Bureau.objects.filter(code=bureau_code).first()
        if bureau is None:
            raise CommandError(f"There is no bureau {bureau_code}.", returncode=2)
        try:
            period(code)
        except NotFound as error:
            raise CommandError(str(error), returncode=2) from error
        rows = ReportEdition.objects.filter(bureau=bureau, period=code, campaign=None)
        rows = rows.select_related("bureau", "campaign", "restates").order_by("-number")
        found = rows.frozen().first() or rows.first()
        if found is None:
            told = f"{bureau_code} has no edition of {code}."
            raise CommandError(told, returncode=2)
        if found.is_computing:
            raise CommandError(str(StillComputing()), returncode=2)
        return found
