"""Who is told: holders of a duty, administrators, deputies. Looked up once per use."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from accounts.models import Bureau, Role, RoleGrant, User
from workbench.models import Delegation


class Directory:
    """People by duty and bureau as they are on a day; remembers what it looked up.

    Costs one query per bureau asked for, one for the bureaus above, one for delegations.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._people: dict[int, dict[str, list[User]]] = {}

    def holders(self, role: str, bureau_id: int, unit_id: int | None = None) -> list[User]:
        """Active people who hold ``role`` in the bureau; unit heads only of ``unit_id``."""
        found = self._in(bureau_id).get(role, [])
        if role == Role.UNIT_HEAD and unit_id is not None:
            return [user for user in found if user.unit_id == unit_id]
        return list(found)

    def administrators(self, bureau: Bureau) -> list[User]:
        """System administrators here, else of the nearest bureau above that has any."""
        for path in bureau.paths_above:
            nearest = self.bureaus.get(path)
            if nearest is None:
                continue
            if found := self.holders(Role.SYSTEM_ADMINISTRATOR, nearest.pk):
                return found
        return []

    def parent(self, bureau: Bureau) -> Bureau | None:
        """The bureau directly above, if there is one."""
        paths = bureau.paths_above
        return self.bureaus.get(paths[1]) if len(paths) > 1 else None

    def province(self, bureau: Bureau) -> Bureau | None:
        """The bureau at the top of the tree."""
        return self.bureaus.get(bureau.paths_above[-1])

    def present(self, bureau: Bureau) -> Bureau:
        """The bureau itself, or the one it was merged into."""
        seen = {bureau.pk}
        while not bureau.is_active_on(self.on) and bureau.succeeded_by_id not in {None, *seen}:
            bureau = self._by_id[bureau.succeeded_by_id]
            seen.add(bureau.pk)
        return bureau

    def with_deputies(self, people: Iterable[User]) -> list[User]:
        """The people and whoever stands in for them today, each once."""
        told: dict[int, User] = {}
        waiting = list(people)
        while waiting:
            person = waiting.pop(0)
            if person.pk not in told:
                told[person.pk] = person
                waiting += self._deputies.get(person.pk, [])
        return list(told.values())

    @cached_property
    def bureaus(self) -> dict[str, Bureau]:
        return {bureau.path: bureau for bureau in Bureau.objects.all()}

    @cached_property
    def _by_id(self) -> dict[int | None, Bureau]:
        return {bureau.pk: bureau for bureau in self.bureaus.values()}

    @cached_property
    def _deputies(self) -> dict[int, list[User]]:
        rows = Delegation.objects.in_force(self.on).select_related("deputy")
        found: dict[int, list[User]] = defaultdict(list)
        for row in rows.filter(deputy__is_active=True).order_by("pk"):
            found[row.person_id].append(row.deputy)
        return found

    def _in(self, bureau_id: int) -> dict[str, list[User]]:
        if bureau_id not in self._people:
            by_role: dict[str, list[User]] = defaultdict(list)
            grants = RoleGrant.objects.filter(
                revoked_on=None,
                user__bureau_id=bureau_id,
                user__in=User.objects.active().people(),
            )
            for grant in grants.select_related("user").order_by("user_id"):
                by_role[grant.role].append(grant.user)
            self._people[bureau_id] = by_role
        return self._people[bureau_id]
