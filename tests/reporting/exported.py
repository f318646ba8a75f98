"""The rows behind the report forms, exported once: plain lists of plain values."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import Bureau
from campaigns.models import Campaign
from enforcement.models import (
    Case,
    Clue,
    Decision,
    Finding,
    Inspection,
    InspectionOfficer,
    Measure,
    PersonPenalty,
    Remedy,
    Sample,
    Transfer,
    Violation,
)
from registry.models import Party

TABLES = {
    "bureaus": Bureau,
    "campaigns": Campaign,
    "parties": Party,
    "cases": Case,
    "case_campaigns": Case.campaigns.through,
    "decisions": Decision,
    "violations": Violation,
    "person_penalties": PersonPenalty,
    "measures": Measure,
    "transfers": Transfer,
    "remedies": Remedy,
    "inspections": Inspection,
    "inspection_campaigns": Inspection.campaigns.through,
    "officers": InspectionOfficer,
    "findings": Finding,
    "clues": Clue,
    "clue_campaigns": Clue.campaigns.through,
    "samples": Sample,
}


def exported() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as it would stand in a file of JSON."""
    rows = {name: list(model.objects.order_by("pk").values()) for name, model in TABLES.items()}
    found: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(rows, cls=DjangoJSONEncoder))
    return found
