"""Rules an office may set for itself, each with its basis and the day it begins.

Apps make their keys known in ``AppConfig.ready()`` with the value shipped; a setting of
the bureau, of one above it, or for all replaces it from its day on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Bureau, PolicySetting
from accounts.policies import require_manage_settings
from audit.services import record
from core.errors import Invalid
from core.protocols import Actor


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """A rule that may be set.

    Args:
        check: raises ValueError, with words for the reader, for a value that cannot be.
        words: what the values mean, where they are codes; the reader types and reads these.
    """

    key: str
    title: str | Promise
    default: Any
    basis: str | Promise = ""
    check: Callable[[Any], object] | None = None
    words: Mapping[str, str | Promise] = field(default_factory=dict)

    def say(self, value: Any) -> Any:
        """A value in the reader's words."""
        return self.words.get(value, value) if isinstance(value, str) else value

    def meant(self, typed: Any) -> Any:
        """The value a reader's words mean; anything else as it was typed."""
        return next((code for code, words in self.words.items() if str(words) == typed), typed)


_keys: dict[str, PolicyKey] = {}


def register_policy(policy: PolicyKey) -> None:
    """Make a key known. Called from ``AppConfig.ready()``."""
    _keys[policy.key] = policy


def known_policies() -> list[PolicyKey]:
    return [_keys[key] for key in sorted(_keys)]


def get_policy(key: str, *, bureau: Bureau | None, on: date) -> Any:
    """The value in force for ``bureau`` on ``on``. One query.

    The bureau's own wins, then the nearest above, then the one for all, then the value
    shipped; of one bureau the latest that has begun.
    """
    chosen = setting_in_force(key, bureau=bureau, on=on)
    return _keys[key].default if chosen is None else chosen.value


def setting_in_force(key: str, *, bureau: Bureau | None, on: date) -> PolicySetting | None:
    """The row that decides, or None where the value shipped does."""
    if key not in _keys:
        raise KeyError(f"No policy {key!r} is registered.")
    rows = _rows_for(bureau).filter(key=key, effective_from__lte=on)
    return max(rows, key=_weight, default=None)


def _rows_for(bureau: Bureau | None) -> QuerySet[PolicySetting]:
    where = Q(bureau=None)
    if bureau is not None:
        where |= Q(bureau__path__in=bureau.paths_above)
    return PolicySetting.objects.filter(where).select_related("bureau")


def _weight(row: PolicySetting) -> tuple[int, date]:
    return (len(row.bureau.path) if row.bureau else 0, row.effective_from)


@transaction.atomic
def set_policy(
    *,
    key: str,
    value: Any,
    bureau: Bureau | None,
    effective_from: date,
    basis: str,
    by: Actor,
    on: date,
) -> PolicySetting:
    """Set a rule for a bureau and those under it, or for all, from a day on.

    Args:
        basis: the document it rests on.

    Raises:
        Invalid: an unknown rule, a value that cannot be, a day that is past, no basis.
    """
    require_manage_settings(by, bureau)
    value = _keys[key].meant(value) if key in _keys else value
    _require_value(key, value)
    if not basis.strip():
        raise Invalid(fields={"basis": _("Name the document this rule rests on.")})
    if effective_from < on:
        raise Invalid(fields={"effective_from": _("A rule cannot begin in the past.")})
    before = setting_in_force(key, bureau=bureau, on=effective_from)
    row, _created = PolicySetting.objects.update_or_create(
        bureau=bureau,
        key=key,
        effective_from=effective_from,
        defaults={"value": value, "basis": basis},
    )
    after = {"key": key, "value": value, "from": effective_from, "basis": basis}
    was = {"value": before.value if before else _keys[key].default}
    record("policy.set", subject=row, by=by, on=on, before=was, after=after)
    return row


def _require_value(key: str, value: Any) -> None:
    policy = _keys.get(key)
    if policy is None:
        raise Invalid(fields={"key": _("There is no such rule.")})
    if policy.check is not None:
        try:
            policy.check(value)
        except ValueError as error:
            raise Invalid(fields={"value": str(error)}) from error
