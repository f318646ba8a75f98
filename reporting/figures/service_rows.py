"""The rows behind the figures of dossiers, assistance visits and training.

A dossier is a stock: it is counted as it stands on the last day of the period, whatever
campaign is asked for.
"""

from typing import Any

from accounts.models import TrainingPlace
from campaigns.models import AssistanceVisit
from registry.services.dossiers import complete, with_dossiers
from reporting.figures.definition import FigureScope

Rows = Any  # querysets of several models, annotated


def parties_with_dossier(scope: FigureScope) -> Rows:
    return with_dossiers(scope.end).filter(bureau_id__in=scope.bureaus)


def dossiers_complete(scope: FigureScope) -> Rows:
    return complete(parties_with_dossier(scope))


def visits(scope: FigureScope) -> Rows:
    rows = AssistanceVisit.objects.filter(
        bureau_id__in=scope.bureaus, visited_on__range=(scope.start, scope.end)
    )
    return rows if scope.campaign is None else rows.filter(campaign=scope.campaign)


def training_places(scope: FigureScope) -> Rows:
    return TrainingPlace.objects.filter(
        bureau_id__in=scope.bureaus, plan__due_on__range=(scope.start, scope.end)
    )


def training_taken(scope: FigureScope) -> Rows:
    return training_places(scope).filter(record__isnull=False)
