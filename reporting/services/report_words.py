"""The sentences of an edition, made from its figures: what stands in them, the cells say."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import in_wan
from reporting.figures import FigureValue, compute
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.definition import Address, Column, Form
from reporting.report_forms.fill import Question, share
from reporting.report_forms.loader import before
from reporting.services.report_content import Book
from reporting.services.sentences import compared

TOP = 3
# What the first sentence of a form tells, by the code of the column; the first is compared.
LEADING = 5


def shown(column: Column, value: Decimal | None) -> str:
    """A value as the form prints it: amounts in 万元, with the column's places."""
    if value is None:
        return "—"
    number = in_wan(value, column.decimals) if column.is_money else value
    return f"{number:,.{column.decimals}f}"


def told_in_words(book: Book, question: Question) -> list[str]:
    """A paragraph per form: the main figures, the change, the groups, who leads."""
    return [text for form in book.forms.values() if (text := _paragraph(form, book, question))]


def _paragraph(form: Form, book: Book, question: Question) -> str:
    head = form.columns[0]
    total = book.value(Address(form.code, "total", "total", head.code))
    if total is None:
        return ""
    figures = _figures(form, book)
    sentences = [
        _("%(form)s: in %(period)s, %(bureau)s: %(figures)s; %(name)s %(change)s.")
        % {
            "form": form.title,
            "period": question.period.title,
            "bureau": question.bureau.name,
            "figures": _(", ").join(figures),
            "name": head.title,
            "change": _change(form, head, total, question),
        }
    ]
    for section in form.sections:
        if section.code != "total" and total and (told := _ranked(form, section.code, book)):
            sentences.append(told)
    return "".join(sentences)


def _figures(form: Form, book: Book) -> list[str]:
    """The leading columns; those that are a part of one stand behind it in brackets."""
    told: list[tuple[str, list[str]]] = []
    for one in form.columns[:LEADING]:
        value = book.value(Address(form.code, "total", "total", one.code))
        if value is None:
            continue
        text = _("%(name)s %(value)s %(unit)s") % {
            "name": one.bare,
            "value": shown(one, value),
            "unit": one.unit,
        }
        if one.is_part and told:
            told[-1][1].append(text)
        else:
            told.append((text, []))
    return [
        _("%(whole)s (of these %(parts)s)") % {"whole": text, "parts": _(", ").join(parts)}
        if parts
        else text
        for text, parts in told
    ]


def _change(form: Form, head: Column, total: Decimal, question: Question) -> str:
    """Against the same period of the year before, where the calendars agree."""
    earlier = before(question.period)
    if earlier is None:
        return _("no base to compare with")
    if earlier.regime != question.period.regime:
        return _("cannot be compared with the year before: its reporting year was another")
    where = (*form.where.items(), *head.where.items())
    scope = question.scope().narrowed(
        start=earlier.starts_on,
        end=earlier.ends_on,
        where=tuple((axis, ",".join(codes)) for axis, codes in where),
    )
    return compared(FigureValue(total), compute(printed_figure(head.figure), scope))


def _ranked(form: Form, section_code: str, book: Book) -> str:
    """The largest rows of a section by the first column, with their share."""
    section, head = form.section(section_code), form.columns[0]
    total = book.value(Address(form.code, "total", "total", head.code))
    values = [
        (row, value)
        for row in book.rows(form, section)
        if row.level == 1
        if (value := book.value(Address(form.code, section_code, row.code, head.code)))
    ]
    if not values:
        return ""
    values.sort(key=lambda pair: (-pair[1], pair[0].code))
    told = [
        _("%(name)s %(value)s %(unit)s (%(share)s%%)")
        % {
            "name": row.title,
            "value": shown(head, value),
            "unit": head.unit,
            "share": f"{share(value, total):.2f}",
        }
        for row, value in values[:TOP]
    ]
    return _("%(section)s: %(rows)s.") % {
        "section": section.title,
        "rows": _(", ").join(told),
    }
