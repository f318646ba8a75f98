"""What stands where: the numbers of the limits board, each one a list of its own.

A number and the list it opens are made of the same querysets: ``ClockPageFilter`` reads
the names that ``Cell`` writes into the address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Bureau, Unit, User
from core.errors import NotFound
from deadlines.filters import NO_UNIT, SOON, Bound, When, Whose
from deadlines.models import Clock, ClockState
from deadlines.rights import RIGHTS

LATE, DUE, SUSPENDED, NOBODY = "late", "soon", "suspended", "nobody"
# What narrows the list down to each number.
ASKED: dict[str, dict[str, str]] = {
    LATE: {"when": When.LATE.value},
    DUE: {"when": When.SOON.value},
    SUSPENDED: {"state": ClockState.SUSPENDED.value},
    NOBODY: {"bound": Bound.NOBODY.value},
}
CODES = tuple(ASKED)
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the board and the list of exactly its rows."""

    code: str
    value: int
    address: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One bureau, unit or officer.

    Args:
        address: of the board one level down; empty where there is none.
    """

    title: str
    cells: Sequence[Cell]
    code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LimitsBoard:
    """The limits of a bureau and those under it.

    ``bureaus`` adds up to ``total``; ``units`` to the bureau's own line. ``officers``
    need not: a limit binds everybody who handles its record.
    """

    bureau: Bureau
    total: Sequence[Cell]
    bureaus: Sequence[BoardLine] = field(default_factory=list)
    units: Sequence[BoardLine] = field(default_factory=list)
    officers: Sequence[BoardLine] = field(default_factory=list)


def asked_bureau(user: User, code: str) -> Bureau:
    """The bureau of an address, default the reader's own.

    Raises:
        NotFound: it lies outside the reader's tree, or there is none.
    """
    if not code:
        return user.bureau
    found = Bureau.objects.within(user.bureau.path).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def limits_board(bureau: Bureau, *, reader: User, on: date) -> LimitsBoard:
    """The board of a bureau as ``reader`` may see it. Five queries, whatever its size."""
    rows = Clock.objects.visible_to(reader).speaking().live()
    tree = rows.filter(bureau__path__startswith=bureau.path)
    own = rows.filter(bureau=bureau)
    by_bureau = _counted(tree, "bureau_id", on)
    below = list(Bureau.objects.within(bureau.path))
    total = _sum(by_bureau.values())
    return LimitsBoard(
        bureau=bureau,
        total=_cells(total, under=bureau.code),
        bureaus=_bureau_lines(bureau, below, by_bureau),
        units=_unit_lines(bureau, own, on),
        officers=_officer_lines(bureau, own, on),
    )


def _counted(rows: QuerySet[Clock], by: str, on: date) -> dict[int | None, Counts]:
    """The numbers of the board per value of ``by``, in one query."""
    somebody = ~Q(rule__in=RIGHTS)
    running = Q(state=ClockState.RUNNING) & somebody
    held = User.objects.active().filter(clocks=OuterRef("pk"))
    found = (
        rows.order_by()
        .annotate(held=Exists(held))
        .values(by)
        .annotate(
            late=Count("pk", filter=running & Q(due_on__lt=on)),
            soon=Count("pk", filter=running & Q(act_by__range=(on, on + SOON))),
            suspended=Count("pk", filter=Q(state=ClockState.SUSPENDED)),
            nobody=Count("pk", filter=somebody & Q(held=False)),
        )
    )
    return {row[by]: {code: row[code] for code in CODES} for row in found}


def _sum(counts: Iterable[Counts]) -> Counts:
    total = dict.fromkeys(CODES, 0)
    for one in counts:
        for code in CODES:
            total[code] += one[code]
    return total


def _cells(counts: Counts, **narrowed: str) -> list[Cell]:
    address = reverse("deadlines:list")
    asked = {"whose": Whose.ALL.value, **narrowed}
    return [
        Cell(code, counts[code], f"{address}?{urlencode({**asked, **ASKED[code]})}")
        for code in CODES
    ]


def _bureau_lines(
    bureau: Bureau, below: Sequence[Bureau], counted: dict[int | None, Counts]
) -> list[BoardLine]:
    """The bureau's own limits, then each bureau right below it with all under that."""
    children = [one for one in below if one.parent_id == bureau.pk]
    if not children:
        return []
    none = dict.fromkeys(CODES, 0)
    own = counted.get(bureau.pk, none)
    lines = [BoardLine(bureau.name, _cells(own, bureau=bureau.code), bureau.code)]
    board = reverse("deadlines:board")
    for child in children:
        tree = [one.pk for one in below if one.path.startswith(child.path)]
        counts = _sum(counted[pk] for pk in tree if pk in counted)
        address = f"{board}?{urlencode({'bureau': child.code})}"
        lines.append(
            BoardLine(child.name, _cells(counts, under=child.code), child.code, address)
        )
    return lines


def _unit_lines(bureau: Bureau, own: QuerySet[Clock], on: date) -> list[BoardLine]:
    counted = _counted(own, "unit_id", on)
    units = Unit.objects.filter(bureau=bureau).values_list("pk", "name", "uuid")
    lines = [
        BoardLine(name, _cells(counted[pk], bureau=bureau.code, unit=str(id_)))
        for pk, name, id_ in units
        if pk in counted
    ]
    if None in counted:
        cells = _cells(counted[None], bureau=bureau.code, unit=NO_UNIT)
        lines.append(BoardLine(_("Without a unit"), cells))
    return lines


def _officer_lines(bureau: Bureau, own: QuerySet[Clock], on: date) -> list[BoardLine]:
    """Whoever is bound by limits of the bureau, the latest first."""
    counted = _counted(own, "responsible", on)
    people = User.objects.filter(pk__in=[pk for pk in counted if pk is not None])
    found = []
    for pk, name, id_ in people.values_list("pk", "name", "uuid"):
        cells = _cells(counted[pk], bureau=bureau.code, officer=str(id_))
        found.append((counted[pk], BoardLine(name, cells)))
    found.sort(key=lambda one: (-one[0][LATE], -one[0][DUE], one[1].title))
    return [line for _counts, line in found]
