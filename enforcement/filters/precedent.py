import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.filters.case import ProvisionFilter
from enforcement.filters.matter import DateSpanFilter, SeveralFilter
from enforcement.models import Case
from law.fine_checks import Verdict
from law.vocabularies import Domain, PartyKind
from registry.api.filters import Words

ORIGINS = (("published", _("Published by others")), ("own", _("The office's own")))


class PrecedentFilter(filters.FilterSet):
    domain = SeveralFilter(label=_("Domain"), choices=Domain.choices)
    provision = ProvisionFilter()
    party_kind = SeveralFilter(label=_("Kind of party"), choices=PartyKind.choices)
    goods_value = filters.RangeFilter("goods_value", label=_("Goods value (yuan)"))
    fine = filters.RangeFilter("decision__fine", label=_("Fine (yuan)"))
    verdict = SeveralFilter(
        field_name="decision__range_verdict",
        label=_("Against the range"),
        choices=Verdict.choices,
    )
    counted = DateSpanFilter("counted_on", label=_("Decided or published on"))
    origin = filters.ChoiceFilter(label=_("Origin"), choices=ORIGINS, method="keep_origin")

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def keep_origin(self, rows: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        if value == "own":
            return rows.filter(authority_name="")
        return rows.exclude(authority_name="")


class PrecedentApiFilter(PrecedentFilter):
    q = Words()
