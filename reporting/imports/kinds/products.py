"""Products with their holders."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from accounts.system import System
from core.models import Record
from law.vocabularies import Domain, KeyVariety
from registry.models import Product
from registry.services.products import register_product
from reporting.imports.base import Existing, ImportField, ImportKind, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.licences import has
from reporting.imports.kinds.parties import one_of, short, some_of


class ProductImport(ImportKind):
    name = "products"
    title = _("Products")
    about = _("Drugs, devices and cosmetics with their approval numbers.")
    perm = Perm.WRITE_PARTIES
    model = Product
    chunk = 200
    fields = (
        ImportField("name", _("Name"), short(200), True, "连花清瘟胶囊",
                    aliases=("产品名称", "通用名称")),
        ImportField("domain", _("Domain"), one_of(Domain.choices), True, "药品",
                    choices=tuple(Domain.choices), aliases=("类别", "领域")),
        ImportField("key_varieties", _("Key varieties"),
                    some_of(KeyVariety.choices),
                    hint=_("Several are parted by 、")),
        ImportField("approval_number", _("Approval number"), short(60),
                    example="国药准字Z20040063", aliases=("批准文号", "注册证号")),
        ImportField("specification", _("Specification"), short(200), example="每粒装0.35g"),
        ImportField("holder", _("Holder or filer"), lambda text, desk: desk.party_named(text),
                    hint=_("Its credit code, or its exact name"),
                    aliases=("上市许可持有人", "生产企业"), load=Desk.load_parties),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        names = ("name", "approval_number", "specification")
        return tuple(values.get(name, "") for name in names)

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        if isinstance(by, System):
            values.setdefault("bureau", desk.bureau)
        return register_product(by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        wanted = {self.key(row.values): row.number for row in rows if has(row, "name")}
        there = Product.objects.filter(name__in={key[0] for key in wanted})
        found: dict[int, list[Existing]] = {}
        for row in there:
            key = (row.name, row.approval_number, row.specification)
            if key in wanted:
                why = str(_("has the same name, number and specification"))
                one = Existing(
                    str(row), why, "product", str(row.uuid), may_enter=not row.approval_number
                )
                found.setdefault(wanted[key], []).append(one)
        return found
