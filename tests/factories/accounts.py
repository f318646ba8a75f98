"""A small province and its people, straight into the tables: the ground tests stand on."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from django.contrib.auth.hashers import make_password

from accounts.models import (
    AccountKind,
    Bureau,
    BureauKind,
    Certificate,
    CertificateKind,
    Region,
    RegionLevel,
    Role,
    RoleGrant,
    Unit,
    UnitKind,
    User,
)
from accounts.services.routes import set_default_routes
from accounts.system import SYSTEM

SINCE = date(2020, 1, 2)
UNTIL = date(2039, 12, 31)
PASSWORD = "Correct-horse-7"
_numbers = count(1)
_hashes: dict[str, str] = {}

REGIONS = (
    ("610000", "陕西省", RegionLevel.PROVINCE, None),
    ("610100", "西安市", RegionLevel.CITY, "610000"),
    ("610500", "渭南市", RegionLevel.CITY, "610000"),
    ("610103", "碑林区", RegionLevel.COUNTY, "610100"),
    ("610113", "雁塔区", RegionLevel.COUNTY, "610100"),
    ("610502", "临渭区", RegionLevel.COUNTY, "610500"),
)
BUREAUS = (
    ("province", "610000", "陕西省药品监督管理局", BureauKind.PROVINCE, None),
    ("xian", "610100", "西安市市场监督管理局", BureauKind.CITY, "province"),
    ("weinan", "610500", "渭南市市场监督管理局", BureauKind.CITY, "province"),
    ("beilin", "610103", "碑林区市场监督管理局", BureauKind.COUNTY, "xian"),
    ("yanta", "610113", "雁塔区市场监督管理局", BureauKind.COUNTY, "xian"),
    ("linwei", "610502", "临渭区市场监督管理局", BureauKind.COUNTY, "weinan"),
    ("subcentre", "610000-01", "关中检查分中心", BureauKind.SUBCENTRE, "province"),
)
UNITS = (
    ("detachment", UnitKind.DETACHMENT, "综合执法大队"),
    ("section", UnitKind.SECTION, "药品监督管理科"),
    ("legal", UnitKind.SECTION, "政策法规科"),
)

# user name → bureau, unit, name, roles
PEOPLE: dict[str, tuple[str, str, str, tuple[Role, ...]]] = {
    "province_officer": ("province", "section", "郑省专", (Role.CAMPAIGN_OFFICER,)),
    "province_head": ("province", "section", "何省长", (Role.BUREAU_HEAD,)),
    "province_legal": ("province", "legal", "吕省法", (Role.LEGAL_REVIEWER,)),
    "province_inspector": ("province", "detachment", "施省查", (Role.INSPECTOR,)),
    "province_inspector2": ("province", "detachment", "张省查", (Role.INSPECTOR,)),
    "province_unit_head": ("province", "detachment", "孔省队", (Role.UNIT_HEAD,)),
    "xian_officer": ("xian", "section", "曹市专", (Role.CAMPAIGN_OFFICER,)),
    "xian_inspector": ("xian", "detachment", "严市查", (Role.INSPECTOR,)),
    "xian_head": ("xian", "section", "华市长", (Role.BUREAU_HEAD,)),
    "xian_legal": ("xian", "legal", "金市法", (Role.LEGAL_REVIEWER,)),
    "beilin_inspector": ("beilin", "detachment", "魏碑查", (Role.INSPECTOR,)),
    "beilin_head": ("beilin", "section", "陶碑长", (Role.BUREAU_HEAD,)),
    "yanta_inspector": ("yanta", "detachment", "李雁查", (Role.INSPECTOR,)),
    "yanta_inspector2": ("yanta", "detachment", "王雁查", (Role.INSPECTOR,)),
    "yanta_unit_head": ("yanta", "detachment", "周雁队", (Role.UNIT_HEAD,)),
    "yanta_legal": ("yanta", "legal", "吴雁法", (Role.LEGAL_REVIEWER,)),
    "yanta_head": ("yanta", "section", "赵雁长", (Role.BUREAU_HEAD,)),
    "weinan_officer": ("weinan", "section", "姜渭专", (Role.CAMPAIGN_OFFICER,)),
    "weinan_legal": ("weinan", "legal", "戚渭法", (Role.LEGAL_REVIEWER,)),
    "weinan_head": ("weinan", "section", "谢渭长", (Role.BUREAU_HEAD,)),
    "linwei_inspector": ("linwei", "detachment", "邹临查", (Role.INSPECTOR,)),
    "linwei_inspector2": ("linwei", "detachment", "喻临查", (Role.INSPECTOR,)),
    "linwei_unit_head": ("linwei", "detachment", "柏临队", (Role.UNIT_HEAD,)),
    "linwei_legal": ("linwei", "legal", "水临法", (Role.LEGAL_REVIEWER,)),
    "linwei_head": ("linwei", "section", "窦临长", (Role.BUREAU_HEAD,)),
    "subcentre_inspector": ("subcentre", "section", "章分查", (Role.INSPECTOR,)),
    "subcentre_inspector2": ("subcentre", "section", "云分查", (Role.INSPECTOR,)),
    "auditor": ("province", "legal", "苏审计", (Role.AUDITOR,)),
    "sysadmin": ("province", "section", "潘系统", (Role.SYSTEM_ADMINISTRATOR,)),
    "secadmin": ("province", "section", "葛安全", (Role.SECURITY_ADMINISTRATOR,)),
}


@dataclass(frozen=True)
class Tree:
    """The bureaus by name, and the units of each by bureau and name."""

    bureaus: dict[str, Bureau]
    units: dict[tuple[str, str], Unit]

    def __getattr__(self, name: str) -> Bureau:
        try:
            return self.bureaus[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def unit(self, bureau: str, unit: str = "detachment") -> Unit:
        return self.units[bureau, unit]


def make_tree() -> Tree:
    """A province, two cities, three counties and a sub-centre, with default routes."""
    Region.objects.bulk_create(
        Region(code=code, name=name, level=level, parent_id=parent)
        for code, name, level, parent in REGIONS
    )
    bureaus: dict[str, Bureau] = {}
    for key, code, name, kind, parent in BUREAUS:
        above = bureaus[parent] if parent else None
        bureaus[key] = make_bureau(code=code, name=name, kind=kind, parent=above)
    for key in bureaus.keys() - {"subcentre"}:
        bureaus[key].regions.set([bureaus[key].code])
    bureaus["subcentre"].regions.set(["610100", "610500"])
    rows = {
        (key, unit): Unit(bureau=bureau, kind=kind, name=name)
        for key, bureau in bureaus.items()
        for unit, kind, name in UNITS
    }
    Unit.objects.bulk_create(rows.values())
    set_default_routes(by=SYSTEM, on=SINCE)
    return Tree(bureaus, rows)


def make_named(tree: Tree, username: str) -> User:
    """A person of ``PEOPLE``, or the city's service account ``xian-dashboard``."""
    if username == "xian-dashboard":
        return make_service_account(tree.xian, username=username)
    bureau, unit, name, roles = PEOPLE[username]
    unit_row = tree.unit(bureau, unit)
    return make_person(
        tree.bureaus[bureau], *roles, username=username, name=name, unit=unit_row
    )


