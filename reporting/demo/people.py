"""Bureaus and officers of the demonstration province."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Bureau, BureauKind, CertificateKind, Role, Unit, UnitKind, User
from accounts.services.people import create_person
from accounts.services.provinces import create_province
from accounts.services.qualifications import add_certificate, record_training
from accounts.services.roles import grant_role
from accounts.services.tokens import create_service_account
from accounts.system import SYSTEM
from reporting.demo.names import Names

PROVINCE = "610000"
INSPECTS = {Role.INSPECTOR, Role.UNIT_HEAD}

# sign-in → bureau, duty, position: the ones that have a password.
SIGN_INS: tuple[tuple[str, str, Role, str], ...] = (
    ("province", PROVINCE, Role.CAMPAIGN_OFFICER, "专项整治办公室主任"),
    ("province_head", PROVINCE, Role.BUREAU_HEAD, "局长"),
    ("province_legal", PROVINCE, Role.LEGAL_REVIEWER, "政策法规处处长"),
    ("province_inspector", PROVINCE, Role.INSPECTOR, "一级主任科员"),
    ("province_inspector2", PROVINCE, Role.INSPECTOR, "二级主任科员"),
    ("xian_officer", "610100", Role.CAMPAIGN_OFFICER, "专项整治办公室主任"),
    ("xian_head", "610100", Role.BUREAU_HEAD, "局长"),
    ("xian_legal", "610100", Role.LEGAL_REVIEWER, "政策法规科科长"),
    ("yanta_inspector", "610113", Role.INSPECTOR, "一级行政执法员"),
    ("yanta_inspector2", "610113", Role.INSPECTOR, "二级行政执法员"),
    ("yanta_unit_head", "610113", Role.UNIT_HEAD, "综合行政执法大队大队长"),
    ("yanta_legal", "610113", Role.LEGAL_REVIEWER, "政策法规科科长"),
    ("yanta_head", "610113", Role.BUREAU_HEAD, "局长"),
    ("weinan_officer", "610500", Role.CAMPAIGN_OFFICER, "专项整治办公室主任"),
    ("weinan_legal", "610500", Role.LEGAL_REVIEWER, "政策法规科科长"),
    ("weinan_head", "610500", Role.BUREAU_HEAD, "局长"),
    ("linwei_inspector", "610502", Role.INSPECTOR, "一级行政执法员"),
    ("linwei_inspector2", "610502", Role.INSPECTOR, "二级行政执法员"),
    ("linwei_legal", "610502", Role.LEGAL_REVIEWER, "政策法规科科长"),
    ("linwei_head", "610502", Role.BUREAU_HEAD, "局长"),
    ("subcentre_inspector", f"{PROVINCE}-01", Role.INSPECTOR, "高级检查员"),
    ("subcentre_inspector2", f"{PROVINCE}-01", Role.INSPECTOR, "中级检查员"),
    ("auditor", PROVINCE, Role.AUDITOR, "督察专员"),
    ("sysadmin", PROVINCE, Role.SYSTEM_ADMINISTRATOR, "信息中心主任"),
    ("secadmin", PROVINCE, Role.SECURITY_ADMINISTRATOR, "保密专员"),
)
STAFF: dict[str, tuple[Role, ...]] = {
    BureauKind.PROVINCE: (Role.UNIT_HEAD,),
    BureauKind.CITY: (
        Role.CAMPAIGN_OFFICER,
        Role.BUREAU_HEAD,
        Role.LEGAL_REVIEWER,
        Role.UNIT_HEAD,
        Role.INSPECTOR,
        Role.INSPECTOR,
    ),
    BureauKind.COUNTY: (
        Role.BUREAU_HEAD,
        Role.LEGAL_REVIEWER,
        Role.UNIT_HEAD,
        Role.INSPECTOR,
        Role.INSPECTOR,
    ),
    BureauKind.SUBCENTRE: (Role.UNIT_HEAD, Role.INSPECTOR, Role.INSPECTOR),
}
SECTIONS = {
    Role.CAMPAIGN_OFFICER: "专项整治办公室",
    Role.LEGAL_REVIEWER: "政策法规",
    Role.SYSTEM_ADMINISTRATOR: "信息中心",
}


@dataclass
class Team:
    """The officers of one bureau, by duty."""

    bureau: Bureau
    by_role: dict[Role, list[User]] = field(default_factory=dict)

    def one(self, role: Role) -> User:
        return self.by_role[role][0]

    @property
    def inspectors(self) -> list[User]:
        return self.by_role[Role.INSPECTOR][:2]


class People:
    """Sets up the province and takes on its officers."""

    def __init__(self, on: date, today: date, password: str) -> None:
        self.on, self.today, self.password = on, today, password
        self.names = Names(610000)
        self.teams: dict[str, Team] = {}
        self.certificates = 0

    @transaction.atomic
    def build(self) -> dict[str, Team]:
        province = create_province(PROVINCE, by=SYSTEM, on=self.on)
        bureaus = list(Bureau.objects.prefetch_related("units").order_by("path"))
        for bureau in bureaus:
            self.teams[bureau.code] = Team(bureau)
        for username, code, role, position in SIGN_INS:
            self._person(self.teams[code], username, role, position, self.password)
        for bureau in bureaus:
            self._staff(self.teams[bureau.code])
        xian = self.teams["610100"].bureau
        create_service_account(
            username="xian-dashboard",
            name="西安市局大屏",
            bureau=xian,
            by=SYSTEM,
            on=self.on,
        )
        assert province.code == PROVINCE  # noqa: S101 - the sign-ins above rest on it
        return self.teams

    def _staff(self, team: Team) -> None:
        """Fill the duties that no sign-in holds yet."""
        wanted = list(STAFF[team.bureau.kind])
        for role, held in team.by_role.items():
            for _each in held:
                if role in wanted:
                    wanted.remove(role)
        for at, role in enumerate(wanted, 1):
            self._person(team, f"u{team.bureau.code}-{at}", role, str(role.label), None)

    def _person(
        self, team: Team, username: str, role: Role, position: str, password: str | None
    ) -> None:
        person = create_person(
            username=username,
            name=self.names.person(),
            bureau=team.bureau,
            unit=unit_for(team.bureau.units.all(), role),
            position=position,
            phone=self.names.phone(),
            password=password,
            must_change_password=False,
            by=SYSTEM,
            on=self.on,
        )
        grant_role(person, role=role, by=SYSTEM, on=self.on)
        team.by_role.setdefault(role, []).append(person)
        if role in INSPECTS:
            self._certify(person, CertificateKind.ENFORCEMENT, "610000")
        if role == Role.LEGAL_REVIEWER:
            self._certify(person, CertificateKind.LEGAL, "A2015")
        if password is not None and role in INSPECTS:
            self._train(person)

    def _certify(self, person: User, kind: CertificateKind, prefix: str) -> None:
        """Certificates run for years; every fortieth ends soon, so that reminders show."""
        self.certificates += 1
        soon = self.certificates % 40 == 0
        ends = self.today + timedelta(days=25 if soon else 900)
        add_certificate(
            person,
            kind=kind,
            number=f"{prefix}{self.certificates:06}",
            issued_on=date(2021, 7, 15),
            expires_on=None if kind == CertificateKind.LEGAL else ends,
            by=SYSTEM,
            on=self.on,
        )

    def _train(self, person: User) -> None:
        record_training(
            person,
            title="药品监管执法程序与文书规范培训",
            held_on=self.today - timedelta(days=120),
            hours=Decimal(16),
            provider="陕西省药品监督管理局",
            by=SYSTEM,
            on=self.today,
        )


def unit_for(units: Iterable[Unit], role: Role) -> Unit | None:
    """Enforcers sit in the detachment, the others in the section of their duty."""
    rows = list(units)
    if role in INSPECTS:
        detachments = [unit for unit in rows if unit.kind == UnitKind.DETACHMENT]
        return next(iter(detachments or rows), None)
    name = SECTIONS.get(role, "")
    return next((unit for unit in rows if name and unit.name.startswith(name)), None)
