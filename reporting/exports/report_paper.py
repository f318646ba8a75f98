"""An edition as a paper: the sentences, then every form; for DOCX and PDF alike."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from documents.papers import Drawing, Grid, Heading, Paper, Words
from reporting.models import ReportEdition, ReportStatus
from reporting.report_forms.definition import Address, Column, Form
from reporting.services.bars import Bar, bars_svg
from reporting.services.report_content import Book, Figured
from reporting.services.report_labels import basis_title
from reporting.services.report_restate import cell_changes, record_changes
from reporting.services.report_words import shown

# So many columns stand side by side on a page; a broader form is told in several tables.
ABREAST = 8
BARS = 12
MARKS = {"at_least": "≥", "about": "≈"}


def report_paper(edition: ReportEdition) -> Paper:
    """The edition as it stands, to be printed."""
    book = Book.of(edition)
    scope, period = book.content["scope"], book.content["period"]
    return Paper(
        title=_("Report forms of %(bureau)s, %(period)s")
        % {"bureau": scope["name"], "period": period["name"]},
        under=tuple(_under(edition, book)),
        blocks=(
            *(Words(text) for text in edition.narrative),
            *(block for form in book.forms.values() for block in _form(form, book)),
            *_changes(edition),
        ),
        signed=(scope["name"], (edition.frozen_on or edition.ends_on).isoformat()),
        wide=True,
    )


def _under(edition: ReportEdition, book: Book) -> Iterator[str]:
    period = book.content["period"]
    yield _("%(start)s to %(end)s") % {"start": period["start"], "end": period["end"]}
    if edition.campaign is not None:
        yield edition.campaign.name
    if edition.number > 1:
        told = _("Restated edition No. %(number)s: %(reason)s")
        yield told % {"number": edition.number, "reason": edition.restated_because}
    if edition.status == ReportStatus.FROZEN:
        yield _("Content hash %(hash)s") % {"hash": edition.content_hash}
        yield _("Head of the audit chain %(head)s") % {"head": edition.audit_head or "—"}
    else:
        yield _("Not frozen: the figures may still change.")


def _form(form: Form, book: Book) -> Iterator[Heading | Words | Grid | Drawing]:
    yield Heading(f"{form.number} {form.title}")
    yield Words(str(form.source))
    columns = form.columns
    for start in range(0, len(columns), ABREAST):
        yield _grid(form, columns[start : start + ABREAST], book)
    bars = _bars(form, book)
    if bars:
        yield Drawing(bars_svg(bars), _("%(name)s by bureau") % {"name": columns[0].title})


def _grid(form: Form, columns: Sequence[Column], book: Book) -> Grid:
    rows: list[tuple[str, ...]] = []
    for section in form.sections:
        found = book.rows(form, section)
        if section.code != "total" and found:
            rows.append((f"【{section.title}】", *("" for _column in columns)))
        for row in found:
            at = [Address(form.code, section.code, row.code, one.code) for one in columns]
            cells = [told(one, book.cell(a)) for one, a in zip(columns, at, strict=True)]
            rows.append((f"{'　' * (row.level - 1)}{row.title}", *cells))
    heads = [f"{one.title}{'［M］' if one.proposed else ''}（{one.unit}）" for one in columns]
    bases = dict.fromkeys(str(basis_title(one.basis)) for one in columns)
    caption = _("Counted by: %(bases)s") % {"bases": "、".join(bases)}
    return Grid((_("Item"), *heads), rows, caption=caption)


def told(column: Column, cell: Figured) -> str:
    """A cell as it is printed: the reported value, with the computed one where it differs."""
    if cell.reported is None:
        return shown(column, cell.computed)
    text = f"{MARKS.get(cell.approx, '')}{shown(column, cell.reported)}"
    if cell.difference:
        text += _(" (computed %(value)s)") % {"value": shown(column, cell.computed)}
    return text


def _bars(form: Form, book: Book) -> list[Bar]:
    head = form.columns[0]
    for section in form.sections:
        if section.axis and (rows := book.rows(form, section)):
            values = [
                (
                    str(row.title),
                    book.value(Address(form.code, section.code, row.code, head.code)),
                )
                for row in rows
            ]
            return [Bar(name, value, None) for name, value in values if value][:BARS]
    return []


def _changes(edition: ReportEdition) -> Iterator[Heading | Words | Grid]:
    """What a restated edition changes, figure by figure and record by record."""
    if edition.restates is None:
        return
    book = Book.of(edition)
    yield Heading(_("What this edition restates"))
    yield Words(edition.restated_because)
    cells = [
        (
            book.place(one.address),
            shown(column, one.before),
            shown(column, one.after),
        )
        for one in cell_changes(edition)
        if one.address.form in book.forms
        and (column := book.forms[one.address.form].column(one.address.column))
    ]
    yield Grid((_("Figure"), _("Before"), _("After")), cells, caption=_("Changed figures"))
    records = [
        (
            f"{one.label}：{one.form.number} {one.column.title}",
            shown(one.column, one.before),
            shown(one.column, one.after),
        )
        for one in record_changes(edition)
    ]
    head = (_("Record and figure"), _("Before"), _("After"))
    yield Grid(head, records, caption=_("Records that changed a figure"))