def make_bureau(
    *, code: str, name: str, kind: BureauKind, parent: Bureau | None = None
) -> Bureau:
    inspects_only = kind == BureauKind.SUBCENTRE
    return Bureau.objects.create(
        code=code,
        name=name,
        short_name=name[:3],
        document_word=f"陕{name[:2]}市监",
        kind=kind,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        may_measure=not inspects_only,
        may_penalise=not inspects_only,
        active_from=SINCE,
    )


def make_person(
    bureau: Bureau,
    *roles: Role,
    username: str = "",
    name: str = "",
    unit: Unit | None = None,
    certified_until: date | None = UNTIL,
    must_change_password: bool = False,
) -> User:
    """An active person with these duties; certified where their duties need it."""
    number = next(_numbers)
    person = User(
        username=username or f"person{number}",
        name=name or f"测试人员{number}",
        bureau=bureau,
        unit=unit,
        password=hashed(PASSWORD),
        must_change_password=must_change_password,
    )
    person.save(force_insert=True)
    RoleGrant.objects.bulk_create(
        RoleGrant(user=person, role=role, granted_on=SINCE, granted_by="test") for role in roles
    )
    if certified_until and {Role.INSPECTOR, Role.UNIT_HEAD} & set(roles):
        certify(person, until=certified_until)
    if Role.LEGAL_REVIEWER in roles:
        certify(person, kind=CertificateKind.LEGAL, until=None)
    return person


def certify(
    person: User,
    *,
    kind: CertificateKind = CertificateKind.ENFORCEMENT,
    since: date = SINCE,
    until: date | None = UNTIL,
) -> Certificate:
    return Certificate.objects.create(
        user=person,
        kind=kind,
        number=f"{kind.value}-{next(_numbers)}",
        issued_on=since,
        expires_on=until,
    )


def make_service_account(bureau: Bureau, *, username: str = "") -> User:
    account = User(
        username=username or f"service{next(_numbers)}",
        name="数据大屏",
        bureau=bureau,
        kind=AccountKind.SERVICE,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    return account


def hashed(password: str) -> str:
    """Hashed once per run: hashing is slow by design."""
    if password not in _hashes:
        _hashes[password] = make_password(password)
    return _hashes[password]
