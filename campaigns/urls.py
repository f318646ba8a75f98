from django.urls import URLPattern, URLResolver, path

from campaigns.views import (
    acts,
    assessment,
    campaigns,
    design,
    ledger,
    ledger_acts,
    notices,
    programmes,
    return_acts,
    returns,
    visits,
)

app_name = "campaigns"

LEDGER: tuple[tuple[str, type[ledger_acts.LedgerActPage]], ...] = (
    ("dispatch", ledger_acts.Dispatch),
    ("accept", ledger_acts.Accept),
    ("move", ledger_acts.Move),
    ("progress", ledger_acts.NoteProgress),
    ("evidence", ledger_acts.AddEvidence),
    ("report", ledger_acts.RecordReport),
    ("rectified", ledger_acts.ReportRectified),
    ("recheck", ledger_acts.Recheck),
    ("extend", ledger_acts.Extend),
    ("propose-close", ledger_acts.ProposeClose),
    ("close", ledger_acts.Close),
    ("return-closing", ledger_acts.ReturnClosing),
    ("reopen", ledger_acts.Reopen),
)
RETURNS: tuple[tuple[str, type[return_acts.ReturnActPage]], ...] = (
    ("fill", return_acts.FillReturn),
    ("accept", return_acts.AcceptReturn),
    ("send-back", return_acts.SendBack),
    ("lock", return_acts.LockReturn),
    ("correct", return_acts.CorrectReturn),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("ledger/", ledger.LedgerList.as_view(), name="ledger-list"),
    path("ledger/new/", ledger_acts.NewItem.as_view(), name="ledger-new"),
    path(
        "ledger/bulk/dispatch/",
        ledger_acts.BulkDispatch.as_view(),
        name="ledger-bulk-dispatch",
    ),
    path(
        "ledger/bulk/propose-close/",
        ledger_acts.BulkPropose.as_view(),
        name="ledger-bulk-propose",
    ),
    path("ledger/bulk/close/", ledger_acts.BulkClose.as_view(), name="ledger-bulk-close"),
    path("ledger/<uuid:id>/", ledger.LedgerDetail.as_view(), name="ledger-detail"),
    *(
        path(f"ledger/<uuid:id>/{act}/", view.as_view(), name=f"ledger-{act}")
        for act, view in LEDGER
    ),
    path("returns/", returns.ReturnList.as_view(), name="return-list"),
    path("returns/board/", returns.ReturnBoard.as_view(), name="return-board"),
    path("returns/<uuid:id>/", returns.ReturnDetail.as_view(), name="return-detail"),
    *(
        path(f"returns/<uuid:id>/{act}/", view.as_view(), name=f"return-{act}")
        for act, view in RETURNS
    ),
    path("notices/", notices.NoticeList.as_view(), name="notice-list"),
    path("notices/new/", notices.SendNotice.as_view(), name="notice-new"),
    path("notices/read/", notices.BulkRead.as_view(), name="notice-bulk-read"),
    path("notices/<uuid:id>/", notices.NoticeDetail.as_view(), name="notice-detail"),
    path(
        "notices/<uuid:id>/acknowledge/",
        notices.Acknowledge.as_view(),
        name="notice-acknowledge",
    ),
    path("notices/<uuid:id>/reply/", notices.Reply.as_view(), name="notice-reply"),
    path("scores/<uuid:id>/appeal/", assessment.Appeal.as_view(), name="score-appeal"),
    path("scores/<uuid:id>/settle/", assessment.Settle.as_view(), name="score-settle"),
    path("template/", design.FromTemplate.as_view(), name="campaign-template"),
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
    path("visits/", visits.VisitList.as_view(), name="visit-list"),
    path("visits/new/", visits.NewVisit.as_view(), name="visit-new"),
    path("visits/<uuid:id>/", visits.VisitDetail.as_view(), name="visit-detail"),
    path("visits/<uuid:id>/answer/", visits.AnswerVisit.as_view(), name="visit-answer"),
    path("visits/<uuid:id>/follow-up/", visits.FollowUpVisit.as_view(), name="visit-follow-up"),
    path("<uuid:id>/", campaigns.CampaignDetail.as_view(), name="campaign-detail"),
    path("<uuid:id>/edit/", acts.EditCampaign.as_view(), name="campaign-edit"),
    path("<uuid:id>/publish/", acts.PublishCampaign.as_view(), name="campaign-publish"),
    path("<uuid:id>/close/", acts.CloseCampaign.as_view(), name="campaign-close"),
    path("<uuid:id>/phases/", acts.AddPhase.as_view(), name="phase-add"),
    path("<uuid:id>/tasks/", acts.AddTask.as_view(), name="task-add"),
    path("<uuid:id>/targets/", acts.SetTargets.as_view(), name="target-set"),
    path("<uuid:id>/copy/", design.CopyCampaign.as_view(), name="campaign-copy"),
    path("<uuid:id>/amend/", design.AmendCampaign.as_view(), name="campaign-amend"),
    path("<uuid:id>/versions/", design.Versions.as_view(), name="campaign-versions"),
    path("<uuid:id>/indicators/", design.ChooseIndicators.as_view(), name="indicators-choose"),
    path(
        "<uuid:id>/indicators/new/", design.DefineIndicator.as_view(), name="indicator-define"
    ),
    path("<uuid:id>/lists/", design.AddList.as_view(), name="list-add"),
    path("<uuid:id>/schedules/", design.AddSchedule.as_view(), name="schedule-add"),
    path(
        "<uuid:id>/assessment/items/",
        design.AddAssessmentItem.as_view(),
        name="assessment-item-add",
    ),
    path("<uuid:id>/assessment/", assessment.AssessmentSheet.as_view(), name="assessment"),
    path("<uuid:id>/assessment/score/", assessment.GiveScore.as_view(), name="score-give"),
    path("<uuid:id>/targets/import/", design.ImportTargets.as_view(), name="target-import"),
    path("<uuid:id>/targets/spread/", design.SpreadTargets.as_view(), name="target-spread"),
]
