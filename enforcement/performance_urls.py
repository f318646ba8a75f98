"""The pages of what follows a decision."""

from django.urls import URLPattern, path

from enforcement.views import collections
from enforcement.views import performance_acts as acts
from enforcement.views import standing_acts as standing

CASE = "cases/<uuid:id>"

performance_urls: list[URLPattern] = [
    path("collections/", collections.CollectionList.as_view(), name="collection-list"),
    path(f"{CASE}/plan/", acts.SubmitPlan.as_view(), name="payment-plan-new"),
    path(f"{CASE}/plan/missed/", acts.MissInstalment.as_view(), name="payment-plan-missed"),
    path(f"{CASE}/demand/", acts.ServeDemand.as_view(), name="demand-serve"),
    path(f"{CASE}/agreement/", acts.AgreeEnforcement.as_view(), name="agreement-new"),
    path(f"{CASE}/court/", acts.ApplyToCourt.as_view(), name="court-apply"),
    path(f"{CASE}/court/step/", acts.RecordCourtStep.as_view(), name="court-step"),
    path("payments/<uuid:id>/refund/", acts.RefundPayment.as_view(), name="payment-refund"),
    path("payments/<uuid:id>/correct/", acts.CorrectPayment.as_view(), name="payment-correct"),
    path(f"{CASE}/remedies/new/", standing.RecordRemedy.as_view(), name="remedy-new"),
    path("remedies/<uuid:id>/answer/", standing.AnswerRemedy.as_view(), name="remedy-answer"),
    path(
        "remedies/<uuid:id>/conclude/",
        standing.ConcludeRemedy.as_view(),
        name="remedy-conclude",
    ),
    path(f"{CASE}/suspend/", standing.ProposeSuspension.as_view(), name="case-suspend"),
    path(f"{CASE}/resume/", standing.ProposeResumption.as_view(), name="case-resume"),
    path(f"{CASE}/more-time/", standing.ProposeExtension.as_view(), name="case-more-time"),
    path(f"{CASE}/terminate/", standing.ProposeTermination.as_view(), name="case-terminate"),
    path(f"{CASE}/reopen/", standing.ProposeReopening.as_view(), name="case-reopen"),
    path(f"{CASE}/archive/", standing.ArchiveCase.as_view(), name="case-archive"),
]
