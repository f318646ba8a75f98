"""``manage.py figures_check``: prove that every figure equals the rows behind it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import Bureau, BureauKind
from campaigns.models import Campaign, Indicator, IndicatorKind
from reporting.figures import FIGURES, Figure, FigureScope, Measure, compute, rows_behind


class Command(BaseCommand):
    help = "Prove figures = rows for every bureau from the province to the cities."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = self._definitions()
        scopes = 0
        for scope in self._scopes():
            scopes += 1
            for one in FIGURES.values():
                if one.parts:
                    continue
                told, counted = compute(one, scope).value, added_up(one, scope)
                if told != counted:
                    wrong += 1
                    self.stderr.write(
                        f"{one.code} {scope.bureau.code} {scope.start}..{scope.end}: "
                        f"{told} != {counted}"
                    )
        self.stdout.write(f"{len(FIGURES)} figures, {scopes} scopes, {wrong} wrong")
        if wrong:
            raise SystemExit(1)

    def _definitions(self) -> int:
        """Rows of computed indicators without a query; a province not set up has none."""
        rows = Indicator.objects.current().filter(kind=IndicatorKind.COMPUTED)
        missing = [code for code in rows.values_list("code", flat=True) if code not in FIGURES]
        for code in missing:
            self.stderr.write(f"{code}: an indicator without a query")
        return len(missing)

    def _scopes(self) -> list[FigureScope]:
        bureaus = Bureau.objects.filter(kind__in=[BureauKind.PROVINCE, BureauKind.CITY])
        today = timezone.localdate()
        scopes = [FigureScope(one, date(2000, 1, 1), today) for one in bureaus]
        for campaign in Campaign.objects.all():
            scopes += [
                FigureScope(one, campaign.starts_on, campaign.ends_on, campaign)
                for one in bureaus
            ]
        return scopes


def added_up(one: Figure, scope: FigureScope) -> Decimal:
    """The same number by hand: one row after the other, in Python."""
    rows = rows_behind(one, scope)
    if one.measure == Measure.SUM:
        amounts = rows.values_list(one.subject_path, flat=True)
        return sum((amount for amount in amounts if amount is not None), Decimal(0))
    if one.measure == Measure.DISTINCT:
        return Decimal(len(set(rows.values_list(one.subject_path, flat=True))))
    return Decimal(len(list(rows.values_list("pk", flat=True))))
