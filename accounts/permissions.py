"""What a person may do. Roles are sets of these; grep finds every use."""

from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perm(StrEnum):
    """``<verb>_<noun>``. Scope (which bureau, which record) is not decided here."""

    READ_RECORDS = auto()
    READ_EVERYTHING = auto()
    REVEAL_PROTECTED = auto()
    EXPORT_RECORDS = auto()

    WRITE_CLUES = auto()
    WRITE_INSPECTIONS = auto()
    WRITE_CASES = auto()
    ASSIGN_WORK = auto()
    REVIEW_UNIT = auto()
    REVIEW_LAW = auto()
    DECIDE_CASES = auto()
    RECORD_PAST_CASES = auto()

    WRITE_PARTIES = auto()
    GRADE_PARTIES = auto()

    DESIGN_CAMPAIGNS = auto()
    RUN_CAMPAIGNS = auto()
    READ_FIGURES = auto()
    WATCH_LIMITS = auto()
    FREEZE_EDITIONS = auto()

    READ_AUDIT = auto()
    MANAGE_PEOPLE = auto()
    MANAGE_SETTINGS = auto()
    MANAGE_TOKENS = auto()
    GRANT_ROLES = auto()


class Role(models.TextChoices):
    INSPECTOR = "inspector", _("Inspector")
    UNIT_HEAD = "unit_head", _("Unit head")
    LEGAL_REVIEWER = "legal_reviewer", _("Legal reviewer")
    BUREAU_HEAD = "bureau_head", _("Bureau head")
    CAMPAIGN_OFFICER = "campaign_officer", _("Campaign officer")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("Security administrator")


_OFFICE = frozenset({Perm.READ_RECORDS, Perm.READ_FIGURES, Perm.EXPORT_RECORDS})

ROLE_PERMS: dict[Role, frozenset[Perm]] = {
    Role.INSPECTOR: _OFFICE
    | {Perm.WRITE_CLUES, Perm.WRITE_INSPECTIONS, Perm.WRITE_CASES, Perm.WRITE_PARTIES},
    Role.UNIT_HEAD: _OFFICE
    | {
        Perm.WRITE_CLUES,
        Perm.WRITE_INSPECTIONS,
        Perm.WRITE_CASES,
        Perm.WRITE_PARTIES,
        Perm.ASSIGN_WORK,
        Perm.REVIEW_UNIT,
        Perm.REVEAL_PROTECTED,
        Perm.WATCH_LIMITS,
    },
    Role.LEGAL_REVIEWER: _OFFICE | {Perm.REVIEW_LAW, Perm.WATCH_LIMITS},
    Role.BUREAU_HEAD: _OFFICE
    | {
        Perm.ASSIGN_WORK,
        Perm.DECIDE_CASES,
        Perm.REVEAL_PROTECTED,
        Perm.FREEZE_EDITIONS,
        Perm.WATCH_LIMITS,
    },
    Role.CAMPAIGN_OFFICER: _OFFICE
    | {
        Perm.DESIGN_CAMPAIGNS,
        Perm.RUN_CAMPAIGNS,
        Perm.WRITE_CLUES,
        Perm.WRITE_PARTIES,
        Perm.GRADE_PARTIES,
        Perm.RECORD_PAST_CASES,
        Perm.WATCH_LIMITS,
    },
    Role.AUDITOR: frozenset(
        {Perm.READ_RECORDS, Perm.READ_EVERYTHING, Perm.READ_FIGURES, Perm.READ_AUDIT}
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {Perm.MANAGE_PEOPLE, Perm.MANAGE_SETTINGS, Perm.MANAGE_TOKENS}
    ),
    Role.SECURITY_ADMINISTRATOR: frozenset({Perm.GRANT_ROLES, Perm.READ_AUDIT}),
}

# What a machine may do with a token, by the scope it was issued with.
SERVICE_READ = frozenset({Perm.READ_RECORDS, Perm.READ_FIGURES})
SERVICE_WRITE = SERVICE_READ | {Perm.WRITE_CLUES}
