"""The addresses of published penalties and of the pivot."""

from django.urls import URLPattern, path

from reporting.views import disclosure_acts as acts
from reporting.views import disclosures, pivot

_ONE = "disclosures/<uuid:id>/"
disclosure_urls: list[URLPattern] = [
    path("figures/pivot/", pivot.PivotPage.as_view(), name="pivot"),
    path("figures/pivot/export/", pivot.ExportPivot.as_view(), name="pivot-export"),
    path("disclosures/", disclosures.DisclosureList.as_view(), name="disclosure-list"),
    path("disclosures/feed/", disclosures.ExportFeed.as_view(), name="disclosure-feed"),
    path(
        "disclosures/release-valid/",
        disclosures.ReleaseValid.as_view(),
        name="disclosure-release-valid",
    ),
    path(
        "cases/<uuid:id>/disclosure/",
        acts.PrepareDisclosure.as_view(),
        name="disclosure-prepare",
    ),
    path(
        "cases/<uuid:id>/disclosure/panel/",
        disclosures.DisclosurePanel.as_view(),
        name="disclosure-panel",
    ),
    path(_ONE, disclosures.DisclosureDetail.as_view(), name="disclosure-detail"),
    *(
        path(f"{_ONE}{name}/", view.as_view(), name=f"disclosure-{name}")
        for name, view in (
            ("revise", acts.Revise),
            ("release", acts.Release),
            ("hold-back", acts.HoldBack),
            ("take-up", acts.TakeUp),
            ("note-change", acts.NoteChange),
            ("withdraw", acts.Withdraw),
            ("renew", acts.Renew),
            ("ask-repair", acts.AskRepair),
            ("accept-repair", acts.AcceptRepair),
            ("refuse-repair", acts.RefuseRepair),
            ("grant-repair", acts.GrantRepair),
            ("finish-repair", acts.FinishRepair),
            ("end", acts.EndDisplay),
        )
    ),
]
