"""What a person says to an import: which column is which, what a duplicate is, away with it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor
from reporting.imports.columns import lacking, unit_notes
from reporting.models.imports import Decision, ImportBatch, ImportMemory, ImportRow, RowState
from reporting.services.imports.checking import count_rows
from reporting.services.imports.states import kind_of, lock_batch, move


@transaction.atomic
def name_columns(
    batch: ImportBatch,
    *,
    mapping: Mapping[int, str],
    values: Mapping[str, Mapping[str, str]] | None = None,
    version: int | None = None,
    by: Actor,
    on: date,
) -> ImportBatch:
    """Say which column is which field, and what the file's own words mean.

    The bureau's answer is remembered for its next file. The rows are then checked anew.

    Args:
        mapping: place of a column, from 0 → field; a column that is not taken is left out.
        values: field → {text in the file: code of the choice}.

    Raises:
        Invalid: an unknown field or column, one field twice, or a required one missing.
    """
    kind = kind_of(batch, by)
    row = lock_batch(batch)
    require_version(row, version, {})
    chosen = {at: field for at, field in mapping.items() if field}
    if unknown := set(chosen.values()) - set(kind.by_name):
        raise Invalid(_("No such field: %(names)s.") % {"names": "、".join(sorted(unknown))})
    if any(not 0 <= at < len(row.headings) for at in chosen):
        raise Invalid(_("The file has no such column."))
    if len(set(chosen.values())) < len(chosen):
        raise Invalid(_("Two columns stand for the same field. Choose one of them."))
    if missing := lacking(kind, chosen):
        raise Invalid(_("Choose a column for: %(fields)s.") % {"fields": "、".join(missing)})
    words = {**row.values, **_known_choices(kind.by_name, values or {})}
    _remember(row, chosen, words)
    numbered = {str(at): field for at, field in chosen.items()}
    told = unit_notes(kind, chosen, row.headings, row.preamble)
    notes = [*row.notes, *(note for note in told if note not in row.notes)]
    moved = move(row, "check", mapping=numbered, values=words, notes=notes, refusal="")
    record("import.columns_named", subject=moved, by=by, on=on, after={"columns": numbered})
    return moved


def _known_choices(
    fields: Mapping[str, object], values: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, words in values.items():
        choices = dict(getattr(fields.get(name), "choices", ()))
        wrong = [code for code in words.values() if code and code not in choices]
        if wrong or not choices:
            raise Invalid(_("No such choice: %(names)s.") % {"names": "、".join(wrong) or name})
        found[name] = {text: code for text, code in words.items() if code}
    return found


def _remember(
    row: ImportBatch, chosen: Mapping[int, str], words: Mapping[str, Mapping[str, str]]
) -> None:
    memory, _created = ImportMemory.objects.select_for_update().get_or_create(
        bureau=row.bureau, kind=row.kind
    )
    headings = {row.headings[at]: field for at, field in chosen.items() if row.headings[at]}
    others = {
        text: name for text, name in memory.columns.items() if name not in chosen.values()
    }
    memory.columns = {**others, **headings}
    memory.values = {
        name: {**memory.values.get(name, {}), **words.get(name, {})}
        for name in {*memory.values, *words}
    }
    memory.save(update_fields=["columns", "values"])


@transaction.atomic
def decide_duplicates(
    batch: ImportBatch,
    *,
    decision: str,
    rows: Collection[int] | None = None,
    version: int | None = None,
    by: Actor,
    on: date,
) -> int:
    """Decide on rows that may be there already: leave them out, or enter them.

    Args:
        decision: ``leave`` or ``enter``; empty takes a decision back.
        rows: numbers of rows; None: every row that may be there already.

    Returns:
        How many rows the decision holds for.

    Raises:
        Invalid: no such decision, or a row that cannot be entered a second time.
    """
    kind_of(batch, by)
    require_version(lock_batch(batch), version, {})
    if decision not in Decision.values:
        raise Invalid(fields={"decision": _("Choose one of the answers offered.")})
    asked = batch.rows.filter(state=RowState.DUPLICATE)
    if rows is not None:
        asked = asked.filter(number__in=list(rows)[:50_000])
    found = list(asked)
    if decision == Decision.ENTER:
        fixed = [one.number for one in found if not may_enter(one)]
        if fixed and rows is not None:
            text = _("These rows name a record that can exist only once: %(rows)s.")
            raise Invalid(text % {"rows": "、".join(str(one) for one in fixed[:20])})
        found = [one for one in found if may_enter(one)]
    numbers = [one.number for one in found]
    for start in range(0, len(numbers), 500):
        chunk = numbers[start : start + 500]
        batch.rows.filter(number__in=chunk).update(decision=decision)
    moved = move(batch, "decide", counts=count_rows(batch))
    after = {"decision": decision, "rows": len(numbers)}
    record("import.decided", subject=moved, by=by, on=on, after=after)
    return len(numbers)


def may_enter(row: ImportRow) -> bool:
    """Whether every record a row may be the same as leaves room for another."""
    return not row.issues and all(one.get("may_enter", True) for one in row.existing)


@transaction.atomic
def discard_import(
    batch: ImportBatch, *, version: int | None = None, by: Actor, on: date
) -> ImportBatch:
    """Put an import aside that was not entered. Its rows go; that it was there stays."""
    kind_of(batch, by)
    require_version(lock_batch(batch), version, {})
    row = move(batch, "discard")
    record("import.discarded", subject=row, by=by, on=on)
    return row
