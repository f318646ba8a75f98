"""Upward: what the bureaus below froze beside what is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Bureau, BureauKind
from reporting.models import ReportEdition
from reporting.report_forms.definition import Address, Column, Form
from reporting.services.report_content import Book

BELOW = {BureauKind.PROVINCE: BureauKind.CITY, BureauKind.CITY: BureauKind.COUNTY}


@dataclass(frozen=True, slots=True)
class Upward:
    """One figure, of one bureau below or of all together.

    Args:
        lower: what the frozen edition below says; None where there is none.
        computed: what is computed here for the same bureau.
    """

    form: Form
    column: Column
    bureau: Bureau | None
    lower: Decimal | None
    computed: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        if self.lower is None or self.computed is None:
            return None
        return self.lower - self.computed


@dataclass(frozen=True, slots=True)
class Level:
    """The level below an edition: who has frozen theirs, who has not, and the sums."""

    editions: dict[str, ReportEdition]
    missing: Sequence[Bureau]
    sums: Sequence[Upward]
    lines: Sequence[Upward]


def lower_level(edition: ReportEdition) -> Level | None:
    """The bureaus one level down with their last frozen editions; None at the lowest.

    The sum over them is compared with what is computed here for the same bureaus; work
    of the bureau's own stands in neither.
    """
    kind = BELOW.get(BureauKind(edition.bureau.kind))
    if kind is None:
        return None
    heads = [
        one
        for one in Bureau.objects.within(edition.bureau.path).order_by("path")
        if one.kind == kind
    ]
    frozen = _frozen(edition, heads)
    here = Book.of(edition)
    books = {code: Book(one.content) for code, one in frozen.items()}
    sums, lines = [], []
    for form in here.forms.values():
        for column in form.columns:
            if not column.is_computed or column.ratio:
                continue
            of_column = [_line(form, column, one, here, books.get(one.code)) for one in heads]
            sums.append(_sum(form, column, of_column))
            lines += of_column
    missing = [one for one in heads if one.code not in frozen]
    return Level(frozen, missing, sums, lines)


def _frozen(edition: ReportEdition, heads: Sequence[Bureau]) -> dict[str, ReportEdition]:
    """The last frozen edition of each bureau for the same period and campaign."""
    rows = (
        ReportEdition.objects.frozen()
        .filter(bureau__in=heads, period=edition.period, campaign=edition.campaign)
        .select_related("bureau")
        .order_by("number")
    )
    return {one.bureau.code: one for one in rows}


def _line(form: Form, column: Column, bureau: Bureau, here: Book, below: Book | None) -> Upward:
    at = Address(form.code, "total", "total", column.code)
    lower = below.value(at) if below is not None else None
    computed = here.value(Address(form.code, bureau.kind, bureau.code, column.code))
    return Upward(form, column, bureau, lower, computed)


def _sum(form: Form, column: Column, lines: Sequence[Upward]) -> Upward:
    """Over the bureaus that have frozen; both sides are of the same bureaus."""
    told = [one for one in lines if one.lower is not None and one.computed is not None]
    lower = sum((one.lower for one in told if one.lower is not None), Decimal(0))
    computed = sum((one.computed for one in told if one.computed is not None), Decimal(0))
    if not told:
        return Upward(form, column, None, None, None)
    return Upward(form, column, None, lower, computed)
