from accounts.models.bureau import Bureau, BureauKind, Region, RegionLevel, Unit, UnitKind
from accounts.models.qualification import Certificate, CertificateKind, TrainingRecord
from accounts.models.scope import Scoped, ScopedQuerySet, Share, ShareGrade
from accounts.models.settings import (
    ApiToken,
    ApprovalRoute,
    ApprovalRouteStep,
    PolicySetting,
)
from accounts.models.training import TrainingPlace, TrainingPlan
from accounts.models.user import AccountKind, RoleGrant, User
from accounts.permissions import Perm, Role

__all__ = [
    "AccountKind",
    "ApiToken",
    "ApprovalRoute",
    "ApprovalRouteStep",
    "Bureau",
    "BureauKind",
    "Certificate",
    "CertificateKind",
    "Perm",
    "PolicySetting",
    "Region",
    "RegionLevel",
    "Role",
    "RoleGrant",
    "Scoped",
    "ScopedQuerySet",
    "Share",
    "ShareGrade",
    "TrainingPlace",
    "TrainingPlan",
    "TrainingRecord",
    "Unit",
    "UnitKind",
    "User",
]
