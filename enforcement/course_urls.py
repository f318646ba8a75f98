"""The addresses of the acts between review and decision."""

from django.urls import URLPattern, path

from enforcement.views import course, hearings

CASE = "cases/<uuid:id>"

patterns: list[URLPattern] = [
    path(f"{CASE}/report/", course.WriteReport.as_view(), name="report-write"),
    path(f"{CASE}/dismissal/", course.ProposeDismissal.as_view(), name="dismissal-propose"),
    path(f"{CASE}/review/", course.RecordReview.as_view(), name="review-record"),
    path(f"{CASE}/announce-notice/", course.AnnounceNotice.as_view(), name="notice-announce"),
    path(
        f"{CASE}/announce-decision/",
        course.AnnounceDecision.as_view(),
        name="decision-announce",
    ),
    path(f"{CASE}/revise/", course.RevisePenalty.as_view(), name="penalty-revise"),
    path(f"{CASE}/discuss/", course.DiscussCase.as_view(), name="case-discuss"),
    path(f"{CASE}/no-penalty/", course.DecideNoPenalty.as_view(), name="no-penalty-decide"),
    path(f"{CASE}/dismiss/", course.DismissCase.as_view(), name="case-dismiss"),
    path(f"{CASE}/correct/", course.CorrectDecision.as_view(), name="decision-correct"),
    path(f"{CASE}/amend/", course.AmendDecision.as_view(), name="decision-amend"),
    path(f"{CASE}/revoke/", course.RevokeDecision.as_view(), name="decision-revoke"),
    path(f"{CASE}/hearing/waive/", hearings.WaiveHearing.as_view(), name="hearing-waive"),
    path(f"{CASE}/hearing/request/", hearings.RequestHearing.as_view(), name="hearing-request"),
    path(
        f"{CASE}/hearing/schedule/", hearings.ScheduleHearing.as_view(), name="hearing-schedule"
    ),
    path(f"{CASE}/hearing/serve/", hearings.ServeHearingNotice.as_view(), name="hearing-serve"),
    path(
        f"{CASE}/hearing/announce/", hearings.AnnounceHearing.as_view(), name="hearing-announce"
    ),
    path(f"{CASE}/hearing/hold/", hearings.HoldHearing.as_view(), name="hearing-hold"),
    path(f"{CASE}/hearing/report/", hearings.ReportHearing.as_view(), name="hearing-report"),
    path(
        f"{CASE}/hearing/withdraw/", hearings.WithdrawHearing.as_view(), name="hearing-withdraw"
    ),
]
