"""Reading a workbook apart: in a process of its own, bound in memory and time.

What a workbook holds is known only when it is unpacked; a hostile or careless one must not
take the web server or a worker with it.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from typing import IO, Any, Final

from django.conf import settings

from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import MOST_SECONDS, TOO_LARGE, Sheet

log = logging.getLogger(__name__)
COMMAND: Final = (sys.executable, "-m", "reporting.imports.reader")
# Where the interpreter's own libraries lie; whatever it reads, no password is beside it.
ENVIRONMENT: Final = ("LD_LIBRARY_PATH", "PYTHONHOME")


def read_apart(content: bytes, seconds: int = MOST_SECONDS) -> Sheet:
    """The table of a workbook.

    Args:
        seconds: of the clock on the wall, after which the reader is stopped.

    Raises:
        Unfit: as the reader says, or because it took too much memory or too long.
    """
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as faults:
        try:
            ended = subprocess.run(  # noqa: S603 - our own command line
                COMMAND,
                input=content,
                stdout=answer,
                stderr=faults,
                timeout=seconds,
                cwd=settings.BASE_DIR,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            text = _(
                "Reading the file takes longer than %(seconds)s seconds. Copy the rows into a "
                "new file, without empty ones, and send that."
            )
            raise Unfit(text, seconds=seconds) from error
        if ended.returncode != 0:
            raise _broken(ended.returncode, faults)
        answer.seek(0)
        return _sheet(answer)


def _broken(code: int, faults: IO[bytes]) -> Unfit:
    """The reader ended by itself or by the system: it met a bound, or what it cannot read."""
    if code == TOO_LARGE or code < 0:
        return Unfit(
            _(
                "Reading the file takes more memory than a table does. Copy the rows into a "
                "new file, without empty ones, and send that."
            )
        )
    faults.seek(0)
    log.error("The reader of workbooks broke: %s", faults.read(4000).decode(errors="replace"))
    return Unfit(_("The file is damaged. Open it, save it anew and send that."))


def _sheet(answer: IO[bytes]) -> Sheet:
    head: dict[str, Any] = json.loads(answer.readline())
    if "unfit" in head:
        said = Said.from_json(head["unfit"])
        raise Unfit(said.text, **said.values)
    rows = [(number, texts) for number, texts in map(json.loads, answer)]
    merged = [((top, left), (bottom, right)) for (top, left), (bottom, right) in head["merged"]]
    return Sheet(head["name"], rows, merged, [Said.from_json(one) for one in head["said"]])
