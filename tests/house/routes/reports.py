"""Report forms are of one's own bureau; an edition belongs to the bureau that made it."""

from datetime import date
from uuid import UUID

from accounts.models import Role
from core.downloads import key_for
from reporting.models import EditionFile, FileForm, ReportEdition
from reporting.services.report_files import content_of
from tests.factories.accounts import make_person
from tests.factories.editions import make_edition, make_frozen
from tests.factories.reports import make_past_cases
from tests.house.routes import SIGNED_IN, Row, World, everybody, only

ON = date(2026, 10, 1)
CELL = {"cell": "drug_cases.total.total.case_count"}
AGAINST = {"form": "drug_cases", "against": "2025-year"}
FILE = UUID("3d1f7a2e-55c0-4f0a-9c52-0b7d1c7f7a01")
READERS = SIGNED_IN.but(sysadmin="no", secadmin="no")
# Of Yanta: read at the county and above it.
EDITION = only("own", "province", "auditor", "service", others="hidden").but(
    sysadmin="no", secadmin="no"
)
PREPARERS = only("province", "other_city")
# Who prepares and checks at other bureaus gets no further than the sight of it.
PREPARES = everybody("no").but(other_city="hidden")
SEEN = PREPARES.but(province="ok")
HEADS = everybody("no")
EXPORTS = EDITION.but(auditor="no", service="no")
MINE = only("province", others="hidden").but(
    auditor="no", service="no", sysadmin="no", secadmin="no"
)


def edition(world: World):
    return {"id": make_edition(by=world.person("yanta_unit_head")).uuid}


def restated(world: World):
    by = world.person("yanta_unit_head")
    frozen = make_frozen(by=by, head=world.person("yanta_head"))
    made = frozen.__class__(
        bureau=frozen.bureau,
        period=frozen.period,
        starts_on=frozen.starts_on,
        ends_on=frozen.ends_on,
        content=frozen.content,
        number=2,
        restates=frozen,
        restated_because="更正",
    )
    made.save()
    return {"id": made.uuid}


def of_city(world: World):
    officer = make_person(world.tree.xian, Role.CAMPAIGN_OFFICER)
    return {"id": make_edition(by=officer).uuid}


def kept(world: World):
    officer = world.people["province"]
    head = make_person(world.tree.province, Role.BUREAU_HEAD)
    frozen: ReportEdition = make_frozen(by=officer, head=head)
    content_of(frozen, FileForm.CSV)
    EditionFile.objects.filter(edition=frozen).update(uuid=FILE)
    return {"id": FILE}


def key(world: World) -> dict[str, str]:
    owner = world.people["province"].actor_uuid
    return {"key": key_for("edition-file", FILE, owner)}


def past_case(world: World):
    return {
        "id": make_past_cases(1, by=world.person("province_officer"), bureau=world.tree.yanta)[
            0
        ].uuid
    }


RECORDS = {
    "past_case": past_case,
    "edition": edition,
    "restated": restated,
    "of_city": of_city,
    "kept": kept,
    "form": lambda world: {"code": "drug_cases"},
}
CITY_EDITION = only("province", "auditor", "service", others="hidden").but(
    sysadmin="no", secadmin="no"
)
VALUE = {"address": CELL["cell"], "value": "1"}
REASON = {"reason": "更正"}

ROWS = [
    Row("reporting:report-forms", "get", READERS),
    Row("reporting:report-rows", "get", READERS, data=CELL),
    Row(
        "reporting:report-compare-export",
        "post",
        only("own", "province", "other_county", "co_bureau", "other_city"),
    ),
    Row("reporting:report-editions", "get", READERS),
    Row("reporting:report-new", "get", PREPARERS),
    Row("reporting:report-new", "post", PREPARERS),
    Row("reporting:report", "get", EDITION, "edition"),
    Row("reporting:report-cell", "get", EDITION, "edition", CELL),
    Row("reporting:report-below", "get", CITY_EDITION, "of_city"),
    Row("reporting:report-changes", "get", EDITION, "restated"),
    *(
        Row(f"reporting:report-{name}", "get", access, "edition")
        for name, access in (
            ("compute", SEEN),
            ("value", SEEN),
            ("words", SEEN),
            ("check", SEEN),
            ("approve", HEADS),
            ("return", SEEN),
            ("freeze", HEADS),
            ("restate", SEEN),
            ("export", EXPORTS),
        )
    ),
    *(
        Row(f"reporting:report-{name}", "post", access, "edition", data)
        for name, access, data in (
            ("compute", PREPARES, {}),
            ("value", PREPARES, {"cell": CELL["cell"], "value": "1", "approx": "exact"}),
            ("words", PREPARES, {"text": "甲"}),
            ("check", PREPARES, {}),
            ("approve", HEADS, {}),
            ("return", PREPARES, REASON),
            ("freeze", HEADS, {}),
            ("restate", PREPARES, REASON),
            ("export", EXPORTS, {}),
        )
    ),
    Row("enforcement:past-case-correct", "get", SEEN, "past_case"),
    Row("enforcement:past-case-correct", "post", SEEN, "past_case", REASON),
    Row("api:case-correct-past", "post", SEEN, "past_case", REASON),
    Row("api:case-record-past", "post", PREPARERS),
    Row("reporting:report-download", "post", MINE, "kept"),
    Row("reporting:report-file", "get", MINE, "kept", key),
    Row("api:report-forms", "get", READERS),
    Row("api:report-form", "get", READERS, "form"),
    Row(
        "api:report-form-compare",
        "post",
        only("own", "province", "other_county", "co_bureau", "other_city"),
        "form",
        AGAINST,
    ),
    Row("api:report-edition-compare", "get", EDITION, "edition", AGAINST),
    Row(
        "api:report-edition-compare",
        "post",
        EDITION.but(auditor="no", service="no"),
        "edition",
        AGAINST,
    ),
    Row("api:report-edition-list", "get", READERS),
    Row("api:report-edition-list", "post", PREPARERS, data={"period": "2026-year"}),
    Row("api:report-edition-detail", "get", EDITION, "edition"),
    Row("api:report-edition-breaches", "get", EDITION, "edition"),
    Row("api:report-edition-changes", "get", EDITION, "edition"),
    Row("api:report-edition-below", "get", CITY_EDITION, "of_city"),
    Row("api:report-edition-export", "post", EDITION.but(auditor="no"), "edition"),
    *(
        Row(f"api:report-edition-{name}", "post", NOT_THEIRS, "edition", data)
        for NOT_THEIRS in [EDITION.but(own="no", province="no", auditor="no", service="no")]
        for name, data in (
            ("report", VALUE),
            ("words", {"sentences": ["甲"]}),
            ("send-back", REASON),
            ("restate", REASON),
        )
    ),
    # Without the version that was read the door asks for it first.
    *(
        Row(f"api:report-edition-{name}", "post", EDITION, "edition")
        for name in ("recompute", "check", "approve", "freeze")
    ),
]
