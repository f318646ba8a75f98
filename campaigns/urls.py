from django.urls import URLPattern, URLResolver, path

from campaigns.views import acts, campaigns, programmes

app_name = "campaigns"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", campaigns.CampaignList.as_view(), name="campaign-list"),
    path("new/", acts.NewCampaign.as_view(), name="campaign-new"),
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme-list"),
    path("programmes/new/", programmes.NewProgramme.as_view(), name="programme-new"),
    path(
        "programmes/<uuid:id>/", programmes.ProgrammeDetail.as_view(), name="programme-detail"
    ),
    path(
        "programmes/<uuid:id>/task-lines/",
        programmes.AddTaskLine.as_view(),
        name="task-line-add",
    ),
    path("tasks/<uuid:id>/done/", acts.ReportTaskDone.as_view(), name="task-done"),
    path("<uuid:id>/", campaigns.CampaignDetail.as_view(), name="campaign-detail"),
    path("<uuid:id>/edit/", acts.EditCampaign.as_view(), name="campaign-edit"),
    path("<uuid:id>/publish/", acts.PublishCampaign.as_view(), name="campaign-publish"),
    path("<uuid:id>/close/", acts.CloseCampaign.as_view(), name="campaign-close"),
    path("<uuid:id>/phases/", acts.AddPhase.as_view(), name="phase-add"),
    path("<uuid:id>/tasks/", acts.AddTask.as_view(), name="task-add"),
    path("<uuid:id>/targets/", acts.SetTargets.as_view(), name="target-set"),
]
