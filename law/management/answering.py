"""Commands that answer a question: the answer alone on stdout, or one line and exit 2."""

import json
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import DomainError

REFUSED = 2


class AnswerCommand(BaseCommand, ABC):
    """Needs no database; every refusal is one line on stderr and exit code 2."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Every such command can answer in JSON."""
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser whose errors come as exceptions: usage lines are not one line."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does, but an unreadable argument is refused like any other."""
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            self.stderr.write(_one_line(f"CommandError: {error}"))
            sys.exit(REFUSED)

    @abstractmethod
    def answer(self, **options: Any) -> tuple[Mapping[str, Any], str]:
        """The answer as JSON values and as text.

        Raises:
            DomainError: the question cannot be answered.
        """

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the answer, or refuse."""
        try:
            values, text = self.answer(**options)
        except DomainError as error:
            refuse(str(error))
        if options["json"]:
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(text)


def refuse(message: str) -> NoReturn:
    """Stop with exit code 2 and one line."""
    raise CommandError(_one_line(message), returncode=REFUSED)


def _one_line(text: str) -> str:
    return " ".join(text.split())
