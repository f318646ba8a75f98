"""``manage.py draw_replay NUMBER``: draw the lots again and say whether it is the same."""

import contextlib
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from enforcement.models import Draw
from enforcement.services.draw_replay import replay_draw


class Command(BaseCommand):
    help = "Do a draw again from its stored pool and seed, and compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("draw", help="Number or public id of the draw.")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = options["draw"]
        wanted = Q(number=asked)
        with contextlib.suppress(ValueError):
            wanted |= Q(uuid=UUID(asked))
        draw = Draw.objects.filter(wanted).exclude(inputs="").first()
        if draw is None:
            raise CommandError(f"No announced draw {asked}.")
        replay = replay_draw(draw)
        self.stdout.write(f"{draw.number} seed {draw.full_seed}")
        self.stdout.write(f"sha256 {replay.inputs_hash}")
        for lot in replay.lots:
            self.stdout.write(
                f"{lot.seq}\t{lot.stratum}\t{lot.party}\t{lot.first}\t{lot.second}"
            )
        for problem in replay.problems:
            self.stderr.write(problem)
        if not replay.same:
            raise SystemExit(1)
