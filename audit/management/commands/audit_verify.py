from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from audit.services import Report, verify


class Command(BaseCommand):
    """Exit 1 when a sealed row differs, is gone, or an old row is not sealed."""

    help = "Read the whole audit chain again and count what is not yet sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", default="", metavar="DIGEST", help="must be in the chain"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(expected_head=options["expect"])
        counted = {"blocks": report.blocks, "sealed": report.sealed}
        self.stdout.write(_("Blocks: %(blocks)s. Sealed rows: %(sealed)s.") % counted)
        self.stdout.write(_("Not yet sealed: %(count)s.") % {"count": report.unsealed})
        self.stdout.write(_("Chain head: %(head)s") % {"head": report.head})
        if not report.is_whole:
            raise CommandError("\n".join(_faults(report)), returncode=1)
        self.stdout.write(_("The chain is whole."))


def _faults(report: Report) -> list[str]:
    lines = [_("The audit trail was changed: %(count)s faults.") % {"count": report.faults}]
    for text, found in (
        (_("Sealed rows that differ: %(ids)s"), report.differing),
        (_("Sealed rows that are gone: %(ids)s"), report.missing),
        (_("Old rows that are not sealed: %(ids)s"), report.late),
        (
            _("Blocks that do not fit the chain (0: the expected head): %(ids)s"),
            report.broken_blocks,
        ),
    ):
        if found:
            lines.append(text % {"ids": ", ".join(map(str, found))})
    return lines
