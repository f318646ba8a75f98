from campaigns.models.campaign import Campaign, CampaignStatus, Phase, PhaseKind
from campaigns.models.indicator import Indicator, IndicatorKind, Target
from campaigns.models.programme import Programme, TaskLine
from campaigns.models.task import CampaignTask, CampaignTaskStatus

__all__ = [
    "Campaign",
    "CampaignStatus",
    "CampaignTask",
    "CampaignTaskStatus",
    "Indicator",
    "IndicatorKind",
    "Phase",
    "PhaseKind",
    "Programme",
    "Target",
    "TaskLine",
]
