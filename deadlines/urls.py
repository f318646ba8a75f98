from django.urls import URLPattern, URLResolver, path

from deadlines import law_urls
from deadlines.views import (
    board,
    changes,
    clocks,
    feed,
    ladders,
    mine,
    plan,
    reminded,
    why,
)

app_name = "deadlines"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", mine.MyDeadlines.as_view(), name="list"),
    path("count/", clocks.ClockCount.as_view(), name="count"),
    path("month/", mine.MyMonth.as_view(), name="month"),
    path("board/", board.Board.as_view(), name="board"),
    path("plan/", plan.Plan.as_view(), name="plan"),
    path("feed/", feed.FeedPage.as_view(), name="feed"),
    path("feed/make/", feed.MakeFeed.as_view(), name="feed-make"),
    path("feed/revoke/", feed.RevokeFeed.as_view(), name="feed-revoke"),
    path("feed/<str:token>.ics", feed.ICalendar.as_view(), name="ical"),
    path("ladders/", ladders.Ladders.as_view(), name="ladders"),
    path("ladders/<slug:family>/", ladders.SetLadder.as_view(), name="ladder-set"),
    path("<uuid:id>/", clocks.ClockDetail.as_view(), name="clock"),
    path("<uuid:id>/why/", why.WhyPage.as_view(), name="why"),
    path("<uuid:id>/suspend/", changes.SuspendPage.as_view(), name="suspend"),
    path("<uuid:id>/resume/", changes.ResumePage.as_view(), name="resume"),
    path("<uuid:id>/extend/", changes.ExtendPage.as_view(), name="extend"),
    path(
        "<uuid:id>/suspensions/<uuid:line>/withdraw/",
        changes.WithdrawPage.as_view(),
        name="withdraw",
    ),
    path("of/<slug:kind>/<uuid:id>/", clocks.ClockPanel.as_view(), name="panel"),
    path("of/<slug:kind>/<uuid:id>/told/", reminded.RemindedPanel.as_view(), name="told"),
    *law_urls.urlpatterns,
]
