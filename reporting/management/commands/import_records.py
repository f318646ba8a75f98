"""``manage.py import_records KIND FILE [--dry-run]``: the import centre from the shell."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.system import SYSTEM
from core.errors import DomainError
from core.protocols import Actor
from reporting.imports.registry import KINDS
from reporting.models.imports import ImportBatch, ImportState
from reporting.services.imports.deciding import discard_import
from reporting.services.imports.entering import begin_entering
from reporting.services.imports.reading import upload_import
from reporting.services.imports.results import problems_of
from reporting.services.imports.work import go_on


class Command(BaseCommand):
    help = "Imports a file of records: all of its rows, or none and every error by row."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=list(KINDS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check, enter nothing")
        parser.add_argument("--good-rows", action="store_true", help="enter the right rows")
        parser.add_argument("--by", default="", help="the account in whose name it is done")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        by, on = self._actor(options["by"]), timezone.localdate()
        try:
            batch, _new = upload_import(
                kind=options["kind"],
                file_name=options["file"].name,
                content=content,
                by=by,
                on=on,
            )
            batch = go_on(batch, by=by, on=on, wait=True)
            self._require_readable(batch)
            if options["dry_run"]:
                self._tell(batch)
                if batch.state == ImportState.CHECKED:
                    discard_import(batch, by=by, on=on)
            else:
                batch = self._enter(batch, options["good_rows"], by, on)
                self._tell(batch)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if batch.rows.kept_out().exists():
            sys.exit(1)

    def _enter(self, batch: ImportBatch, good_only: bool, by: Actor, on: Any) -> ImportBatch:
        may = good_only or not batch.rows.kept_out().exists()
        if batch.state != ImportState.CHECKED or not may or not batch.rows.ready().exists():
            return batch
        begin_entering(batch, good_only=good_only, by=by, on=on)
        return go_on(batch, by=by, on=on, wait=True)

    def _actor(self, username: str) -> Actor:
        if not username:
            return SYSTEM
        people = User.objects.select_related("bureau", "unit")
        found: User | None = people.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(_("There is no active account “%s”.") % username)
        return found

    def _require_readable(self, batch: ImportBatch) -> None:
        if batch.state == ImportState.REFUSED:
            raise CommandError(batch.refusal)
        if batch.state == ImportState.COLUMNS:
            raise CommandError(
                _(
                    "Columns are missing. Take the headings of the template, or name them on "
                    "the page."
                )
            )

    def _tell(self, batch: ImportBatch) -> None:
        for note in batch.notes:
            self.stdout.write(note)
        for line in problems_of(batch):
            self.stderr.write(line.as_text())
        counts = batch.counts
        self.stdout.write(
            _(
                "%(rows)s rows: %(good)s right, %(bad)s wrong, %(near)s to decide, "
                "%(done)s entered."
            )
            % {
                "rows": counts.get("rows", 0),
                "good": counts.get("good", 0),
                "bad": counts.get("bad", 0),
                "near": counts.get("duplicate", 0),
                "done": counts.get("entered", 0) + counts.get("known", 0),
            }
        )
