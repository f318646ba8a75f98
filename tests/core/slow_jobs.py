"""Kinds of work that a worker under test runs; started with ``--include``."""

import time
from pathlib import Path

from core.jobs import register_work


def slow(progress, params):
    """Leave a line when it begins and one when it ends."""
    diary = Path(params["diary"])
    for word in ("begins", "ends"):
        with diary.open("a") as lines:
            lines.write(f"{word} {params['number']}\n")
        if word == "begins":
            time.sleep(params["seconds"])


register_work("test.slow", slow)
