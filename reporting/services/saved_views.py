"""Views of a list: saved, shared with the bureau, preferred, removed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import AccountKind, User
from audit.services import record
from core.errors import Invalid, NotFound
from core.pages.extras import KEPT_OUT, ShownView
from core.pages.filters import valid_ids
from registry.services.entry import one_line
from reporting.exports.lists import list_at
from reporting.models.saved_views import DefaultView, SavedView

LONGEST: Final = 2_000
MOST: Final = 50


def views_for(user: Any, path: str) -> Sequence[ShownView]:
    """The views of a list this person may use. One query."""
    if not isinstance(user, User) or user.kind != AccountKind.PERSON:
        return []
    mine = DefaultView.objects.filter(user=user, view=OuterRef("pk"))
    rows: Any = SavedView.objects.visible_to(user).filter(path=path)
    return [
        ShownView(
            uuid=row.uuid,
            title=row.title,
            query=row.query,
            is_mine=row.owner_id == user.pk,
            is_shared=row.is_shared,
            is_default=row.is_default,
        )
        for row in rows.annotate(is_default=Exists(mine))[:MOST]
    ]


@transaction.atomic
def save_view(
    *,
    path: str,
    title: str,
    query: str,
    is_shared: bool = False,
    is_default: bool = False,
    by: User,
    on: date,
) -> SavedView:
    """Keep what a list shows now under a name; the same name again takes its place.

    Args:
        query: filters, columns and order as the list's address holds them.

    Raises:
        NotFound: there is no list at ``path``.
        PermissionRefused: another duty opens the list.
        Invalid: no name, too long a query, or too many views.
    """
    list_at(path, "", by)
    name = one_line(title)
    if not 0 < len(name) <= 40:
        raise Invalid(fields={"title": _("Give the view a name of at most 40 characters.")})
    kept = QueryDict(query, mutable=True)
    for one in KEPT_OUT:
        kept.pop(one, None)
    told = kept.urlencode()
    if len(told) > LONGEST:
        raise Invalid(fields={"query": _("These filters are too long to be kept.")})
    if "%00" in told:  # the list would refuse it each time it opens
        raise Invalid(fields={"query": _("These filters hold a sign no list takes.")})
    rows = SavedView.objects.select_for_update()
    if rows.filter(owner=by, path=path).exclude(title=name).count() >= MOST:
        raise Invalid(_("You keep many views of this list already. Remove one first."))
    view, created = rows.get_or_create(
        owner=by, path=path, title=name, defaults={"bureau": by.bureau}
    )
    view.query, view.is_shared, view.bureau = told, is_shared, by.bureau
    view.version += 0 if created else 1
    view.save()
    if is_default:
        DefaultView.objects.update_or_create(user=by, path=path, defaults={"view": view})
    after = {"list": path, "title": name, "query": told, "shared": is_shared}
    record("saved_view.saved", subject=view, by=by, on=on, after=after)
    return view


@transaction.atomic
def remove_view(view: SavedView, *, by: User, on: date) -> None:
    """Remove one's own view; whoever opened a list with it sees the whole list again.

    Raises:
        NotFound: it is somebody else's.
    """
    row = SavedView.objects.select_for_update().filter(pk=view.pk, owner=by).first()
    if row is None:
        raise NotFound
    before = {"list": row.path, "title": row.title, "query": row.query}
    record("saved_view.removed", subject=row, by=by, on=on, before=before)
    row.delete()


@transaction.atomic
def prefer_view(view: SavedView | None, *, path: str, by: User) -> None:
    """Open a list with this view from now on; None: as it is. One's own matter, not audited.

    Raises:
        NotFound: a view this person cannot see, or another list's.
    """
    if view is None:
        DefaultView.objects.filter(user=by, path=path).delete()
        return
    if not SavedView.objects.visible_to(by).filter(pk=view.pk, path=path).exists():
        raise NotFound
    DefaultView.objects.update_or_create(user=by, path=path, defaults={"view": view})


def find_view(text: str, user: User) -> SavedView:
    """Raises NotFound for what is not there and for somebody else's private view."""
    ids = valid_ids([text])
    found = SavedView.objects.visible_to(user).filter(uuid__in=ids).first()
    if found is None:
        raise NotFound
    return found
