from allauth.account.views import login, logout
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import (
    acts,
    bureau_acts,
    bureaus,
    machines,
    people,
    profile,
    session,
    settings,
    trainings,
)

pages: list[URLPattern | URLResolver] = [
    path("account/", profile.Profile.as_view(), name="profile"),
    path("account/session/", session.Session.as_view(), name="session"),
    path("account/language/", session.Language.as_view(), name="language"),
    path("account/tokens/new/", machines.NewOwnToken.as_view(), name="own-token-new"),
    path("tokens/<uuid:id>/revoke/", machines.RevokeToken.as_view(), name="token-revoke"),
    path("people/", people.PeopleList.as_view(), name="people"),
    path("people/new/", acts.NewPerson.as_view(), name="person-new"),
    path("people/options/", people.OfficerOptions.as_view(), name="officer-options"),
    path("people/<uuid:id>/", people.PersonDetail.as_view(), name="person"),
    path("people/<uuid:id>/edit/", acts.EditPerson.as_view(), name="person-edit"),
    path("people/<uuid:id>/transfer/", acts.TransferPerson.as_view(), name="person-transfer"),
    path("people/<uuid:id>/disable/", acts.DisablePerson.as_view(), name="person-disable"),
    path("people/<uuid:id>/enable/", acts.EnablePerson.as_view(), name="person-enable"),
    path("people/<uuid:id>/password/", acts.ResetPassword.as_view(), name="person-password"),
    path(
        "people/<uuid:id>/certificates/new/",
        acts.NewCertificate.as_view(),
        name="certificate-new",
    ),
    path("people/<uuid:id>/trainings/new/", acts.NewTraining.as_view(), name="training-new"),
    path("people/<uuid:id>/duties/grant/", acts.GrantRole.as_view(), name="role-grant"),
    path(
        "people/<uuid:id>/duties/<slug:role>/revoke/",
        acts.RevokeRole.as_view(),
        name="role-revoke",
    ),
    path(
        "certificates/<uuid:id>/renew/",
        acts.RenewCertificate.as_view(),
        name="certificate-renew",
    ),
    path("trainings/", trainings.TrainingPlanList.as_view(), name="training-plans"),
    path("trainings/new/", trainings.NewTrainingPlan.as_view(), name="training-plan-new"),
    path("trainings/<uuid:id>/", trainings.TrainingPlanDetail.as_view(), name="training-plan"),
    path(
        "trainings/<uuid:id>/attendance/",
        trainings.RecordAttendance.as_view(),
        name="training-plan-attend",
    ),
    path("bureaus/", bureaus.BureauList.as_view(), name="bureaus"),
    path("bureaus/new/", bureau_acts.NewBureau.as_view(), name="bureau-new"),
    path("bureaus/<uuid:id>/", bureaus.BureauDetail.as_view(), name="bureau"),
    path("bureaus/<uuid:id>/edit/", bureau_acts.EditBureau.as_view(), name="bureau-edit"),
    path("bureaus/<uuid:id>/close/", bureau_acts.CloseBureau.as_view(), name="bureau-close"),
    path("bureaus/<uuid:id>/units/new/", bureau_acts.NewUnit.as_view(), name="unit-new"),
    path("units/options/", bureaus.UnitOptions.as_view(), name="unit-options"),
    path("units/<uuid:id>/edit/", bureau_acts.EditUnit.as_view(), name="unit-edit"),
    path("regions/options/", bureaus.RegionOptions.as_view(), name="region-options"),
    path("service-accounts/", machines.ServiceAccountList.as_view(), name="service-accounts"),
    path(
        "service-accounts/new/",
        machines.NewServiceAccount.as_view(),
        name="service-account-new",
    ),
    path(
        "service-accounts/<uuid:id>/",
        machines.ServiceAccountDetail.as_view(),
        name="service-account",
    ),
    path(
        "service-accounts/<uuid:id>/tokens/new/",
        machines.NewToken.as_view(),
        name="token-new",
    ),
    path("settings/", settings.Settings.as_view(), name="settings"),
    path("settings/rules/set/", settings.SetPolicy.as_view(), name="policy-set"),
    path("settings/routes/<slug:act>/", settings.SetRoute.as_view(), name="route-set"),
]

# allauth reverses its own names without a namespace.
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login/", login, name="account_login"),
    path("account/logout/", logout, name="account_logout"),
    path("account/password/", session.PasswordChange.as_view(), name="account_change_password"),
    path("", include((pages, "accounts"))),
]
