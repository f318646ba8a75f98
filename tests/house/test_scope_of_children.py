"""What hangs on a record is seen by exactly those who see the record: every Scoped model.

Rows are made by filling in whatever a model requires; references to other rows may point
nowhere (they are checked only at a commit that never comes).
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models

from accounts.models import Role, Scoped, ShareGrade, User
from accounts.services.scope import move, reclassify, scoped_models, share, unshare
from accounts.system import SYSTEM
from enforcement.models import Clue

ON = date(2022, 3, 1)
_numbers = count(1)

MODELS = sorted(scoped_models(), key=lambda model: model._meta.label)
SCOPE = {"bureau", "unit", "confidential", "root_kind", "root_uuid"}
# What constraints ask beyond the required fields.
NEEDS: dict[str, dict[str, Any]] = {
    "enforcement.AssistanceRequest": {"outside": "邻省药监局"},
    "enforcement.Case": {"is_past": True},
    "enforcement.CounterEntry": {"kind": "correction"},
    "enforcement.Decision": {"is_past": True},
    "enforcement.DocumentService": {"served_on": ON},
    "enforcement.HandOver": {"case_id": 10**9, "from_bureau_id": 10**9 + 1},
    "enforcement.Measure": {"case_id": 10**9},
    "enforcement.RegulatoryMeasure": {"party_id": 10**9},
    "enforcement.Sample": {"party_id": 10**9, "product_id": 10**9},
    "enforcement.Inspection": {"status": "planned", "party_id": 10**9},
    "workbench.Task": {"role": Role.INSPECTOR},
}
ADMINISTRATORS = {"sysadmin", "secadmin"}
READERS = (
    "yanta_inspector",
    "yanta_inspector2",
    "yanta_unit_head",
    "yanta_head",
    "xian_officer",
    "beilin_inspector",
    "linwei_inspector",
    "weinan_officer",
    "province_officer",
    "auditor",
    "sysadmin",
    "secadmin",
    "xian_dashboard",
)


def filled(model: type[Scoped], root: Scoped | None, **values: Any) -> Scoped:
    """An unsaved row of ``model`` with what it requires."""
    for field in model._meta.fields:
        given = {field.name, field.attname} & (SCOPE | set(values))
        if given or field.primary_key or field.has_default():
            continue
        if field.null or (field.blank and field.empty_strings_allowed):
            continue
        values[field.attname] = value_for(field)
    return model.under(root, **values) if root else model.top(**values)


def value_for(field: models.Field) -> Any:
    if field.is_relation:
        return 10**9
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.DateTimeField):
        return datetime(2022, 3, 1, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return ON
    if isinstance(field, models.DecimalField):
        return Decimal(1)
    if isinstance(field, models.IntegerField):
        return next(_numbers)
    if isinstance(field, models.JSONField):
        return {}
    return f"填{next(_numbers)}"[: field.max_length]


@pytest.fixture
def root(tree, yanta_inspector):
    clue = filled(Clue, None, bureau=tree.yanta, unit=tree.unit("yanta"))
    clue.save()
    share(clue, to=yanta_inspector, grade=ShareGrade.HANDLE, by=SYSTEM, on=ON)
    return clue


@pytest.fixture
def child(request, root):
    """A row of one Scoped model under the root, gone before references are checked."""
    row = filled(request.param, root, **NEEDS.get(request.param._meta.label, {}))
    row.__class__._default_manager.bulk_create([row])
    yield row
    table = connection.ops.quote_name(request.param._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE uuid = %s", [_uuid(row.uuid)])  # noqa: S608


def _uuid(value: Any) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


@pytest.fixture
def readers(request) -> list[User]:
    return [request.getfixturevalue(name) for name in READERS]


def readers_of(row: Scoped, readers: list[User]) -> tuple[set[str], set[str]]:
    rows = row.__class__._default_manager.filter(uuid=row.uuid)
    return (
        {one.username for one in readers if rows.visible_to(one).exists()},
        {one.username for one in readers if rows.headlines_to(one).exists()},
    )


def scope_of(row: Scoped) -> tuple[Any, ...]:
    row.refresh_from_db()
    return row.bureau_id, row.unit_id, row.confidential


def test_there_are_scoped_models():
    assert len(MODELS) > 10


@pytest.mark.parametrize("child", MODELS, indirect=True, ids=lambda model: model._meta.label)
def test_a_child_is_seen_by_those_who_see_its_root(child, root, readers, tree):
    seen: list[Any] = []
    for confidential in (False, True):
        reclassify(root, confidential=confidential, by=SYSTEM, on=ON)
        share(root, to=tree.beilin, grade=ShareGrade.CO_HANDLE, by=SYSTEM, on=ON)
        share(root, to=tree.linwei, grade=ShareGrade.HEADLINE, by=SYSTEM, on=ON)
        seen.append(readers_of(root, readers))
        assert readers_of(child, readers) == seen[-1]
        assert scope_of(child) == scope_of(root)
        unshare(root, to=tree.beilin, by=SYSTEM, on=ON, reason="办结")
        assert readers_of(child, readers) == readers_of(root, readers)
    readers_when_open, headlines_when_open = seen[0]
    assert not ADMINISTRATORS & (readers_when_open | headlines_when_open)
    assert seen[0] != seen[1], "the readers of this test tell an open record from a closed one"


@pytest.mark.parametrize("child", MODELS, indirect=True, ids=lambda model: model._meta.label)
def test_a_child_moves_with_its_root(child, root, readers, tree):
    move(root, bureau=tree.linwei, unit=tree.unit("linwei"), by=SYSTEM, on=ON)

    assert scope_of(child) == scope_of(root) == (tree.linwei.pk, tree.unit("linwei").pk, False)
    assert readers_of(child, readers) == readers_of(root, readers)
    assert "linwei_inspector" in readers_of(root, readers)[0]
