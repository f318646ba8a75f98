"""Reading an intake: bureaus and parties of all rows in two queries, not in two per row."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from core.errors import Invalid, NotFound
from enforcement.services.clue_intake import NewClue
from registry.credit_codes import clean_credit_code
from registry.models import Party

FACTS = ("kind", "title", "party_label", "place", "link")


def new_clues(rows: Sequence[dict[str, Any]], *, user: User) -> list[NewClue]:
    """The typed rows with their bureaus and parties.

    Raises:
        Invalid: faults named ``rows.<place>.<field>``.
    """
    bureaus = _bureaus(rows, user)
    by_id, by_code = _parties(rows, user)
    faults: dict[str, Any] = {}
    found: list[NewClue] = []
    for place, row in enumerate(rows):
        party = _party(row, by_id, by_code)
        bureau = bureaus.get(row.get("bureau", ""))
        if row.get("party") and party is None:
            faults[f"rows.{place}.party"] = NotFound.default_message
        if row.get("bureau") and bureau is None:
            faults[f"rows.{place}.bureau"] = _(
                "No bureau at or under yours has the code “%(code)s”."
            ) % {"code": row["bureau"]}
        facts = {name: row[name] for name in FACTS if row.get(name)}
        found.append(
            NewClue(
                source=row["source"],
                received_on=row["received_on"],
                content=row["content"],
                domain=row["domain"],
                bureau=bureau,
                reporter=row.get("reporter"),
                confidential=row["confidential"],
                facts={**facts, "party": party} if party else facts,
            )
        )
    if faults:
        raise Invalid(fields=faults)
    return found


def _bureaus(rows: Sequence[dict[str, Any]], user: User) -> dict[str, Bureau]:
    codes = {row["bureau"] for row in rows if row.get("bureau")}
    known = Bureau.objects.filter(pk__in=user.scope_bureau_ids, code__in=codes)
    return {bureau.code: bureau for bureau in known} if codes else {}


def _parties(
    rows: Sequence[dict[str, Any]], user: User
) -> tuple[dict[Any, Party], dict[str, Party]]:
    seen = Party.objects.visible_to(user).select_related("region")
    ids = {row["party"] for row in rows if row.get("party")}
    codes = {_code(row) for row in rows} - {""}
    by_id = {one.uuid: one for one in seen.filter(uuid__in=ids)} if ids else {}
    by_code = {one.credit_code: one for one in seen.filter(credit_code__in=codes)}
    return by_id, by_code if codes else {}


def _party(
    row: dict[str, Any], by_id: dict[Any, Party], by_code: dict[str, Party]
) -> Party | None:
    """By id, else by credit code; a code nobody has leaves the clue without a party."""
    return by_id.get(row.get("party")) or by_code.get(_code(row))


def _code(row: dict[str, Any]) -> str:
    return clean_credit_code(row.get("credit_code", ""))
