"""Who may write the registry. Reading it is open to every officer who reads records."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind, Perm, Region, User
from accounts.policies import may
from core.errors import Invalid, PermissionRefused
from core.protocols import Actor


def codes_above(region: Region) -> tuple[str, ...]:
    """The region's code and those of its city and province."""
    return tuple(dict.fromkeys((region.code, f"{region.code[:4]}00", f"{region.code[:2]}0000")))


def covers(bureau: Bureau, region: Region) -> bool:
    """Whether the region lies in one the bureau answers for. Costs one query."""
    return bureau.is_province or bureau.regions.filter(code__in=codes_above(region)).exists()


def may_write_party(by: Actor, *, bureau: Bureau, region: Region) -> bool:
    """The supervising bureau, those above it, and the bureaus of the party's region."""
    if may(by, Perm.WRITE_PARTIES, bureau):
        return True
    return may(by, Perm.WRITE_PARTIES) and isinstance(by, User) and covers(by.bureau, region)


def require_write_party(by: Actor, *, bureau: Bureau, region: Region) -> None:
    """Raises PermissionRefused in words that say whose party it is."""
    if not may(by, Perm.WRITE_PARTIES):
        raise PermissionRefused
    if may_write_party(by, bureau=bureau, region=region) or not isinstance(by, User):
        return
    raise PermissionRefused(
        _(
            "%(region)s is outside the jurisdiction of %(own)s; its parties are entered by "
            "%(bureau)s. Ask that bureau, or choose a region of your own."
        )
        % {"region": region.name, "own": by.bureau.name, "bureau": bureau.name}
    )


def require_write_for(by: Actor, bureau: Bureau) -> None:
    """Products, batches and key lists belong to a bureau at or under the writer's."""
    if not may(by, Perm.WRITE_PARTIES):
        raise PermissionRefused
    if not may(by, Perm.WRITE_PARTIES, bureau):
        raise PermissionRefused(
            _("This belongs to %(bureau)s, which alone may change it.")
            % {"bureau": bureau.name}
        )


def require_covers(bureau: Bureau, region: Region) -> None:
    """Raises Invalid unless the supervising bureau answers for the party's region."""
    if not covers(bureau, region):
        raise Invalid(
            fields={
                "bureau": _(
                    "%(bureau)s does not answer for %(region)s. Choose the bureau of that "
                    "region, or one above it."
                )
                % {"bureau": bureau.name, "region": region.name}
            }
        )


def local_bureau(region: Region) -> Bureau:
    """The most local active bureau that penalises in the region. Costs one query.

    Raises:
        Invalid: no bureau answers for the region.
    """
    found = (
        Bureau.objects.filter(regions__in=codes_above(region), active_to=None)
        .exclude(kind=BureauKind.SUBCENTRE)
        .order_by("-regions__code", "-path")
        .first()
    )
    if found is None:
        raise Invalid(
            fields={
                "region": _("No bureau answers for %(region)s. Choose another region.")
                % {"region": region.name}
            }
        )
    return found


def regions_of(user: User) -> QuerySet[Region]:
    """The present regions in which ``user`` may enter parties."""
    rows = Region.objects.filter(valid_to=None).select_related("parent")
    if user.bureau.is_province:
        return rows
    wanted = Q(pk__in=[])
    for code in user.bureau.regions.values_list("code", flat=True):
        wanted |= Q(code__startswith=code[:4]) if code.endswith("00") else Q(code=code)
    return rows.filter(wanted)


def bureaus_for(user: User) -> QuerySet[Bureau]:
    """The bureaus that may supervise a party ``user`` enters: one's own line of the tree."""
    line = Q(path__in=user.bureau.paths_above) | Q(path__startswith=user.bureau.path)
    regions = user.bureau.regions.all()
    return Bureau.objects.filter(
        line | Q(regions__in=regions) | Q(regions__parent__in=regions), active_to=None
    ).distinct()
