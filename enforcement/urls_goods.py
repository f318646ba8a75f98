"""Pages of measures, regulatory measures, samples and plans."""

from django.urls import URLPattern, path

from enforcement.views import (
    goods,
    measure_acts,
    measure_new,
    measures,
    regulatory,
    regulatory_acts,
    sample_acts,
    samples,
    sampling_plans,
)

MEASURE = "measures/<uuid:id>"
REGULATORY = "regulatory-measures/<uuid:id>"
SAMPLE = "samples/<uuid:id>"
RECALL = "recalls/<uuid:id>"
PLAN = "sampling-plans/<uuid:id>"
PAGES = (
    ("goods/<str:kind>/<uuid:id>/measures/", goods.MeasuresPanel, "measures-panel"),
    ("goods/<str:kind>/<uuid:id>/samples/", goods.SamplesPanel, "samples-panel"),
    ("measures/", measures.MeasureList, "measure-list"),
    ("measures/new/<str:kind>/<uuid:id>/", measure_new.NewMeasure, "measure-new"),
    ("measures/at-once/<str:kind>/<uuid:id>/", measure_new.TakeAtOnce, "measure-at-once"),
    (f"{MEASURE}/", measures.MeasureDetail, "measure-detail"),
    (f"{MEASURE}/submit/", measure_acts.SubmitMeasure, "measure-submit"),
    (f"{MEASURE}/carry-out/", measure_acts.CarryOut, "measure-carry-out"),
    (f"{MEASURE}/cancel/", measure_acts.CancelMeasure, "measure-cancel"),
    (f"{MEASURE}/extend/", measure_acts.ProposeExtension, "measure-extend"),
    (f"{MEASURE}/testing/", measure_acts.BeginTesting, "measure-testing"),
    (f"{MEASURE}/tested/", measure_acts.EndTesting, "measure-tested"),
    (f"{MEASURE}/handling/", measure_acts.RecordHandling, "measure-handling"),
    (f"{MEASURE}/conclude/", measure_acts.ConcludeMeasure, "measure-conclude"),
    (f"{MEASURE}/convert/", measure_new.ConvertMeasure, "measure-convert"),
    (f"{MEASURE}/lift/", measure_acts.LiftMeasure, "measure-lift"),
    (f"{MEASURE}/custody/", measure_acts.ChangeCustody, "measure-custody"),
    (f"{MEASURE}/dispose/", measure_acts.Dispose, "measure-dispose"),
    (f"{MEASURE}/join/", measure_acts.JoinCase, "measure-join"),
    ("regulatory-measures/", regulatory.RegulatoryList, "regulatory-list"),
    ("regulatory-measures/new/", regulatory_acts.IssueRegulatory, "regulatory-new"),
    (f"{REGULATORY}/", regulatory.RegulatoryDetail, "regulatory-detail"),
    (f"{REGULATORY}/serve/", regulatory_acts.ServeRegulatory, "regulatory-serve"),
    (f"{REGULATORY}/response/", regulatory_acts.RecordResponse, "regulatory-response"),
    (f"{REGULATORY}/recheck/", regulatory_acts.Recheck, "regulatory-recheck"),
    (f"{REGULATORY}/end/", regulatory_acts.EndRegulatory, "regulatory-end"),
    (f"{REGULATORY}/revoke/", regulatory_acts.RevokeRegulatory, "regulatory-revoke"),
    ("samples/", samples.SampleList, "sample-list"),
    ("samples/new/", sample_acts.TakeSample, "sample-new"),
    (f"{SAMPLE}/", samples.SampleDetail, "sample-detail"),
    (f"{SAMPLE}/send/", sample_acts.SendSample, "sample-send"),
    (f"{SAMPLE}/report/", sample_acts.ReportSample, "sample-report"),
    (f"{SAMPLE}/tell/", sample_acts.TellParty, "sample-tell"),
    (f"{SAMPLE}/retest/", sample_acts.RequestRetest, "sample-retest"),
    (f"{SAMPLE}/settle/", sample_acts.SettleSample, "sample-settle"),
    (f"{SAMPLE}/accept-retest/", sample_acts.AcceptRetest, "sample-accept"),
    (f"{SAMPLE}/refuse-retest/", sample_acts.RefuseRetest, "sample-refuse"),
    (f"{SAMPLE}/retested/", sample_acts.ReportRetest, "sample-retested"),
    (f"{SAMPLE}/clue/", sample_acts.OpenSampleClue, "sample-clue"),
    (f"{SAMPLE}/recall/", sample_acts.BeginRecall, "sample-recall"),
    (f"{RECALL}/progress/", sample_acts.RecordProgress, "recall-progress"),
    (f"{RECALL}/complete/", sample_acts.CompleteRecall, "recall-complete"),
    (f"{RECALL}/summary/", sample_acts.ReceiveSummary, "recall-summary"),
    (f"{RECALL}/review/", sample_acts.ReviewRecall, "recall-review"),
    ("sampling-plans/", sampling_plans.SamplingPlanList, "sampling-plan-list"),
    ("sampling-plans/new/", sampling_plans.NewSamplingPlan, "sampling-plan-new"),
    (f"{PLAN}/", sampling_plans.SamplingPlanDetail, "sampling-plan-detail"),
    (f"{PLAN}/close/", sampling_plans.CloseSamplingPlan, "sampling-plan-close"),
)

urlpatterns: list[URLPattern] = [
    path(address, view.as_view(), name=name) for address, view, name in PAGES
]
