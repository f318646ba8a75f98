"""Telling the person who reported what became of the report."""

from datetime import date

from django.db import transaction

from accounts.models import User
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import Clue
from enforcement.services.serving import require_day
from enforcement.transitions.clue import ClueAct


@transaction.atomic
def tell_reporter(
    clue: Clue, *, by: User, on: date, told_on: date | None = None, note: str = ""
) -> Clue:
    """Record that the reporter was told whether a case was filed.

    Until 2026-04-14 this had a limit of five working days; where a law asks for it still,
    the day stands in the file.

    Args:
        told_on: the day, if not ``on``.
        note: how, and what was said.

    Raises:
        IllegalTransition: not concluded, nobody reported, or told already.
        Invalid: a day in the future or before the conclusion.

    Legal source: interim measures on complaints and reports Art. 31 (until 2026-04-14).
    """
    day = told_on or on
    lock(clue)
    require_open(clue, ClueAct.TELL_REPORTER, by=by, on=on)
    require_day(on, told_on=day, since=clue.concluded_on)
    values = {"reporter_told_on": day}
    advance(
        clue,
        ClueAct.TELL_REPORTER,
        by=by,
        on=on,
        note=note.strip(),
        values=values,
        clock_from=day,
    )
    return clue
