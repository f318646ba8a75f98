"""What the registry's pages share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.permissions import Perm
from core.models import Record
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.parts import Entry
from registry.history import TITLES, events_of

READ = (Perm.READ_RECORDS,)
WRITE = (Perm.WRITE_PARTIES,)


class RegistryDetail(DetailPage):
    """A record of the registry with its history."""

    perms = READ

    @property
    def today(self) -> date:
        return timezone.localdate()

    def timeline(self) -> Iterable[Entry]:
        return [
            Entry(at=event.on, title=TITLES[event.kind], by=event.actor_name, note=event.note)
            for event in events_of(self.record)
        ]


class RegistryAct(RecordAddress, FormPage):
    """An act on one record; whoever may not do it is told before they type."""

    perms = WRITE
    _found: Record | None = None

    def record(self) -> Any:
        if self._found is None:
            self._found = self.get_record()
            self.require(self._found)
        return self._found

    def require(self, record: Any) -> None:
        """Raises PermissionRefused for whoever may not do this act."""
        raise NotImplementedError
