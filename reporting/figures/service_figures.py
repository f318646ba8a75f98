"""Dossiers, assistance visits and training as figures."""

from reporting.figures import service_rows as rows
from reporting.figures.definition import Figure, Measure

PARTY_AXES = {"party_kind": "kind", "area": "area", "region": "region_id"}
VISIT_AXES = {
    "party_kind": "party__kind",
    "area": "party__area",
    "region": "party__region_id",
}


SERVICE_FIGURES = (
    Figure(
        "dossiers_wanted",
        Measure.COUNT,
        rows.parties_with_dossier,
        listed_as="dossier",
        axes=PARTY_AXES,
    ),
    Figure(
        "dossiers_complete",
        Measure.COUNT,
        rows.dossiers_complete,
        listed_as="dossier",
        axes=PARTY_AXES,
    ),
    Figure(
        "dossier_rate",
        Measure.RATIO,
        rows.parties_with_dossier,
        listed_as="dossier",
        axes=PARTY_AXES,
        parts=("dossiers_complete", "dossiers_wanted"),
    ),
    Figure(
        "assistance_visits",
        Measure.COUNT,
        rows.visits,
        listed_as="visit",
        date_path="visited_on",
        axes=VISIT_AXES,
    ),
    Figure(
        "training_due",
        Measure.COUNT,
        rows.training_places,
        listed_as="training_place",
        date_path="plan__due_on",
    ),
    Figure(
        "training_taken",
        Measure.COUNT,
        rows.training_taken,
        listed_as="training_place",
        date_path="plan__due_on",
    ),
    Figure(
        "training_rate",
        Measure.RATIO,
        rows.training_places,
        listed_as="training_place",
        date_path="plan__due_on",
        parts=("training_taken", "training_due"),
    ),
)
