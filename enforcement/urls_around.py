"""The addresses of what happens around a case."""

from django.urls import URLPattern, path

from enforcement.views import (
    assistance,
    assistance_acts,
    hand_overs,
    merging,
    on_spot,
    supervisions,
    transfer_acts,
    transfers,
)

AROUND: list[URLPattern] = [
    path("on-the-spot/", on_spot.PenaliseOnTheSpot.as_view(), name="on-the-spot"),
    path(
        "on-the-spot/provisions/",
        on_spot.OnSpotProvisions.as_view(),
        name="on-spot-provisions",
    ),
    path("on-the-spot/range/", on_spot.OnSpotRange.as_view(), name="on-spot-range"),
    path("cases/<uuid:id>/file-papers/", on_spot.FilePapers.as_view(), name="file-papers"),
    path("cases/<uuid:id>/hand-in-fine/", on_spot.HandInFine.as_view(), name="hand-in-fine"),
    path("cases/<uuid:id>/deposit-fine/", on_spot.DepositFine.as_view(), name="deposit-fine"),
    path("cases/<uuid:id>/close-spot/", on_spot.CloseOnSpot.as_view(), name="close-on-spot"),
    path(
        "cases/<uuid:id>/transfer/",
        transfer_acts.ProposeTransfer.as_view(),
        name="transfer-new",
    ),
    path("cases/<uuid:id>/merge/", merging.MergeCase.as_view(), name="case-merge"),
    path("cases/<uuid:id>/split/", merging.SplitCase.as_view(), name="case-split"),
    path(
        "cases/<uuid:id>/hand-over/",
        hand_overs.HandOverCase.as_view(),
        name="case-hand-over",
    ),
    path(
        "clues/<uuid:id>/hand-over/",
        hand_overs.HandOverClue.as_view(),
        name="clue-hand-over",
    ),
    path(
        "clues/<uuid:id>/tell-reporter/",
        merging.TellReporter.as_view(),
        name="clue-tell-reporter",
    ),
    path("supervisions/", supervisions.SupervisionList.as_view(), name="supervision-list"),
    path(
        "cases/<uuid:id>/supervision/reports/",
        supervisions.AskForReports.as_view(),
        name="supervision-ask",
    ),
    path(
        "cases/<uuid:id>/supervision/lift/",
        supervisions.LiftSupervision.as_view(),
        name="supervision-lift",
    ),
    path(
        "supervision-reports/<uuid:id>/",
        supervisions.ReportToSupervisor.as_view(),
        name="supervision-report",
    ),
]


def _acts(noun: str, name: str, acts: tuple[tuple[str, type, str], ...]) -> list[URLPattern]:
    """The acts of one noun: ``<noun>/<id>/<act>/`` under ``<name>-<act's name>``."""
    return [
        path(f"{noun}/<uuid:id>/{way}/", view.as_view(), name=f"{name}-{called}")  # type: ignore[attr-defined]
        for way, view, called in acts
    ]


AROUND += [
    path("transfers/", transfers.TransferList.as_view(), name="transfer-list"),
    path("transfers/<uuid:id>/", transfers.TransferDetail.as_view(), name="transfer-detail"),
    *_acts(
        "transfers",
        "transfer",
        (
            ("hand-over", transfer_acts.HandOverTransfer, "hand-over"),
            ("opened", transfer_acts.PoliceOpened, "opened"),
            ("accepted", transfer_acts.AuthorityAccepted, "accepted"),
            ("declined", transfer_acts.TransferDeclined, "declined"),
            ("reconsider", transfer_acts.AskReconsideration, "reconsider"),
            ("upheld", transfer_acts.PoliceUpheld, "upheld"),
            ("procuratorate", transfer_acts.AskProcuratorate, "procuratorate"),
            ("items", transfer_acts.HandOverItems, "items"),
            ("back", transfer_acts.TakeBack, "back"),
        ),
    ),
    path("hand-overs/", hand_overs.HandOverList.as_view(), name="hand-over-list"),
    path("hand-overs/<uuid:id>/", hand_overs.HandOverDetail.as_view(), name="hand-over-detail"),
    *_acts(
        "hand-overs",
        "hand-over",
        (
            ("accept", hand_overs.AcceptHandOver, "accept"),
            ("reject", hand_overs.RejectHandOver, "reject"),
            ("withdraw", hand_overs.WithdrawHandOver, "withdraw"),
            ("submit", hand_overs.SubmitJurisdiction, "submit"),
            ("designate", hand_overs.Designate, "designate"),
            ("leave", hand_overs.LeaveWithGiver, "leave"),
        ),
    ),
    path("assistance/", assistance.AssistanceList.as_view(), name="assistance-list"),
    path("assistance/new/", assistance_acts.RequestAssistance.as_view(), name="assistance-new"),
    path(
        "assistance/register/",
        assistance_acts.RegisterAssistance.as_view(),
        name="assistance-register",
    ),
    path(
        "assistance/<uuid:id>/",
        assistance.AssistanceDetail.as_view(),
        name="assistance-detail",
    ),
    *_acts(
        "assistance",
        "assistance",
        (
            ("assign", assistance_acts.AssignAssistance, "assign"),
            ("extend", assistance_acts.ExtendAssistance, "extend"),
            ("answer", assistance_acts.AnswerAssistance, "answer"),
            ("withdraw", assistance_acts.WithdrawAssistance, "withdraw"),
        ),
    ),
]
