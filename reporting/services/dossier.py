"""One dossier per enterprise (一企一档): what every app knows of a party, in one place."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from campaigns.models import AssistanceVisit
from enforcement.models import Case, Clue, Finding, Inspection, Measure, Sample
from registry.dossiers import WantedItem, wanted_of
from registry.models import DossierItem, KeyList, Party

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the dossier needs, and the row that says it is there."""

    wanted: WantedItem
    item: DossierItem | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of a party, and the records its reader may see, newest first."""

    party: Party
    papers: list[Paper]
    inspections: list[Inspection]
    findings: list[Finding]
    samples: list[Sample]
    measures: list[Measure]
    cases: list[Case]
    clues: list[Clue]
    visits: list[AssistanceVisit]
    key_lists: list[KeyList]

    @property
    def present(self) -> int:
        return sum(paper.item is not None for paper in self.papers)

    @property
    def is_complete(self) -> bool:
        return self.present == len(self.papers)


def papers_of(party: Party) -> list[Paper]:
    """The papers this kind of party needs, each with its row if it is there. One query."""
    kept = {one.code: one for one in party.dossier_items.filter(withdrawn_on=None)}
    return [Paper(one, kept.get(one.code)) for one in wanted_of(party.kind)]


def dossier_of(party: Party, *, user: User) -> Dossier:
    """Everything of one party that ``user`` may see. One query per kind of record."""

    def newest(model: Any, *related: str) -> list[Any]:
        rows = model.objects.visible_to(user).filter(party=party).select_related("bureau")
        return list(rows.select_related(*related)[:SHOWN] if related else rows[:SHOWN])

    findings = Finding.objects.visible_to(user).filter(inspection__party=party)
    lists = KeyList.objects.visible_to(user).filter(items__party=party)
    return Dossier(
        party=party,
        papers=papers_of(party),
        inspections=newest(Inspection),
        findings=list(findings.select_related("inspection").order_by("-pk")[:SHOWN]),
        samples=newest(Sample, "product"),
        measures=newest(Measure),
        cases=newest(Case),
        clues=newest(Clue),
        visits=newest(AssistanceVisit),
        key_lists=list(lists.distinct()),
    )
