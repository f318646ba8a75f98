from django.urls import URLPattern, URLResolver, path

from deadlines.views import clocks

app_name = "deadlines"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", clocks.ClockList.as_view(), name="list"),
    path("count/", clocks.ClockCount.as_view(), name="count"),
    path("<uuid:id>/", clocks.ClockDetail.as_view(), name="clock"),
    path("of/<slug:kind>/<uuid:id>/", clocks.ClockPanel.as_view(), name="panel"),
]
