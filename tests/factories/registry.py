"""Parties, licences, products, batches and lists, made through the acts."""

from datetime import date
from itertools import count
from typing import Any, cast

from stdnum.cn import uscc

from accounts.models import Region
from accounts.system import SYSTEM
from registry.models import Batch, KeyList, Licence, Party, Product
from registry.services.intake import register_parties
from registry.services.key_lists import create_key_list
from registry.services.licences import add_licence
from registry.services.parties import NewParty, register_party
from registry.services.products import add_batch, register_product

ON = date(2026, 3, 10)
_numbers = count(1)


def credit_code(number: int | None = None, region: str = "610113") -> str:
    """A well-formed code; another one each time."""
    serial = next(_numbers) if number is None else number
    first = f"91{region}{serial:09d}"
    return f"{first}{uscc.calc_check_digit(first)}"


def region(code: str = "610113") -> Region:
    return Region.objects.get(code=code)


def entry(**told: Any) -> NewParty:
    """What is told of a retail pharmacy in Yanta, unless said otherwise."""
    number = next(_numbers)
    where = told.pop("region", "610113")
    values: dict[str, Any] = {
        "name": f"雁塔区康宁大药房{number}店",
        "kind": "retail_pharmacy",
        "domains": ["drug", "device"],
        "region": region(where) if isinstance(where, str) else where,
        "address": f"长安中路{number}号",
        "area": "urban",
    }
    return cast(NewParty, {**values, **told})


def make_party(*, by: Any = SYSTEM, on: date = ON, **told: Any) -> Party:
    return register_party(**entry(**told), by=by, on=on)


def make_parties(number: int, *, by: Any = SYSTEM, on: date = ON, **told: Any) -> list[Party]:
    where = region(told.pop("region", "610113"))
    rows = [entry(region=where, credit_code=credit_code(), **told) for _each in range(number)]
    return register_parties(rows, by=by, on=on)


def make_licence(party: Party, *, by: Any = SYSTEM, on: date = ON, **told: Any) -> Licence:
    values: dict[str, Any] = {
        "kind": "drug_distribution",
        "number": f"陕CA610113{next(_numbers):05d}",
        "issued_on": date(2024, 1, 5),
        "expires_on": date(2029, 1, 4),
    }
    return add_licence(party=party, **{**values, **told}, by=by, on=on)


def make_product(*, by: Any, on: date = ON, **told: Any) -> Product:
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": "连花清瘟胶囊",
        "domain": "drug",
        "approval_number": f"国药准字Z2004{number:04d}",
        "specification": "每粒装0.35g",
    }
    return register_product(**{**values, **told}, by=by, on=on)


def make_batch(product: Product, *, by: Any = SYSTEM, on: date = ON, **told: Any) -> Batch:
    values: dict[str, Any] = {
        "number": f"B{next(_numbers):06d}",
        "produced_on": date(2025, 6, 1),
        "expires_on": date(2028, 5, 31),
    }
    return add_batch(product=product, **{**values, **told}, by=by, on=on)


def make_key_list(*, bureau: Any, by: Any = SYSTEM, on: date = ON, **told: Any) -> KeyList:
    values: dict[str, Any] = {"name": f"重点企业名单{next(_numbers)}", "year": 2026}
    return create_key_list(bureau=bureau, **{**values, **told}, by=by, on=on)
