"""What the API's description calls its sets of choices.

Several records have a ``kind``, a ``status`` or a ``state``, each with choices of its
own; without a name of ours a client would see one made of a check sum.
"""

ENUM_NAMES = {
    "ApprovalState": "workbench.models.approval.ApprovalState",
    "BureauKind": "accounts.models.bureau.BureauKind",
    "CampaignStatus": "campaigns.models.campaign.CampaignStatus",
    "CampaignTaskStatus": "campaigns.models.task.CampaignTaskStatus",
    "CaseStatus": "enforcement.models.case.CaseStatus",
    "CertificateKind": "accounts.models.qualification.CertificateKind",
    "ClockState": "deadlines.models.clock.ClockState",
    "ClueKind": "enforcement.models.clue.ClueKind",
    "ClueStatus": "enforcement.models.clue.ClueStatus",
    "DayKind": "deadlines.models.calendar.DayKind",
    "DatePrecision": "enforcement.models.case.DatePrecision",
    "DecisionKind": "enforcement.models.decision.DecisionKind",
    "DefectGrade": "law.vocabularies.DefectGrade",
    "DocumentKind": "documents.models.document.DocumentKind",
    "Domain": "law.vocabularies.Domain",
    "EditionStatus": "reporting.models.EditionStatus",
    "FindingStatus": "enforcement.models.inspection.FindingStatus",
    "IndicatorKind": "campaigns.models.indicator.IndicatorKind",
    "InspectionKind": "enforcement.models.inspection.InspectionKind",
    "InspectionStatus": "enforcement.models.inspection.InspectionStatus",
    "JobState": "core.models.job.JobState",
    "KeyVariety": "law.vocabularies.KeyVariety",
    "LawChangeKind": "deadlines.models.rules.LawChangeKind",
    "LicenceKind": "registry.models.party.LicenceKind",
    "MessageKind": "workbench.models.message.MessageKind",
    "PartyKind": "law.vocabularies.PartyKind",
    "PartyStatus": "registry.models.party.PartyStatus",
    "PaymentKind": "enforcement.models.decision.PaymentKind",
    "PhaseKind": "campaigns.models.campaign.PhaseKind",
    "RoleName": "accounts.permissions.Role",
    "ShareGrade": "accounts.models.scope.ShareGrade",
    "UnitKind": "accounts.models.bureau.UnitKind",
}
