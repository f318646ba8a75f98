"""Editions of the report forms by state, made through the acts."""

from datetime import date
from typing import Any

from accounts.models import User
from reporting.models import ReportEdition
from reporting.report_forms.loader import period
from reporting.services.report_approval import approve_report, check_report, freeze_report
from reporting.services.report_editions import begin_report

ON = date(2026, 12, 31)


def make_edition(*, by: User, code: str = "2026-year", **told: Any) -> ReportEdition:
    """A computed draft of ``by``'s bureau."""
    return begin_report(period(code), by=by, on=ON, **told)


def make_frozen(*, by: User, head: User, code: str = "2026-year", **told: Any) -> ReportEdition:
    """Checked by the officer, approved and frozen by the head."""
    return finish(make_edition(by=by, code=code, **told), by=by, head=head)


def finish(edition: ReportEdition, *, by: User, head: User) -> ReportEdition:
    check_report(edition, by=by, on=ON)
    approve_report(edition, by=head, on=ON)
    return freeze_report(edition, by=head, on=ON)
