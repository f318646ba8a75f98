from django.urls import URLPattern, URLResolver, path

from law.views.calculators import DeadlineCalculator, RangeCalculator
from law.views.catalogue import PeriodList, PeriodOptions, ProvisionList, ProvisionOptions
from law.views.entries import PeriodPage, ProvisionPage

app_name = "law"

urlpatterns: list[URLPattern | URLResolver] = [
    path("periods/", PeriodList.as_view(), name="period-list"),
    path("periods/options/", PeriodOptions.as_view(), name="period-options"),
    path("periods/<slug:id>/", PeriodPage.as_view(), name="period"),
    path("provisions/", ProvisionList.as_view(), name="provision-list"),
    path("provisions/options/", ProvisionOptions.as_view(), name="provision-options"),
    path("provisions/<slug:id>/", ProvisionPage.as_view(), name="provision"),
    path("deadline/", DeadlineCalculator.as_view(), name="deadline"),
    path("penalty-range/", RangeCalculator.as_view(), name="penalty-range"),
]
