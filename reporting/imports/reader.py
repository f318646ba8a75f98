"""The program that reads one workbook: bytes in, the table out, line by line.

Started by ``reporting.imports.apart`` with a bound on its memory and time. It knows no
settings, no database and no Django: a workbook made to harm meets nothing here.
"""

import json
import resource
import sys
from contextlib import suppress
from typing import Any, Final

from reporting.imports.packed import read_packed
from reporting.imports.said import Unfit
from reporting.imports.sheet import MOST_MEMORY, MOST_SECONDS, TOO_LARGE

MOST_OUTPUT: Final = 512 * 1024 * 1024


def main() -> int:
    _bind()
    try:
        return _answer(sys.stdin.buffer.read())
    except MemoryError:
        return TOO_LARGE


def _bind() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # not every system knows every bound
            resource.setrlimit(what, (most, most))


def _answer(content: bytes) -> int:
    try:
        sheet = read_packed(content)
    except Unfit as error:
        _write({"unfit": error.said.as_json()})
        return 0
    said = [one.as_json() for one in sheet.said]
    _write({"name": sheet.name, "merged": sheet.merged, "said": said})
    for row in sheet.rows:
        _write(row)
    return 0


def _write(told: Any) -> None:
    # Escaped: half of a character that takes two, as some files hold, passes as well.
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    sys.exit(main())
