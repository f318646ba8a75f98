"""What every entry into the registry passes: tidied text, checked fields, no second copy."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import DomainError, Invalid
from core.models import Record

RecordT = TypeVar("RecordT", bound=Record)


def one_line(text: str) -> str:
    """Text without control characters, its white space single; rare characters stay."""
    if text.isprintable() and " " not in text:
        return text
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    shown = (sign for sign in spaced if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(shown).split())


def require_clean(record: models.Model, names: Iterable[str]) -> None:
    """Check the named columns by the model's own rules.

    Foreign keys were given as rows, and what must be unique is refused by the insert:
    neither costs a query here.

    Raises:
        Invalid: one sentence per field.
    """
    wanted = set(names)
    others = {
        field.name
        for field in record._meta.fields
        if field.name not in wanted or field.is_relation
    }
    try:
        record.clean_fields(exclude=others)
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> Invalid:
    """Django's refusal in the product's shape."""
    return Invalid(fields={name: " ".join(texts) for name, texts in error.message_dict.items()})


def insert_once(record: RecordT, refusal: Callable[[], DomainError | None]) -> RecordT:
    """Insert; where the database refuses a second copy, raise what ``refusal`` finds."""
    return _once(record, refusal, force_insert=True)


def update_once(
    record: RecordT, names: Iterable[str], refusal: Callable[[], DomainError | None]
) -> RecordT:
    """Write the named columns and the next version; refused like ``insert_once``."""
    record.version += 1
    fields = [*names, "version", "updated_at"]
    return _once(record, refusal, update_fields=fields)


def _once(record: RecordT, refusal: Callable[[], DomainError | None], **how: Any) -> RecordT:
    try:
        with transaction.atomic():
            record.save(**how)
    except IntegrityError as error:
        known = refusal()
        if known is None:
            raise
        raise known from error
    return record


def lock(record: RecordT, *related: str) -> RecordT:
    """The record's row, fresh, held until the transaction ends."""
    rows = type(record)._default_manager.select_for_update(of=("self",))
    row: RecordT = rows.select_related(*related).get(pk=record.pk)
    return row
