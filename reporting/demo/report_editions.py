"""The report forms of 2022: Xi'an's frozen, then the province's."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import Role
from reporting.report_forms.loader import period
from reporting.services.report_approval import approve_report, check_report, freeze_report
from reporting.services.report_editions import begin_report


def report_2022(teams: Iterable[Any], on: date) -> None:
    """An edition of each team's bureau, from draft to frozen."""
    for team in teams:
        officer, head = team.one(Role.CAMPAIGN_OFFICER), team.one(Role.BUREAU_HEAD)
        edition = begin_report(period("2022-year"), by=officer, on=on, wait=True)
        check_report(edition, by=officer, on=on)
        approve_report(edition, by=head, on=on)
        freeze_report(edition, by=head, on=on)
