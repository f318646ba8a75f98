"""Count a statutory period from its starting event and explain the result."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from law.due import DeadlineResult
from law.management.answering import AnswerCommand
from law.periods import Period
from law.questions import count_deadline
from law.reading import read_day, read_moment, read_suspension
from law.steps import show_day


class Command(AnswerCommand):
    """``deadline RULE START``: the last day, the day to act by, and why."""

    help = "Count a statutory period from its starting event and explain the result."

    def add_arguments(self, parser: CommandParser) -> None:
        """RULE, START and what changes the count."""
        super().add_arguments(parser)
        parser.add_argument("rule", metavar="RULE", help="id of the rule")
        parser.add_argument("start", metavar="START", help="day of the event, or day and time")
        parser.add_argument(
            "--suspend",
            action="append",
            default=[],
            metavar="FROM:TO",
            help="days not counted, both included; may be repeated",
        )
        parser.add_argument(
            "--extend", type=int, default=0, metavar="N", help="apply the first N extensions"
        )
        parser.add_argument(
            "--extend-to", metavar="DATE", help="last day fixed by the last extension applied"
        )

    def answer(self, **options: Any) -> tuple[Mapping[str, Any], str]:
        """Count with the office's calendar and confirmations, if there are any."""
        rule, result = count_deadline(
            options["rule"],
            read_moment(options["start"]),
            suspensions=[read_suspension(text) for text in options["suspend"]],
            extensions=options["extend"],
            extend_to=read_day(options["extend_to"]) if options["extend_to"] else None,
        )
        return result.as_json(), explain(rule, result)


def explain(rule: Period, result: DeadlineResult) -> str:
    """The result for a reader: the dates first, then each step."""
    due = show_day(result.due_on.isoformat())
    if result.due_at:
        due += f" {result.due_at:%H:%M}"
    if result.provisional:
        due = _("%(day)s (expected)") % {"day": due}
    lines = [
        f"{rule.title} ({rule.id})",
        _("Basis: %s") % result.basis,
        _("Last day: %s") % due,
    ]
    if result.moved_to and result.moved_to != result.due_on:
        lines.append(_("If it moves: %s") % show_day(result.moved_to.isoformat()))
    lines.append(_("Act by: %s") % show_day(result.act_by.isoformat()))
    lines += [f"{number}. {step.text}" for number, step in enumerate(result.steps, start=1)]
    return "\n".join(lines)
