"""The calendar, the confirmations and what they moved."""

from django.urls import URLPattern, path

from deadlines.views import amounts, rules, splits, workdays

urlpatterns: list[URLPattern] = [
    path("workdays/", workdays.WorkdaysNow.as_view(), name="workdays"),
    path("workdays/day/", workdays.SetDay.as_view(), name="workdays-day"),
    path("workdays/enter/", workdays.EnterYear.as_view(), name="workdays-enter"),
    path("workdays/<int:year>/", workdays.WorkdaysYear.as_view(), name="workdays-year"),
    path("rules/<slug:id>/confirm/", rules.ConfirmRule.as_view(), name="rule-confirm"),
    path("rules/<slug:id>/withdraw/", rules.WithdrawRule.as_view(), name="rule-withdraw"),
    path("split-points/", splits.SplitList.as_view(), name="split-list"),
    path("split-points/new/", splits.EnterSplit.as_view(), name="split-new"),
    path("amounts/", amounts.AmountList.as_view(), name="amount-list"),
    path("amounts/new/", amounts.EnterAmount.as_view(), name="amount-new"),
    path("law-changes/<uuid:id>/", rules.LawChangePage.as_view(), name="law-change"),
]
