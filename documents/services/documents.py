"""Issuing and serving the documents of a record.

Who may issue or serve is decided by the act a document belongs to: these functions are
called by acts that have checked it, never by a page of their own.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Bureau, Scoped
from audit.services import record as write_audit
from core.errors import Invalid
from core.protocols import Actor
from documents.content import Content
from documents.errors import AlreadyServed, NumberTaken
from documents.models import Document, DocumentKind
from documents.numbering import require_number
from documents.services.numbers import next_number, note_number


@transaction.atomic
def issue(
    record: Scoped,
    *,
    kind: DocumentKind | str,
    title: str,
    content: Content,
    by: Actor,
    on: date,
    word: str = "",
    number: str = "",
    issued_on: date | None = None,
) -> Document:
    """Issue a document of a record: its form, its number, its text as of this day.

    Args:
        word: the type word of its number series, e.g. 罚; empty: it bears no number.
        number: the number it already bears (a past document); no new one is taken.
        issued_on: the day it bears, where that is not the day of the act (a past document).

    Raises:
        Invalid: the form is unknown, the title too long, or the number misshapen.
        NumberTaken: another document bears the number.

    Legal source: SAMR document set 2021 (forms 7 to 53); Administrative Penalty Law,
    Art. 59 (what a decision must say).
    """
    day = issued_on or on
    document = Document.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        kind=_known(kind),
        number=_number(record.bureau, number, word, day),
        title=_fitting(title),
        issued_on=day,
        content=dict(content),
    )
    _insert(document)
    after = {"form": document.kind, "number": document.number, "about": document.about}
    write_audit("document.issued", subject=document, by=by, on=on, after=after)
    return document


@transaction.atomic
def serve(document: Document, *, served_on: date, by: Actor, on: date) -> Document:
    """Note the day on which a document was served.

    Raises:
        Invalid: the day lies before the issue or in the future.
        AlreadyServed: it was served before.

    Legal source: Administrative Penalty Law, Art. 61 (service within seven days).
    """
    row = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if row.served_on is not None:
        text = _("This document was served on %(on)s already.") % {"on": row.served_on}
        raise AlreadyServed(text)
    if served_on < row.issued_on:
        text = _("The document was issued on %(on)s; it cannot be served before that day.")
        raise Invalid(fields={"served_on": text % {"on": row.issued_on}})
    if served_on > on:
        raise Invalid(fields={"served_on": _("Enter a day that is not in the future.")})
    row.served_on = served_on
    row.version += 1
    row.save(update_fields=["served_on", "version", "updated_at"])
    after = {"served_on": served_on}
    write_audit("document.served", subject=row, by=by, on=on, after=after)
    document.served_on, document.version = row.served_on, row.version
    return row


def _number(bureau: Bureau, number: str, word: str, day: date) -> str:
    """The number a document bears already, or else the next of its series."""
    if number:
        borne = require_number(number)
        note_number(bureau=bureau, number=borne)
        return borne
    return next_number(bureau=bureau, word=word, on=day) if word else ""


def _insert(document: Document) -> None:
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(document.number, error) from error


def _known(kind: DocumentKind | str) -> DocumentKind:
    try:
        return DocumentKind(kind)
    except ValueError as error:
        raise Invalid(fields={"kind": _("There is no such form.")}) from error


def _fitting(title: str) -> str:
    longest = Document._meta.get_field("title").max_length or 0
    if not title.strip() or len(title) > longest:
        text = _("A document needs a title of at most %(longest)s characters.")
        raise Invalid(fields={"title": text % {"longest": longest}})
    return title.strip()


def _taken(number: str, error: IntegrityError) -> Exception:
    if not number or not Document.objects.filter(number=number).exists():
        return error
    text = _(
        "Another document bears the number %(number)s. Compare both; if two bureaus use the "
        "same word in their numbers, ask the administrator to give one of them another."
    ) % {"number": number}
    return NumberTaken(text, fields={"number": text})


def documents_of(record: Scoped) -> QuerySet[Document]:
    """The documents of a record, oldest first, for whoever reads the record."""
    return Document.objects.filter(about_kind=record.ref_kind, about_uuid=record.uuid).order_by(
        "id"
    )
