"""Figures are asked for one's own bureau; an edition belongs to the bureau that made it."""

from datetime import date

from accounts.models import Role
from reporting.services.annual import calendar_year
from reporting.services.editions import compute_edition
from reporting.services.exports import start_annual_export
from tests.factories.accounts import make_person
from tests.factories.campaigns import indicator, make_running
from tests.house.routes import OPEN, SIGNED_IN, Row, World, only

# Whoever reads figures: everybody but the administrators.
READERS = SIGNED_IN.but(sysadmin="no", secadmin="no")
OFFICE = READERS.but(auditor="no", service="no")
STEERS = only("province", "other_city")
TRAIL = only("auditor", "secadmin")
ON = date(2026, 10, 1)


def edition(world: World):
    """Xi'an's: seen at Xi'an and above, so not by its counties."""
    head = make_person(world.tree.xian, Role.BUREAU_HEAD)
    return {"id": compute_edition(calendar_year(world.tree.xian, 2026), by=head, on=ON).uuid}


def export(world: World):
    own = world.people["own"]
    return {"id": start_annual_export(bureau=own.bureau, year=2026, by=own, on=ON).uuid}


def figure_rows(world: World):
    return {"code": indicator().code}


EDITION = only("province", "auditor", "service", others="hidden").but(
    sysadmin="no", secadmin="no"
)
ASKED_BY_OWN = only("own", others="hidden").but(
    auditor="no", service="no", sysadmin="no", secadmin="no"
)
RECORDS = {
    "campaign_progress": lambda world: {"id": make_running(by=world.people["province"]).uuid},
    "edition": edition,
    "figure": figure_rows,
    "export": export,
}

ROWS = [
    Row("reporting:home", "get", SIGNED_IN),
    Row("reporting:search", "get", SIGNED_IN),
    Row("reporting:overview", "get", READERS),
    Row("reporting:indicator-list", "get", READERS),
    Row("reporting:figure-rows", "get", READERS, "figure"),
    Row("reporting:progress", "get", READERS, "campaign_progress"),
    Row("reporting:bulletin", "get", READERS, "campaign_progress"),
    Row("reporting:bulletin-export", "post", OFFICE, "campaign_progress"),
    Row(
        "reporting:comparison",
        "get",
        READERS,
        data=lambda world: {"indicator": indicator().code},
    ),
    Row("reporting:comparison-export", "post", OFFICE),
    Row("reporting:wall", "get", OPEN),
    Row("reporting:annual", "get", READERS),
    Row("reporting:annual-export", "get", OFFICE),
    Row("reporting:annual-export", "post", OFFICE),
    Row("reporting:annual-compute", "get", STEERS),
    Row("reporting:annual-compute", "post", STEERS),
    # Nobody of the matrix heads a bureau: the door is shut for every one of them.
    Row("reporting:annual-freeze", "get", only(), "edition"),
    Row("reporting:annual-freeze", "post", only(), "edition"),
    Row("reporting:health", "get", only("sysadmin")),
    Row("api:dashboard-health", "get", only("sysadmin")),
    Row("reporting:audit-list", "get", TRAIL),
    Row("api:figures", "get", READERS, data=lambda world: {"indicator": indicator().code}),
    Row("api:dashboard-overview", "get", READERS),
    Row(
        "api:dashboard-comparison",
        "get",
        READERS,
        data=lambda world: {"indicator": indicator().code},
    ),
    Row("api:annual-edition-list", "get", READERS),
    Row("api:annual-edition-detail", "get", EDITION, "edition"),
    Row("api:annual-edition-list", "post", STEERS, data={"year": 2026}),
    Row(
        "api:annual-edition-freeze",
        "post",
        EDITION.but(province="ok", auditor="ok"),
        "edition",
    ),
    Row("api:annual-edition-export", "post", EDITION.but(auditor="no"), "edition"),
    Row("api:export-list", "get", OFFICE),
    Row("api:export-detail", "get", ASKED_BY_OWN, "export"),
    Row("api:export-list", "post", OFFICE, data={"year": 2026}),
    Row("api:audit-event-list", "get", TRAIL),
]
