"""What regulatory measures there are, and the article each rests on by domain and day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from law.data_files import day_or_none, load
from law.words import cite


class RegulatoryKind(TextChoices):
    """None of them is a penalty."""

    ADMONITION = "admonition", _("Admonition")
    INTERVIEW = "interview", _("Interview of the responsible person")
    ORDER = "order", _("Order to correct")
    SUSPENSION = "suspension", _("Order to suspend production, sale or use")


@dataclass(frozen=True, slots=True)
class RegulatoryBasis:
    """An article a measure of this kind rests on.

    Args:
        confidence: ``text`` where the article was read; ``memory`` where it was not, and
            an officer must enter it.
    """

    kind: str
    domain: str
    law: str
    article: str
    effective_from: date
    effective_to: date | None
    confidence: str

    @property
    def citation(self) -> str:
        return cite(self.law, self.article)


def basis_of(kind: str, domain: str, on: date) -> str:
    """The article for a kind of measure, as cited; empty where none is known for that day.

    Args:
        on: day of the measure; the law in force that day answers.
    """
    for row in all_bases():
        begun = row.effective_from <= on
        over = row.effective_to is not None and row.effective_to < on
        fits = row.kind == kind and row.domain == domain and row.confidence == "text"
        if fits and begun and not over:
            return row.citation
    return ""


@lru_cache(maxsize=1)
def all_bases() -> tuple[RegulatoryBasis, ...]:
    return tuple(
        RegulatoryBasis(
            kind=row["kind"],
            domain=row["domain"],
            law=row["law"],
            article=row["article"],
            effective_from=date.fromisoformat(row["effective_from"]),
            effective_to=day_or_none(row["effective_to"]),
            confidence=row["confidence"],
        )
        for row in load("regulatory_measures.json")["bases"]
    )
