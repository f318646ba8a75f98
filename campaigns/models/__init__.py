from campaigns.models.assessment import AssessmentItem, AssessmentScore, ScoreStatus
from campaigns.models.campaign import Campaign, CampaignStatus, Phase, PhaseKind
from campaigns.models.design import (
    BalanceRule,
    BalanceSeverity,
    CampaignIndicator,
    CampaignList,
    CampaignVersion,
    Frequency,
    ListPurpose,
    ReturnSchedule,
)
from campaigns.models.indicator import Indicator, IndicatorKind, Target
from campaigns.models.ledger import (
    PARTY_REPORTS,
    EntryKind,
    LedgerEntry,
    LedgerItem,
    LedgerSource,
    LedgerStatus,
)
from campaigns.models.notice import Notice, NoticeKind, NoticeReceipt
from campaigns.models.programme import Programme, TaskLine
from campaigns.models.returns import Return, ReturnCell, ReturnCorrection, ReturnStatus
from campaigns.models.task import CampaignTask, CampaignTaskStatus
from campaigns.models.visit import AssistanceVisit, VisitStatus

__all__ = [
    "PARTY_REPORTS",
    "AssessmentItem",
    "AssessmentScore",
    "AssistanceVisit",
    "BalanceRule",
    "BalanceSeverity",
    "Campaign",
    "CampaignIndicator",
    "CampaignList",
    "CampaignStatus",
    "CampaignTask",
    "CampaignTaskStatus",
    "CampaignVersion",
    "EntryKind",
    "Frequency",
    "Indicator",
    "IndicatorKind",
    "LedgerEntry",
    "LedgerItem",
    "LedgerSource",
    "LedgerStatus",
    "ListPurpose",
    "Notice",
    "NoticeKind",
    "NoticeReceipt",
    "Phase",
    "PhaseKind",
    "Programme",
    "Return",
    "ReturnCell",
    "ReturnCorrection",
    "ReturnSchedule",
    "ReturnStatus",
    "ScoreStatus",
    "Target",
    "TaskLine",
    "VisitStatus",
]
