"""The statutory range of a fine, with its steps."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from law.management.answering import AnswerCommand
from law.penalties import PenaltyRange
from law.provisions import Provision
from law.questions import find_range
from law.reading import read_day, read_yuan
from law.steps import show_yuan
from law.vocabularies import PenaltyKind


class Command(AnswerCommand):
    """``penalty_range PROVISION``: from the least to the most, and why."""

    help = "The statutory range of a fine, with its steps."

    def add_arguments(self, parser: CommandParser) -> None:
        """PROVISION and the facts its fine depends on."""
        super().add_arguments(parser)
        parser.add_argument("provision", metavar="PROVISION", help="id of the provision")
        parser.add_argument("--base", metavar="YUAN", help="goods value or income, in yuan")
        parser.add_argument("--level", default="normal", metavar="L", help="normal, serious …")
        parser.add_argument(
            "--activity", metavar="A", help="manufacture, wholesale, retail or use"
        )
        parser.add_argument(
            "--person", action="store_true", help="the range of the responsible persons"
        )
        parser.add_argument("--on", metavar="DATE", help="day of the act: check it is in force")

    def answer(self, **options: Any) -> tuple[Mapping[str, Any], str]:
        """Compute with the office's split points, if there are any."""
        provision, found = find_range(
            options["provision"],
            base=None if options["base"] is None else read_yuan(options["base"]),
            level=options["level"],
            activity=options["activity"],
            person=options["person"],
            on=read_day(options["on"]) if options["on"] else None,
        )
        return found.as_json(), explain(provision, found)


def explain(provision: Provision, found: PenaltyRange) -> str:
    """The range for a reader: the amounts first, then each step."""
    lines = [f"{provision.violation} ({provision.id})", _("Basis: %s") % found.basis]
    if found.min is None or found.max is None:
        lines.append(_("No fine at this level."))
    else:
        lines.append(
            _("Fine: %(min)s to %(max)s yuan")
            % {"min": show_yuan(str(found.min)), "max": show_yuan(str(found.max))}
        )
    kinds = [str(PenaltyKind(kind).label) for kind in found.kinds]
    lines.append(_("Consequences: %s") % (_(", ").join(kinds) or "—"))
    lines += [f"{number}. {step.text}" for number, step in enumerate(found.steps, start=1)]
    return "\n".join(lines)
