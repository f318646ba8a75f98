"""The demonstration province read once: its rows, and the tables the product makes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management import call_command

from accounts.models import Bureau
from campaigns.models import Campaign
from deadlines.models import Clock
from reporting.disclosure.changes import with_changes
from reporting.models import AnnualEdition, Disclosure, ReportEdition
from reporting.report_forms.fill import Question, fill
from reporting.report_forms.loader import period
from reporting.services.annual import AnnualQuestion, annual_content
from reporting.services.report_content import filled_content, forms_for
from tests.reporting.annual_by_hand import annual_as_told
from tests.reporting.exported import exported
from tests.reporting.records import Records
from tests.reporting.tables_by_hand import Asked, ByHand, Cell, written_periods

PROVINCE, CITY = "610000", "610100"
Tables = Mapping[Asked, Mapping[str, Cell]]


@dataclass(frozen=True)
class Demonstration:
    """Exported rows, and per question the cells as the product tells them.

    ``kept`` and ``kept_annual`` are those of frozen editions, as they were frozen.
    """

    rows: dict[str, list[dict[str, Any]]]
    years: tuple[dict[str, Any], ...]
    forms: Tables
    annual: Tables
    kept: Tables
    kept_annual: Tables
    published: tuple[dict[str, Any], ...]


def made_demonstration() -> Demonstration:
    """By the command itself, into an empty database."""
    call_command("seed_demo", stdout=StringIO())
    rows = exported()
    by_hand = ByHand(Records(rows))
    years = tuple(_years(by_hand))
    return Demonstration(
        rows,
        years,
        dict(_forms(years)),
        dict(_annual(years)),
        {_asked(one): cells_of(one.content) for one in ReportEdition.objects.all()},
        {_asked(one): annual_as_told(one.content) for one in AnnualEdition.objects.all()},
        tuple(_published()),
    )


def _published() -> Iterator[dict[str, Any]]:
    """The penalties made public: how each stands, and whether its decision changed since."""
    changed = set(with_changes(Disclosure.objects.shown()).values_list("pk", flat=True))
    for one in Disclosure.objects.all():
        limits = Clock.objects.filter(about_uuid=one.uuid, state="running")
        yield {
            "status": one.status,
            "changed": one.pk in changed,
            "limits": set(limits.values_list("rule", flat=True)),
        }


def _years(by_hand: ByHand) -> Iterator[dict[str, Any]]:
    """The reporting years anything counts in; every such day lies in one of them."""
    left = by_hand.days()
    for one in written_periods():
        inside = {day for day in left if one["start"] <= day <= one["end"]}
        if one["kind"] == "year" and inside:
            left -= inside
            yield one
    assert not left, f"No reporting year has these days: {sorted(left)}"


def _bureaus() -> list[Bureau]:
    """The province, every city, every county of one of them."""
    tree = Bureau.objects.exclude(kind="subcentre")
    city = tree.get(code=CITY)
    return [one for one in tree if one.kind != "county" or one.parent_id == city.pk]


def _forms(years: tuple[dict[str, Any], ...]) -> Iterator[tuple[Asked, dict[str, Cell]]]:
    for bureau in _bureaus():
        for campaign in (None, *Campaign.objects.all()):
            for year in years:
                code = campaign.code if campaign else ""
                question = Question(bureau, period(year["code"]), campaign)
                asked = Asked(bureau.code, year["start"], year["end"], code)
                filled = [fill(form, question) for form in forms_for(question)]
                yield asked, cells_of(filled_content(question, filled))


def _annual(years: tuple[dict[str, Any], ...]) -> Iterator[tuple[Asked, dict[str, Cell]]]:
    for bureau in _bureaus():
        for year in years:
            first, last = (date.fromisoformat(year[end]) for end in ("start", "end"))
            question = AnnualQuestion(bureau, year["year"], first, last)
            asked = Asked(bureau.code, year["start"], year["end"])
            yield asked, annual_as_told(annual_content(question))


def cells_of(content: Mapping[str, Any]) -> dict[str, Cell]:
    """The computed cells of an edition's content."""
    return {
        address: (
            None if cell["computed"] is None else Decimal(cell["computed"]),
            cell["unknown"],
        )
        for address, cell in content["values"].items()
    }


def _asked(edition: ReportEdition | AnnualEdition) -> Asked:
    days = edition.starts_on.isoformat(), edition.ends_on.isoformat()
    campaign = getattr(edition, "campaign", None)
    return Asked(edition.bureau.code, *days, campaign.code if campaign else "")
