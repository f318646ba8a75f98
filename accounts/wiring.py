"""What this app tells the lower ones at start: its kinds, its lines in the navigation."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm, TrainingPlan, TrainingRecord, Unit, User
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from core.refs import Ref, Resolved, register

KINDS = {
    "officer.created": _("Account made"),
    "officer.changed": _("Person changed"),
    "officer.disabled": _("Account disabled"),
    "officer.enabled": _("Account enabled"),
    "officer.transferred": _("Person transferred"),
    "officer.password_set": _("First password set"),
    "officer.password_changed": _("Password changed"),
    "officer.language_changed": _("Language changed"),
    "officer.signed_in": _("Signed in"),
    "officer.sign_in_failed": _("Failed sign-in"),
    "role.granted": _("Duty granted"),
    "role.revoked": _("Duty revoked"),
    "certificate.added": _("Certificate entered"),
    "certificate.renewed": _("Certificate renewed"),
    "training_plan.made": _("Training planned"),
    "training_plan.attended": _("Attendance recorded"),
    "training.recorded": _("Training recorded"),
    "service_account.created": _("Service account made"),
    "token.issued": _("Token issued"),
    "token.revoked": _("Token revoked"),
    "bureau.created": _("Bureau set up"),
    "bureau.changed": _("Bureau changed"),
    "bureau.closed": _("Bureau closed"),
    "unit.created": _("Unit set up"),
    "unit.changed": _("Unit changed"),
    "approval_route.set": _("Approval route set"),
    "policy.set": _("Rule set"),
    "scope.moved": _("Moved to another bureau or unit"),
    "scope.reclassified": _("Confidentiality changed"),
    "scope.shared": _("Opened to others"),
    "scope.unshared": _("Closed to others"),
}


def wire() -> None:
    register("bureau", bureaus)
    register("unit", units)
    register("officer", officers)
    register("training", trainings)
    register_kinds(KINDS)
    register_slot(Slot.PROFILE, "accounts:profile")
    register_slot(Slot.OFFICER_OPTIONS, "accounts:officer-options")
    register("training_plan", training_plans)
    system = NavGroup.SYSTEM
    register_nav(
        NavItem(
            NavGroup.CAMPAIGNS, _("Training plans"), "accounts:training-plans", "book", order=70
        )
    )
    register_nav(
        NavItem(system, _("People"), "accounts:people", "users", order=10),
        NavItem(system, _("Bureaus"), "accounts:bureaus", "building", order=20),
        NavItem(
            system,
            _("Service accounts"),
            "accounts:service-accounts",
            "server",
            perms=(Perm.MANAGE_TOKENS,),
            order=40,
        ),
        NavItem(
            system,
            _("Rules and routes"),
            "accounts:settings",
            "settings",
            perms=(Perm.MANAGE_SETTINGS, Perm.READ_AUDIT),
            order=50,
        ),
    )


def bureaus(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = Bureau.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        row.uuid: _resolved(row.ref, row.name, "accounts:bureau", "building") for row in rows
    }


def units(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = Unit.objects.visible_to(user).filter(uuid__in=uuids).select_related("bureau")
    return {
        row.uuid: Resolved(
            row.ref, row.name, reverse("accounts:bureau", args=[row.bureau.uuid]), "building"
        )
        for row in rows
    }


def officers(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = User.objects.visible_to(user).filter(uuid__in=uuids)
    return {row.uuid: _resolved(row.ref, row.name, "accounts:person", "user") for row in rows}


def trainings(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = TrainingRecord.objects.visible_to(user).filter(uuid__in=uuids).select_related("user")
    return {
        row.uuid: Resolved(
            row.ref, row.title, reverse("accounts:person", args=[row.user.uuid]), "certificate"
        )
        for row in rows
    }


def training_plans(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    rows = TrainingPlan.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        row.uuid: _resolved(row.ref, row.title, "accounts:training-plan", "book")
        for row in rows
    }


def _resolved(ref: Ref, title: str, url_name: str, icon: str) -> Resolved:
    return Resolved(ref, title, reverse(url_name, args=[ref.uuid]), icon)
