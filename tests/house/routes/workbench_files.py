"""Files on records, approvals in bulk and on paper."""

from typing import Any
from uuid import UUID

from accounts.models import Role
from core.downloads import key_for
from tests.factories.around import scan
from tests.factories.enforcement_field import ON
from tests.factories.workbench import make_approval
from tests.house.routes import READERS, Row, World, only
from tests.house.routes.workbench import CONTENT, DECIDING, _record
from workbench.models import Attachment
from workbench.services.attachments import attach

FILE = UUID("7b0f5a3e-5a5c-4a57-9f0d-6d1f0e0a1b2c")
# The address was given to ``own``; another reader of the record has none.
ONLY_WITH_KEY = only("own", others="hidden").but(sysadmin="no", secadmin="no")
APPROVERS = only("province", "other_city")


def _file(world: World) -> dict[str, Any]:
    row = attach(_record(world), scan(), by=world.people["own"], on=ON)
    Attachment.objects.filter(pk=row.pk).update(uuid=FILE)
    return {"id": FILE}


def _key(world: World) -> dict[str, str]:
    return {"key": key_for("attachment", FILE, world.people["own"].actor_uuid)}


def _of_a_colleague(world: World) -> dict[str, Any]:
    by = world.person("yanta_inspector2")
    return {"id": make_approval(_record(world), by, roles=(Role.UNIT_HEAD,)).uuid}


RECORDS = {"attachment": _file, "colleague's": _of_a_colleague}

ROWS = [
    Row("workbench:approval-bulk", "post", APPROVERS),
    Row("workbench:approval-paper", "get", DECIDING, "colleague's"),
    Row("workbench:approval-paper", "post", DECIDING, "colleague's"),
    Row("workbench:attachment-download", "post", CONTENT, "attachment"),
    Row("api:approvals-bulk", "post", READERS),
    Row(
        "api:approvals-on-paper",
        "post",
        DECIDING.but(service="no"),
        "colleague's",
    ),
    Row("api:attachments-list", "get", READERS),
    Row("api:attachments-detail", "get", CONTENT, "attachment"),
    Row("api:attachments-fetch", "post", CONTENT, "attachment"),
    Row("workbench:attachment-file", "get", ONLY_WITH_KEY, "attachment", _key),
]
