"""Addresses of plans and draws."""

from django.urls import URLPattern, path

from enforcement.views import draw_acts, draws, plans

urlpatterns: list[URLPattern] = [
    path("plans/", plans.PlanList.as_view(), name="plan-list"),
    path("plans/new/", plans.NewPlan.as_view(), name="plan-new"),
    path("plans/<uuid:id>/", plans.PlanDetail.as_view(), name="plan-detail"),
    path("plans/<uuid:id>/lines/", plans.SetPlanLines.as_view(), name="plan-lines"),
    path("plans/<uuid:id>/submit/", plans.SubmitPlan.as_view(), name="plan-submit"),
    path("plans/<uuid:id>/approve/", plans.ApprovePlan.as_view(), name="plan-approve"),
    path("plans/<uuid:id>/return/", plans.ReturnPlan.as_view(), name="plan-return"),
    path(
        "plans/<uuid:id>/lines/<int:seq>/inspections/",
        plans.LineInspections.as_view(),
        name="plan-line-inspections",
    ),
    path(
        "plans/<uuid:id>/lines/<int:seq>/parties/",
        plans.LineParties.as_view(),
        name="plan-line-parties",
    ),
    path("draws/", draws.DrawList.as_view(), name="draw-list"),
    path("draws/new/", draw_acts.NewDraw.as_view(), name="draw-new"),
    path("draws/<uuid:id>/", draws.DrawDetail.as_view(), name="draw-detail"),
    path("draws/<uuid:id>/pool/", draws.DrawPool.as_view(), name="draw-pool"),
    path("draws/<uuid:id>/replay/", draws.DrawReplay.as_view(), name="draw-replay"),
    path("draws/<uuid:id>/strata/", draw_acts.AddStratum.as_view(), name="draw-stratum"),
    path("draws/<uuid:id>/exclude/", draw_acts.Exclude.as_view(), name="draw-exclude"),
    path("draws/<uuid:id>/announce/", draw_acts.Announce.as_view(), name="draw-announce"),
    path("draws/<uuid:id>/draw/", draw_acts.Run.as_view(), name="draw-run"),
    path(
        "draws/<uuid:id>/replace-party/",
        draw_acts.ReplaceParty.as_view(),
        name="draw-replace-party",
    ),
    path(
        "draws/<uuid:id>/replace-officer/",
        draw_acts.ReplaceOfficer.as_view(),
        name="draw-replace-officer",
    ),
    path("draws/<uuid:id>/publish/", draw_acts.Publish.as_view(), name="draw-publish"),
    path("draws/<uuid:id>/cancel/", draw_acts.Cancel.as_view(), name="draw-cancel"),
]
