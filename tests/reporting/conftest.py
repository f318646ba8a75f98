from datetime import date

import pytest

from accounts.models import User
from accounts.system import SYSTEM
from campaigns.services.indicators import load_indicators
from reporting.figures import FigureScope
from tests.factories.accounts import make_named
from tests.factories.campaigns import make_running
from tests.factories.enforcement_cases import make_closed_case, make_past_case, team_of
from tests.factories.enforcement_field import make_completed_inspection


@pytest.fixture
def year(province):
    """The province's whole 2026."""
    load_indicators(by=SYSTEM, on=date(2026, 1, 1))
    return FigureScope(province, date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def person(tree):
    """Anybody of the small province by user name, made when not there yet."""

    def found(username):
        known = User.objects.filter(username=username).first()
        return known or make_named(tree, username)

    return found


@pytest.fixture
def worked(tree, year, province_officer):
    """Two counties at work: inspections of a campaign, a closed case, past cases."""
    campaign = make_running(by=province_officer)
    yanta = team_of(tree)
    for findings in (0, 2):
        make_completed_inspection(yanta.officers, findings=findings, campaigns=[campaign])
    make_closed_case(yanta)
    make_past_case(by=province_officer)
    make_past_case(by=province_officer, authority_name="山东省药监局")
    return campaign
