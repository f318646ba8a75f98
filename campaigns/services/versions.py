"""The plan of a campaign frozen as it was ordered, and what later versions changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from audit.services.record import plain
from campaigns.models import Campaign, CampaignStatus, CampaignVersion

HEAD = (
    "name",
    "starts_on",
    "ends_on",
    "summary",
    "goals",
    "scope",
    "joint_authorities",
)


def snapshot_of(campaign: Campaign) -> dict[str, Any]:
    """The whole plan as plain data, in a fixed order. Eight queries."""
    line = campaign.task_line
    return plain(
        {
            "campaign": {
                **{name: getattr(campaign, name) for name in HEAD},
                "task_line": line.name if line else "",
            },
            "phases": _rows(campaign.phases, "name", "kind", "starts_on", "ends_on"),
            "tasks": _rows(campaign.tasks, "name", "content", "owner__name", "due_on"),
            "indicators": _rows(
                campaign.campaignindicators,
                "indicator__code",
                "indicator__edition",
                "indicator__definition",
            ),
            "targets": _rows(
                campaign.targets.order_by("indicator__code", "bureau__path", "phase__seq"),
                "indicator__name",
                "bureau__name",
                "phase__name",
                "value",
            ),
            "lists": _rows(campaign.campaignlists, "key_list__name", "purpose", "theme"),
            "schedules": _rows(
                campaign.returnschedules, "name", "frequency", "cut_off_day", "due_days"
            ),
            "assessment": _rows(campaign.assessmentitems, "name", "weight", "standard"),
        }
    )


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names))


def digest_of(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the plan, as anybody can compute it again."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keep_version(
    campaign: Campaign, *, by: User, on: date, reason: str = ""
) -> CampaignVersion | None:
    """Freeze the plan as it stands now, if it differs from the last version.

    Called inside the act that changed it. A draft has no versions.
    """
    if campaign.status == CampaignStatus.DRAFT:
        return None
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    snapshot = snapshot_of(campaign)
    digest = digest_of(snapshot)
    last = campaign.campaignversions.order_by("-seq").first()
    if last is not None and last.sha256 == digest:
        return None
    version: CampaignVersion = CampaignVersion.objects.create(
        campaign=campaign,
        seq=last.seq + 1 if last else 1,
        on=on,
        by=by,
        reason=reason[:300],
        snapshot=snapshot,
        sha256=digest,
    )
    return version


def differences(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """What a version changed, a sentence for each thing."""
    return [
        *_head_lines(earlier.get("campaign", {}), later.get("campaign", {})),
        *(
            line
            for part, title in _titles().items()
            for line in _part_lines(title, earlier.get(part, []), later.get(part, []))
        ),
    ]


def _titles() -> dict[str, str]:
    return {
        "phases": _("Phase"),
        "tasks": _("Task of the campaign"),
        "indicators": _("Indicator"),
        "targets": _("Target"),
        "lists": _("Key list"),
        "schedules": _("Return schedule"),
        "assessment": _("Assessment item"),
    }


def _head_lines(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[str]:
    for name, value in later.items():
        before = earlier.get(name)
        if before != value:
            field: Any = Campaign._meta.get_field(name)
            label = str(field.verbose_name)
            words = {"what": label, "before": _shown(before), "after": _shown(value)}
            yield _("%(what)s: %(before)s → %(after)s") % words


def _part_lines(title: str, earlier: list[Any], later: list[Any]) -> Iterator[str]:
    old, new = _by_name(earlier), _by_name(later)
    for name, row in new.items():
        words = {"what": title, "name": name}
        if name not in old:
            yield _("%(what)s added: %(name)s") % words
        elif old[name] != row:
            changed = {key for key in row if row[key] != old[name].get(key)}
            before = "、".join(_shown(old[name].get(key)) for key in sorted(changed))
            after = "、".join(_shown(row[key]) for key in sorted(changed))
            said = {**words, "before": before, "after": after}
            yield _("%(what)s “%(name)s”: %(before)s → %(after)s") % said
    for name in old.keys() - new.keys():
        yield _("%(what)s taken away: %(name)s") % {"what": title, "name": name}


def _by_name(rows: list[Any]) -> dict[str, Any]:
    """A target is named by indicator, bureau and phase, everything else by its name."""
    return {" ".join(str(row[key]) for key in _naming(row) if row[key]): row for row in rows}


def _naming(row: Mapping[str, Any]) -> tuple[str, ...]:
    if "bureau__name" in row:
        return ("indicator__name", "bureau__name", "phase__name")
    if "owner__name" in row:
        return ("name", "owner__name")
    return (next(iter(row)),)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "—" if value in (None, "", {}) else str(value)
