import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.filters.matter import (
    DateSpanFilter,
    MatterFilter,
    OfficerFilter,
    SeveralFilter,
    SwitchFilter,
)
from enforcement.models import Clue, ClueKind, ClueStatus
from law.vocabularies import ClueSource
from registry.api.filters import Words


class ClueFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=ClueStatus.choices)
    source = SeveralFilter(label=_("Source"), choices=ClueSource.choices)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ClueKind.choices)
    received = DateSpanFilter("received_on", label=_("Received on"))
    officer = OfficerFilter("handler", label=_("Handling officer"))
    mine = SwitchFilter(_("Mine"), method="keep_mine")
    open = SwitchFilter(_("Not concluded"), method="keep_open")

    class Meta:
        model = Clue
        fields: tuple[str, ...] = ()

    def keep_mine(self, rows: QuerySet[Clue], _name: str, _on: str) -> QuerySet[Clue]:
        return rows.filter(handler=self.request.user.pk)

    def keep_open(self, rows: QuerySet[Clue], _name: str, _on: str) -> QuerySet[Clue]:
        return rows.exclude(status__in=[ClueStatus.FILED, ClueStatus.NOT_FILED])


class ClueApiFilter(ClueFilter):
    q = Words()
