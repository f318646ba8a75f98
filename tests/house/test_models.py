from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import Scoped, ScopedQuerySet
from core.models import Record
from core.refs import known_kinds
from tests.house.sources import APPS, told


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def name_of(model):
    return model._meta.label


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except (SystemExit, CommandError):
        pytest.fail(f"Run manage.py makemigrations:\n{said.getvalue()}")


def test_every_scoped_record_can_be_named_and_found():
    scoped = [model for model in own_models() if issubclass(model, Scoped)]
    assert scoped
    unnamed = [name_of(model) for model in scoped if model.ref_kind not in known_kinds()]
    assert not unnamed, told("Register a resolver for ref_kind in ready():", unnamed)


def test_every_scoped_record_is_read_through_its_scope():
    faults = [
        name_of(model)
        for model in own_models()
        if issubclass(model, Scoped)
        and not isinstance(model._default_manager.all(), ScopedQuerySet)
    ]
    assert not faults, told("Its manager must know visible_to():", faults)


def test_no_two_records_share_a_kind():
    kinds = {}
    for model in own_models():
        if issubclass(model, Record) and model.ref_kind:
            kinds.setdefault(model.ref_kind, []).append(name_of(model))
    assert {kind: names for kind, names in kinds.items() if len(names) > 1} == {}


def test_every_constraint_and_index_says_whose_it_is():
    faults = [
        f"{name_of(model)}: {constraint.name}"
        for model in own_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.app_label}_")
    ]
    assert not faults, told("Begin a constraint's name with its app:", faults)
