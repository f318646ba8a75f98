"""Targets of many bureaus at once: from a table, or spread by the number of parties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind, User
from campaigns.models import Campaign, Indicator, Phase, Target
from campaigns.policies import may_set_target
from campaigns.services.indicators import set_targets
from core.errors import Invalid
from registry.models import Party

MOST_ROWS = 5_000
COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line that was understood."""

    bureau: Bureau
    indicator: Indicator
    phase: Phase | None
    value: Decimal


@transaction.atomic
def import_targets(
    campaign: Campaign, *, table: Sequence[Sequence[str]], by: User, on: date
) -> list[Target]:
    """Set the targets a table names, all or none.

    Args:
        table: lines of bureau (code or name), indicator (code or name), target and, if
            wanted, phase (name); a first line without a number is the heading.

    Raises:
        Invalid: every fault, named ``rows.<line>``, the first line being 1.
    """
    if not table or len(table) > MOST_ROWS:
        text = _("Send 1 to %(most)s lines.") % {"most": MOST_ROWS}
        raise Invalid(fields={"file": text})
    rows = _understood(campaign, table, by)
    by_question: dict[tuple[int, int | None], list[Row]] = {}
    for row in rows:
        key = (row.indicator.pk, row.phase.pk if row.phase else None)
        by_question.setdefault(key, []).append(row)
    found: list[Target] = []
    for group in by_question.values():
        found += set_targets(
            campaign,
            indicator=group[0].indicator,
            phase=group[0].phase,
            values=[(row.bureau, row.value) for row in group],
            by=by,
            on=on,
        )
    return found


def _understood(campaign: Campaign, table: Sequence[Sequence[str]], by: User) -> list[Row]:
    reader = _Reader(campaign, by)
    rows: list[Row] = []
    faults: dict[str, str] = {}
    for line, cells in enumerate(table, 1):
        told = [cell.strip() for cell in cells]
        if not any(told) or (line == 1 and reader.is_heading(told)):
            continue
        try:
            rows.append(reader.read(told))
        except Invalid as error:
            faults[f"rows.{line}"] = _("Line %(line)s: %(why)s") % {"line": line, "why": error}
    if not rows and not faults:
        faults["file"] = _("The table has no line with a target.")
    if faults:
        raise Invalid(fields=faults)
    return rows


class _Reader:
    """Understands lines; looks everything up once."""

    def __init__(self, campaign: Campaign, by: User) -> None:
        self.campaign, self.by = campaign, by
        bureaus = list(Bureau.objects.within(campaign.bureau.path))
        self.bureaus = {one.name: one for one in bureaus} | {one.code: one for one in bureaus}
        current = list(Indicator.objects.current())
        self.indicators = {one.name: one for one in current} | {o.code: o for o in current}
        self.phases = {one.name: one for one in campaign.phases.all()}

    def is_heading(self, cells: Sequence[str]) -> bool:
        return len(cells) < COLUMNS or _number(cells[2]) is None

    def read(self, cells: Sequence[str]) -> Row:
        """Raises Invalid in words that say what the line lacks."""
        if len(cells) < COLUMNS:
            raise Invalid(_("a line needs bureau, indicator and target."))
        bureau, indicator = self.bureaus.get(cells[0]), self.indicators.get(cells[1])
        value = _number(cells[2])
        if bureau is None:
            raise Invalid(_("there is no bureau “%(what)s” here.") % {"what": cells[0]})
        if not may_set_target(self.campaign, bureau, by=self.by):
            raise Invalid(_("the targets of %(what)s are not yours.") % {"what": cells[0]})
        if indicator is None:
            raise Invalid(_("there is no indicator “%(what)s”.") % {"what": cells[1]})
        if value is None or value < 0:
            raise Invalid(_("“%(what)s” is no target.") % {"what": cells[2]})
        named = cells[3] if len(cells) > COLUMNS else ""
        if named and named not in self.phases:
            raise Invalid(_("there is no phase “%(what)s”.") % {"what": named})
        return Row(bureau, indicator, self.phases.get(named), value)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 12 else None


@transaction.atomic
def spread_target(
    campaign: Campaign,
    *,
    indicator: Indicator,
    total: Decimal,
    by: User,
    on: date,
    phase: Phase | None = None,
) -> list[Target]:
    """Spread a total on the bureaus directly below by their number of parties.

    Whole numbers; what rounding leaves over goes to the largest remainders, so that the
    parts add up to the total exactly.

    Raises:
        Invalid: below zero, or no bureau below supervises any party.
        PermissionRefused: not the organiser, nor a bureau that spreads its own.
    """
    if total < 0 or total != total.to_integral_value():
        raise Invalid(fields={"total": _("Spread a whole number.")})
    below = by.bureau.children.exclude(kind=BureauKind.SUBCENTRE).filter(active_to=None)
    counts = {one: _parties_of(one) for one in below.order_by("code")}
    every = sum(counts.values())
    if not every:
        raise Invalid(_("No bureau below supervises a party yet. Type the targets instead."))
    exact = {one: total * count / every for one, count in counts.items()}
    parts = {one: share.to_integral_value(ROUND_DOWN) for one, share in exact.items()}
    left = int(total - sum(parts.values()))
    by_remainder = sorted(exact, key=lambda one: (parts[one] - exact[one], one.code))
    for one in by_remainder[:left]:
        parts[one] += 1
    return set_targets(
        campaign, indicator=indicator, values=parts.items(), by=by, on=on, phase=phase
    )


def _parties_of(bureau: Bureau) -> int:
    rows = Party.objects.filter(bureau__path__startswith=bureau.path)
    found: int = rows.aggregate(n=Count("pk"))["n"]
    return found
