"""People: who works here, what they may do, whether they are certified."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.filters import PeopleFilter
from accounts.models import (
    Certificate,
    CertificateKind,
    Perm,
    Role,
    RoleGrant,
    TrainingRecord,
    User,
)
from accounts.policies import may
from audit.kinds import title_of
from audit.services import history_of
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.options import Options
from core.pages.parts import Act, Entry, Fact, Section, pill

SHOWN_EVENTS = 50


def people_for(user: User) -> QuerySet[User]:
    """People of the reader's tree, with what lists and pages read of them."""
    rows: QuerySet[User] = User.objects.visible_to(user).people()
    return rows.select_related("bureau", "unit").prefetch_related(
        Prefetch("role_grants", RoleGrant.objects.filter(revoked_on=None), "open_grants"),
        "certificates",
    )


def duties(person: Any) -> str:
    return "、".join(str(Role(grant.role).label) for grant in person.open_grants)


def certificate_cell(person: Any) -> SafeString | str:
    """The last enforcement certificate, and whether it is valid today."""
    held: list[Certificate] = [
        one for one in person.certificates.all() if one.kind == CertificateKind.ENFORCEMENT
    ]
    if not held:
        return ""
    last = max(held, key=lambda one: one.expires_on or one.issued_on)
    return certificate_pill(last)


def certificate_pill(certificate: Certificate) -> SafeString:
    if certificate.expires_on is None:
        return pill(_("No end"), "met")
    left = (certificate.expires_on - timezone.localdate()).days
    tone = "late" if left < 0 else "soon" if left <= 60 else "met"
    return pill(certificate.expires_on.isoformat(), tone)


class PeopleList(ListPage):
    title = _("People")
    filterset_class = PeopleFilter
    primary_filters = ("bureau", "role", "active")
    default_sort = "bureau__path"
    row_url_name = "accounts:person"
    columns = (
        Column("name", pgettext_lazy("person", "Name"), sort="name"),
        Column("username", _("User name"), sort="username"),
        Column("bureau", _("Bureau"), value="bureau.name", sort="bureau__path", css="wide"),
        Column("unit", _("Unit"), value="unit.name"),
        Column("position", _("Position")),
        Column("duties", _("Duties"), value=duties),
        Column("certificate", _("Enforcement certificate"), cell=certificate_cell),
        Column("is_active", _("Active"), kind=Kind.FLAG),
        Column("phone", _("Phone"), shown=False, personal=True),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Active"), "active=true"),
        Preset(_("Without a valid certificate"), "active=true&certificate=none"),
    )
    acts = (ListAct(_("Take on"), "accounts:person-new", perms=(Perm.MANAGE_PEOPLE,)),)
    empty_reason = _("Nobody fits these filters.")

    def get_queryset(self) -> QuerySet[User]:
        return people_for(self.user)

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return search_people(rows, words)


def search_people(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(username__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(bureau__name__icontains=word)
        )
    return rows


class OfficerOptions(Options):
    """Active officers of the reader's tree, their own bureau first."""

    def get_queryset(self) -> QuerySet[User]:
        rows = User.objects.visible_to(self.user).people().active()
        found: QuerySet[User] = rows.select_related("bureau", "unit")
        return found.order_by("bureau__path", "name")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return search_people(rows, words)

    def note(self, row: Any) -> str:
        return f"{row.bureau.short_name} {row.unit or ''}".strip()


class PersonDetail(DetailPage):
    def get_queryset(self) -> QuerySet[User]:
        return people_for(self.user)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("People"), reverse("accounts:people"))]

    def page_title(self) -> str:
        return str(self.record.name)

    def number(self) -> str:
        return str(self.record.username)

    def status(self) -> SafeString | str:
        if self.record.is_active:
            return pill(_("Active"), "active")
        return pill(_("Disabled"), "void")

    def head(self) -> list[Fact]:
        person = self.record
        bureau = reverse("accounts:bureau", args=[person.bureau.uuid])
        facts = [
            Fact(_("Bureau"), person.bureau.name, bureau),
            Fact(_("Unit"), person.unit or ""),
            Fact(_("Position"), person.position),
        ]
        return [fact for fact in facts if fact.value]

    def acts(self) -> list[Act]:
        return [*self._management(), *self._duties()]

    def _management(self) -> list[Act]:
        person = self.record
        if not may(self.user, Perm.MANAGE_PEOPLE, person.bureau):
            return []
        acts = [
            self._act(_("Change"), "person-edit", icon="pencil"),
            self._act(_("Enter certificate"), "certificate-new", icon="certificate"),
            self._act(_("Record training"), "training-new", icon="book"),
            self._act(_("Transfer person"), "person-transfer", icon="transfer"),
            self._act(_("New first password"), "person-password", icon="key"),
        ]
        if person.is_active:
            own = _("You cannot disable your own account.") if person == self.user else ""
            address = reverse("accounts:person-disable", args=[person.uuid])
            acts.append(
                Act(_("Disable account"), address, icon="ban", reason=own, weight="danger")
            )
        else:
            acts.append(self._act(_("Enable account"), "person-enable", icon="user-check"))
        return acts

    def _duties(self) -> list[Act]:
        person = self.record
        if not may(self.user, Perm.GRANT_ROLES, person.bureau):
            return []
        own = _("Nobody grants duties to themselves.") if person == self.user else ""
        address = reverse("accounts:role-grant", args=[person.uuid])
        acts = [Act(_("Grant duty"), address, icon="shield-check", reason=own, weight="main")]
        for grant in person.open_grants:
            title = _("Revoke: %(duty)s") % {"duty": Role(grant.role).label}
            address = reverse("accounts:role-revoke", args=[person.uuid, grant.role])
            acts.append(Act(title, address, icon="x", reason=own, weight="danger"))
        return acts

    def _act(self, title: Any, name: str, icon: str) -> Act:
        return Act(title, reverse(f"accounts:{name}", args=[self.record.uuid]), icon=icon)

    def sections(self) -> list[Section]:
        person = self.record
        reached = [Fact(_("Phone"), person.phone), Fact(_("E-mail"), person.email)]
        granted = [
            Fact(Role(grant.role).label, _since(grant.granted_on))
            for grant in person.open_grants
        ]
        return [
            Section(_("How to reach"), reached),
            Section(_("Duties"), granted or [Fact(_("Duties"), _("No duties"))]),
            Section(_("Certificates"), [], template="accounts/_certificates.html"),
            Section(_("Training"), [], template="accounts/_trainings.html"),
        ]

    def timeline(self) -> list[Entry]:
        if not may(self.user, Perm.MANAGE_PEOPLE) and not may(self.user, Perm.READ_AUDIT):
            return []
        events = history_of(self.record.ref).exclude(kind="officer.signed_in")[:SHOWN_EVENTS]
        return [
            Entry(at=one.at, title=title_of(one.kind), by=one.actor_name, note=one.note)
            for one in events
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        certificates = [
            {"row": one, "pill": certificate_pill(one)}
            for one in self.record.certificates.all()
        ]
        return super().get_context_data(
            **kwargs,
            certificates=certificates,
            trainings=TrainingRecord.objects.filter(user=self.record),
            may_renew=may(self.user, Perm.MANAGE_PEOPLE, self.record.bureau),
        )


def _since(day: Any) -> Any:
    return _("since %(day)s") % {"day": day.isoformat()}
