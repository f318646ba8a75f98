"""Answers to comboboxes, and to "is this party here already?" while one types."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Region
from core.pages.base import SignedIn
from core.pages.filters import valid_ids
from core.pages.options import Options
from registry.models import Batch, Party, Product
from registry.models.party import PartyStatus
from registry.similar import same_code, similar_names
from registry.views.records import READ, WRITE


class PartyOptions(Options):
    """Parties by name, credit code, address or representative; closed ones say so."""

    perms = READ

    def get_queryset(self) -> QuerySet[Any]:
        return Party.objects.visible_to(self.user).select_related("region")

    def note(self, row: Any) -> str:
        closed = row.get_status_display() if row.status == PartyStatus.CLOSED else ""
        parts = (row.region.name, row.get_kind_display(), row.credit_code, closed)
        return " · ".join(part for part in parts if part)


class ProductOptions(Options):
    perms = READ

    def get_queryset(self) -> QuerySet[Any]:
        return Product.objects.visible_to(self.user).select_related("holder")

    def note(self, row: Any) -> str:
        holder = row.holder.name if row.holder else ""
        return " · ".join(part for part in (row.approval_number, holder) if part)


class BatchOptions(Options):
    """Batches by number or product; ``?product=`` keeps to one product."""

    perms = READ

    def get_queryset(self) -> QuerySet[Any]:
        rows = Batch.objects.visible_to(self.user).select_related("product")
        product = self.request.GET.get("product", "")
        return rows.filter(product__uuid__in=valid_ids([product])) if product else rows

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(Q(number__icontains=words) | Q(product__search__finds=words))

    def text(self, row: Any) -> str:
        return str(row.number)

    def note(self, row: Any) -> str:
        return str(row.product)


class PartySimilar(SignedIn):
    """The parties that may be the one being typed: the same code, or nearly its name."""

    perms = WRITE

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Party.objects.visible_to(self.user).select_related("region", "bureau")
        code = request.GET.get("region", "")
        region = Region.objects.select_related("parent__parent").filter(pk=code).first()
        known = same_code(rows, request.GET.get("credit_code", "")[:60])
        near = similar_names(rows, request.GET.get("name", "")[:200], region)
        itself = request.GET.get("self", "")
        context = {
            "known": known if known and str(known.uuid) != itself else None,
            "near": [one for one in near if one != known and str(one.uuid) != itself],
        }
        return render(request, "registry/_similar.html", context)
