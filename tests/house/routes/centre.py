"""The import centre, the export centre and saved views.

An import is its bureau's: everybody else, the bureaus above included, is told there is none.
"""

from uuid import UUID

from core.downloads import key_for
from reporting.models import ImportBatch
from reporting.services.exports import start_annual_export
from reporting.services.saved_views import save_view
from tests.factories.imports import ON, make_entered, make_import, party_row
from tests.house.routes import SIGNED_IN, Row, World, only

# Whoever may enter one record of some kind: neither auditor, machine nor secadmin.
IMPORTERS = SIGNED_IN.but(auditor="no", service="no", secadmin="no")
OWN = only("own", others="hidden").but(auditor="no", service="no", secadmin="no")
EXPORTERS = SIGNED_IN.but(auditor="no", service="no", sysadmin="no", secadmin="no")
PARTY_KIND = IMPORTERS.but(sysadmin="no")
READERS = SIGNED_IN.but(sysadmin="no", secadmin="no")
OWNER = only("own", others="hidden")
PARTIES = "/registry/parties/"
# A fixed id, so that the key of its file can be made before the import.
IMPORT = UUID("5b0f6c52-1a5e-4c1b-9c7a-3f1f0a6f2b11")


def checked(world: World):
    return {"id": make_import(world.people["own"], party_row()).uuid}


def entered(world: World):
    return {"id": make_entered(world.people["own"], party_row()).uuid}


def marked(world: World):
    batch = make_import(world.people["own"], party_row())
    ImportBatch.objects.filter(pk=batch.pk).update(uuid=IMPORT)
    return {"id": IMPORT}


def key(world: World) -> dict[str, str]:
    owner = world.people["own"].actor_uuid
    return {"what": "marked", "key": key_for("import-marked", IMPORT, owner)}


def view(world: World):
    own = world.people["own"]
    told = {"title": "重点", "query": "is_key=true"}
    return {"id": save_view(path=PARTIES, **told, by=own, on=ON).uuid}


def export(world: World):
    own = world.people["own"]
    return {"id": start_annual_export(bureau=own.bureau, year=2026, by=own, on=ON).uuid}


RECORDS = {
    "parties": lambda world: {"kind": "parties"},
    "checked": checked,
    "entered": entered,
    "marked": marked,
    "marked_page": lambda world: {**marked(world), "what": "marked"},
    "view": view,
    "export": export,
}


ROWS = [
    Row("reporting:import-list", "get", IMPORTERS),
    Row("reporting:import-kinds", "get", IMPORTERS),
    Row("reporting:import-template", "get", PARTY_KIND, "parties"),
    Row("reporting:import-upload", "get", PARTY_KIND, "parties"),
    Row("reporting:import-upload", "post", PARTY_KIND, "parties"),
    Row("reporting:import-detail", "get", OWN, "checked"),
    *(
        Row(f"reporting:import-{name}", method, OWN, record)
        for name, record in (
            ("columns", "checked"),
            ("decide", "checked"),
            ("enter", "checked"),
            ("undo", "entered"),
            ("discard", "checked"),
            ("resume", "checked"),
        )
        for method in ("get", "post")
    ),
    Row("reporting:import-ask-file", "post", OWN, "marked_page"),
    Row("reporting:import-file", "get", OWN, "marked_page", key),
    Row("reporting:export-list", "get", EXPORTERS),
    Row("reporting:export-start", "post", EXPORTERS, data={"list": PARTIES}),
    Row(
        "reporting:export-detail",
        "get",
        OWNER.but(auditor="no", service="no", sysadmin="no", secadmin="no"),
        "export",
    ),
    Row("reporting:view-save", "post", READERS, data={"list": PARTIES, "title": "重点"}),
    Row("reporting:view-prefer", "post", READERS, data={"list": PARTIES}),
    Row("reporting:view-remove", "post", OWNER, data=lambda world: {"view": view(world)["id"]}),
    Row("api:saved-view-list", "get", SIGNED_IN),
    Row("api:saved-view-list", "post", READERS, data={"path": PARTIES, "title": "重点"}),
    Row("api:saved-view-detail", "get", OWNER, "view"),
    Row("api:saved-view-prefer", "post", OWNER, "view"),
    Row("api:saved-view-remove", "post", OWNER, "view"),
    Row("api:import-list", "get", IMPORTERS),
    Row("api:import-list", "post", IMPORTERS, data={"kind": "parties"}),
    Row("api:import-kinds", "get", IMPORTERS),
    Row("api:import-template", "get", PARTY_KIND, data={"kind": "parties"}),
    Row("api:import-detail", "get", OWN, "checked"),
    Row("api:import-problems", "get", OWN, "checked"),
    Row("api:import-name-columns", "post", OWN, "checked", data={"mapping": {"0": "name"}}),
    Row("api:import-decide", "post", OWN, "checked", data={"decision": "leave"}),
    Row("api:import-enter", "post", OWN, "checked", data={"good_only": False}),
    Row("api:import-undo", "post", OWN, "entered"),
    Row("api:import-discard", "post", OWN, "checked"),
    Row("api:import-resume", "post", OWN, "checked"),
    Row("api:import-file", "post", OWN, "marked", data={"what": "marked"}),
    Row("api:import-file", "get", OWN, "marked", key),
]
