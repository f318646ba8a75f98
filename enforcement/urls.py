from django.urls import URLPattern, URLResolver, path

from enforcement import urls_goods
from enforcement.course_urls import patterns as course_patterns
from enforcement.performance_urls import performance_urls
from enforcement.urls_around import AROUND
from enforcement.urls_draws import urlpatterns as of_draws
from enforcement.views import (
    case_acts,
    case_new,
    cases,
    clue_acts,
    clues,
    competence,
    decisions,
    findings,
    gates,
    inspection_acts,
    inspections,
    keep_away,
    law_acts,
    ledger_clue,
    past_correction,
    payments,
    precedent_import,
    precedents,
    violations,
)

app_name = "enforcement"

urlpatterns: list[URLPattern | URLResolver] = [
    *of_draws,
    path("clues/", clues.ClueList.as_view(), name="clue-list"),
    path("clues/new/", clue_acts.RegisterClue.as_view(), name="clue-new"),
    path("clues/<uuid:id>/", clues.ClueDetail.as_view(), name="clue-detail"),
    path("clues/<uuid:id>/edit/", clue_acts.ChangeClue.as_view(), name="clue-edit"),
    path("clues/<uuid:id>/assign/", clue_acts.AssignClue.as_view(), name="clue-assign"),
    path("clues/<uuid:id>/take/", clue_acts.TakeClue.as_view(), name="clue-take"),
    path("clues/<uuid:id>/verify/", clue_acts.VerifyClue.as_view(), name="clue-verify"),
    path(
        "clues/<uuid:id>/propose-not-filing/",
        clue_acts.ProposeNotFiling.as_view(),
        name="clue-propose-not-filing",
    ),
    path("clues/<uuid:id>/not-file/", clue_acts.NotFile.as_view(), name="clue-not-file"),
    path("clues/<uuid:id>/reporter/", clue_acts.RevealReporter.as_view(), name="clue-reporter"),
    path(
        "ledger/<uuid:id>/clue/",
        ledger_clue.OpenClueFromLedger.as_view(),
        name="ledger-clue",
    ),
    path("inspections/", inspections.InspectionList.as_view(), name="inspection-list"),
    path("inspections/new/", inspection_acts.LogInspection.as_view(), name="inspection-new"),
    path("inspections/plan/", inspection_acts.PlanInspection.as_view(), name="inspection-plan"),
    path(
        "inspections/<uuid:id>/",
        inspections.InspectionDetail.as_view(),
        name="inspection-detail",
    ),
    path(
        "inspections/<uuid:id>/edit/",
        inspection_acts.ChangeInspection.as_view(),
        name="inspection-edit",
    ),
    path(
        "inspections/<uuid:id>/begin/",
        inspection_acts.BeginInspection.as_view(),
        name="inspection-begin",
    ),
    path(
        "inspections/<uuid:id>/complete/",
        inspection_acts.CompleteInspection.as_view(),
        name="inspection-complete",
    ),
    path(
        "inspections/<uuid:id>/cancel/",
        inspection_acts.CancelInspection.as_view(),
        name="inspection-cancel",
    ),
    path(
        "inspections/<uuid:id>/open-clue/",
        inspection_acts.OpenClue.as_view(),
        name="inspection-open-clue",
    ),
    path(
        "inspections/<uuid:id>/findings/new/",
        findings.RecordFinding.as_view(),
        name="finding-new",
    ),
    path(
        "inspections/<uuid:id>/findings/<uuid:finding>/edit/",
        findings.ChangeFinding.as_view(),
        name="finding-edit",
    ),
    path(
        "inspections/<uuid:id>/findings/<uuid:finding>/rectify/",
        findings.RectifyFinding.as_view(),
        name="finding-rectify",
    ),
    path("cases/", cases.CaseList.as_view(), name="case-list"),
    path("cases/new/", case_new.new_case, name="case-new"),
    path("cases/past/new/", precedents.EnterPastCase.as_view(), name="past-case-new"),
    path("cases/<uuid:id>/", cases.CaseDetail.as_view(), name="case-detail"),
    path(
        "cases/<uuid:id>/correct-past/",
        past_correction.CorrectPastCase.as_view(),
        name="past-case-correct",
    ),
    path("cases/<uuid:id>/edit/", case_acts.ChangeCase.as_view(), name="case-edit"),
    path("cases/<uuid:id>/resubmit/", case_acts.ResubmitFiling.as_view(), name="case-resubmit"),
    path("cases/<uuid:id>/officers/", case_acts.AssignOfficers.as_view(), name="case-officers"),
    path("cases/<uuid:id>/close/", case_acts.SubmitClosing.as_view(), name="case-close"),
    path(
        "cases/<uuid:id>/supervise/", case_acts.SuperviseCase.as_view(), name="case-supervise"
    ),
    path(
        "cases/<uuid:id>/prior-penalties/",
        case_acts.AskPriorPenalties.as_view(),
        name="prior-penalties",
    ),
    path(
        "cases/<uuid:id>/violations/new/",
        violations.RecordViolation.as_view(),
        name="violation-new",
    ),
    path(
        "cases/<uuid:id>/violations/range/",
        violations.ViolationRange.as_view(),
        name="violation-range",
    ),
    path(
        "cases/<uuid:id>/provisions/",
        violations.ProvisionOptions.as_view(),
        name="provision-options",
    ),
    path(
        "violations/<uuid:id>/edit/",
        violations.ChangeViolation.as_view(),
        name="violation-edit",
    ),
    path(
        "violations/<uuid:id>/remove/",
        violations.RemoveViolation.as_view(),
        name="violation-remove",
    ),
    path(
        "cases/<uuid:id>/penalty/", decisions.ProposePenalty.as_view(), name="penalty-propose"
    ),
    path(
        "cases/<uuid:id>/penalty/check/", decisions.PenaltyCheck.as_view(), name="penalty-check"
    ),
    path(
        "cases/<uuid:id>/penalty/submit/",
        decisions.SubmitPenalty.as_view(),
        name="penalty-submit",
    ),
    path("cases/<uuid:id>/notice/", decisions.ServeNotice.as_view(), name="notice-serve"),
    path("cases/<uuid:id>/defence/", decisions.RecordDefence.as_view(), name="defence-record"),
    path("cases/<uuid:id>/decide/", decisions.DecideCase.as_view(), name="case-decide"),
    path("cases/<uuid:id>/serve/", decisions.ServeDecision.as_view(), name="decision-serve"),
    *course_patterns,
    path("cases/<uuid:id>/payments/new/", payments.RecordPayment.as_view(), name="payment-new"),
    path("cases/<uuid:id>/gates/", gates.GatesPanel.as_view(), name="case-gates"),
    path("cases/<uuid:id>/same-cases/", gates.SameCasesPanel.as_view(), name="case-same"),
    path("cases/<uuid:id>/related/", gates.RelatedPanel.as_view(), name="case-related"),
    path("violations/<uuid:id>/law/", law_acts.ChooseLaw.as_view(), name="law-choose"),
    path("violations/<uuid:id>/divide/", law_acts.DivideViolation.as_view(), name="law-divide"),
    path(
        "cases/<uuid:id>/recusals/new/", keep_away.RequestRecusal.as_view(), name="recusal-new"
    ),
    path(
        "recusals/<uuid:id>/decide/", keep_away.DecideRecusal.as_view(), name="recusal-decide"
    ),
    path("conflicts/", keep_away.ConflictList.as_view(), name="conflict-list"),
    path("conflicts/new/", keep_away.DeclareConflict.as_view(), name="conflict-new"),
    path("conflicts/<uuid:id>/end/", keep_away.EndConflict.as_view(), name="conflict-end"),
    path("competence/", competence.CompetenceTable.as_view(), name="competence"),
    path("competence/new/", competence.SetCompetence.as_view(), name="competence-set"),
    path(
        "precedents/import/",
        precedent_import.ImportPrecedents.as_view(),
        name="precedent-import",
    ),
    path(
        "precedents/import/template/",
        precedent_import.Template.as_view(),
        name="precedent-template",
    ),
    *performance_urls,
    path("precedents/", precedents.PrecedentList.as_view(), name="precedent-list"),
    path(
        "precedents/<uuid:id>/", precedents.PrecedentDetail.as_view(), name="precedent-detail"
    ),
    *urls_goods.urlpatterns,
    *AROUND,
]
