"""Numbers without gaps and without clashes."""

from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.models import Bureau
from documents.models import NumberSeries
from documents.numbering import parse, written


@transaction.atomic
def next_number(*, bureau: Bureau, word: str, on: date) -> str:
    """Take the next number of a bureau, word and year.

    The serial's row stays locked until the act that takes it is through: a second act
    waits, and one that fails gives its number back. So no number is lost or given twice.

    Args:
        word: the type word after the bureau's own, e.g. 罚.
        on: the day whose year the number bears.
    """
    series = NumberSeries.objects.filter(bureau=bureau, word=word, year=on.year)
    if not series.update(last=F("last") + 1):
        _begin(bureau, word, on.year)
        series.update(last=F("last") + 1)
    serial: int = series.values_list("last", flat=True).get()
    return written(f"{bureau.document_word}{word}", on.year, serial)


@transaction.atomic
def note_number(*, bureau: Bureau, number: str) -> None:
    """Keep the series ahead of a number that was given outside the system.

    A number of another bureau, or one with a letter word before its serial, belongs to
    no series here and changes nothing.
    """
    parts = parse(number)
    own = bureau.document_word
    if parts is None or parts.letter or not own or not parts.head.startswith(own):
        return
    word = parts.head.removeprefix(own)
    _begin(bureau, word, parts.year)
    NumberSeries.objects.filter(
        bureau=bureau, word=word, year=parts.year, last__lt=parts.serial
    ).update(last=parts.serial)


def _begin(bureau: Bureau, word: str, year: int) -> None:
    # Of two that begin a series at once, get_or_create lets the second find the first's row.
    NumberSeries.objects.get_or_create(bureau=bureau, word=word, year=year)
