from decimal import Decimal
from uuid import uuid4

from accounts.models import Share, ShareGrade
from accounts.services.qualifications import record_training
from accounts.services.tokens import issue_token
from accounts.system import SYSTEM
from tests.factories.accounts import SINCE
from tests.house.routes import OPEN, SIGNED_IN, Row, World, everybody, only


def token(world: World):
    account = world.person("xian-dashboard")
    return issue_token(account, name="大屏", days=9, by=SYSTEM, on=SINCE)[0]


def share(world: World):
    """Opened to the person themselves; nobody else may know of it."""
    return Share.objects.create(
        root_kind="case",
        root_uuid=uuid4(),
        user=world.people["own"],
        grade=ShareGrade.READ,
        given_on=SINCE,
    )


def colleague(world: World):
    return world.person("yanta_inspector2")


def training(world: World):
    hours = Decimal(8)
    return record_training(
        colleague(world), title="轮训", held_on=SINCE, hours=hours, by=SYSTEM, on=SINCE
    )


RECORDS = {
    "person": lambda world: {"id": colleague(world).uuid},
    "person and duty": lambda world: {"id": colleague(world).uuid, "role": "inspector"},
    "certificate": lambda world: {"id": colleague(world).certificates.get().uuid},
    "training": lambda world: {"id": training(world).uuid},
    "bureau": lambda world: {"id": world.tree.yanta.uuid},
    "unit": lambda world: {"id": world.tree.unit("yanta").uuid},
    "service account": lambda world: {"id": world.person("xian-dashboard").uuid},
    "token": lambda world: {"id": token(world).uuid},
    "share": lambda world: {"id": share(world).uuid},
    "route": lambda world: {"act": "filing"},
}

SYSADMIN = only("sysadmin")
SECADMIN = only("secadmin")
NOBODY = everybody("no")
# People of 雁塔: their own bureau and whoever stands above it, administrators among them.
ABOVE = only("own", "province", "auditor", "sysadmin", "secadmin", "service", others="hidden")
TO_SYSADMIN = only("sysadmin", others="hidden")


def form(name: str, access, record: str = "") -> list[Row]:
    return [Row(name, "get", access, record), Row(name, "post", access, record)]


ROWS = [
    # -- session ------------------------------------------------------------------------
    *form("account_login", OPEN),
    *form("account_logout", SIGNED_IN.but(anonymous="ok")),
    *form("account_change_password", SIGNED_IN),
    *form("accounts:session", SIGNED_IN),
    Row("accounts:language", "post", OPEN),
    Row("accounts:profile", "get", SIGNED_IN),
    *form("accounts:own-token-new", SIGNED_IN),
    *form("accounts:token-revoke", TO_SYSADMIN, "token"),
    # -- people -------------------------------------------------------------------------
    Row("accounts:people", "get", SIGNED_IN),
    Row("accounts:officer-options", "get", SIGNED_IN),
    Row("accounts:person", "get", ABOVE, "person"),
    *form("accounts:person-new", SYSADMIN),
    *form("accounts:person-edit", SYSADMIN, "person"),
    *form("accounts:person-transfer", SYSADMIN, "person"),
    *form("accounts:person-disable", SYSADMIN, "person"),
    *form("accounts:person-enable", SYSADMIN, "person"),
    *form("accounts:person-password", SYSADMIN, "person"),
    *form("accounts:certificate-new", SYSADMIN, "person"),
    *form("accounts:certificate-renew", SYSADMIN, "certificate"),
    *form("accounts:training-new", SYSADMIN, "person"),
    *form("accounts:role-grant", SECADMIN, "person"),
    *form("accounts:role-revoke", SECADMIN, "person and duty"),
    # -- bureaus ------------------------------------------------------------------------
    Row("accounts:bureaus", "get", SIGNED_IN),
    Row("accounts:bureau", "get", SIGNED_IN, "bureau"),
    Row("accounts:unit-options", "get", SIGNED_IN),
    Row("accounts:region-options", "get", SIGNED_IN),
    *form("accounts:bureau-new", SYSADMIN),
    *form("accounts:bureau-edit", SYSADMIN, "bureau"),
    *form("accounts:bureau-close", SYSADMIN, "bureau"),
    *form("accounts:unit-new", SYSADMIN, "bureau"),
    *form("accounts:unit-edit", SYSADMIN, "unit"),
    # -- machines and settings ----------------------------------------------------------
    Row("accounts:service-accounts", "get", SYSADMIN),
    Row("accounts:service-account", "get", SYSADMIN, "service account"),
    *form("accounts:service-account-new", SYSADMIN),
    *form("accounts:token-new", SYSADMIN, "service account"),
    Row("accounts:settings", "get", only("sysadmin", "secadmin", "auditor")),
    *form("accounts:policy-set", SYSADMIN),
    *form("accounts:route-set", SYSADMIN, "route"),
    # -- API ----------------------------------------------------------------------------
    Row("api:bureaus-list", "get", SIGNED_IN),
    Row("api:bureaus-list", "post", SYSADMIN),
    Row("api:bureaus-detail", "get", SIGNED_IN, "bureau"),
    Row("api:bureaus-detail", "patch", SYSADMIN, "bureau"),
    Row("api:bureaus-close", "post", SYSADMIN, "bureau"),
    Row("api:units-list", "get", SIGNED_IN),
    Row("api:units-list", "post", SYSADMIN),
    Row("api:units-detail", "get", SIGNED_IN, "unit"),
    Row("api:officers-list", "get", SIGNED_IN),
    Row("api:officers-list", "post", SYSADMIN),
    Row("api:officers-detail", "get", ABOVE, "person"),
    Row("api:officers-detail", "patch", SYSADMIN, "person"),
    Row("api:officers-disable", "post", SYSADMIN, "person"),
    Row("api:officers-enable", "post", SYSADMIN, "person"),
    Row("api:officers-set-password", "post", SYSADMIN, "person"),
    Row("api:officers-transfer", "post", SYSADMIN, "person"),
    Row("api:officers-add-certificate", "post", SYSADMIN, "person"),
    Row("api:officers-grant-role", "post", SECADMIN, "person"),
    Row("api:officers-revoke-role", "post", SECADMIN, "person"),
    Row("api:trainings-list", "get", SIGNED_IN),
    Row("api:trainings-list", "post", SYSADMIN),
    Row("api:trainings-detail", "get", ABOVE, "training"),
    Row("api:service-accounts-list", "get", SYSADMIN),
    Row("api:service-accounts-list", "post", SYSADMIN),
    Row("api:service-accounts-detail", "get", SYSADMIN, "service account"),
    Row("api:tokens-list", "get", SIGNED_IN),
    Row("api:tokens-list", "post", SIGNED_IN),
    Row("api:tokens-detail", "get", TO_SYSADMIN.but(service="ok"), "token"),
    Row("api:tokens-revoke", "post", TO_SYSADMIN, "token"),
    Row("api:shares-list", "get", SIGNED_IN),
    Row("api:shares-list", "post", NOBODY),
    Row("api:shares-detail", "get", only("own", others="hidden"), "share"),
    Row("api:shares-close", "post", NOBODY, "share"),
]
