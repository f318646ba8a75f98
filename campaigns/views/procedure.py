"""What the pages of returns and ledger items share: the form of an act, acts, time line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from core.pages.base import Crumb
from core.pages.parts import Act, Entry
from deadlines.models import Transition
from deadlines.policies import require_may_do
from deadlines.procedure import procedure_of
from deadlines.services.procedure import open_acts
from deadlines.views import acts
from workbench.services.comments import comments_of


class ActPage(acts.ActPage):
    """One act of a table, done by one service.

    Subclasses say ``act_name``, ``form_class`` and ``service``: called with the record,
    what was typed, ``by`` and ``on``.
    """

    perms = (Perm.READ_RECORDS,)
    service: ClassVar[Callable[..., Any]]

    def require(self, record: Any) -> None:
        # Who may not is told so first, whatever the record's state.
        rule = procedure_of(record.ref_kind).by_act[self.act_name]
        require_may_do(record, rule, by=self.user)
        super().require(record)

    def act(self, form: Any) -> str:
        type(self).service(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()

    def detail_address(self) -> str:
        raise NotImplementedError

    def list_crumb(self) -> Crumb:
        raise NotImplementedError

    def crumbs(self) -> list[Crumb]:
        return [self.list_crumb(), Crumb(str(self.found), self.detail_address())]


@dataclass(frozen=True, slots=True)
class Button:
    """How an act of the table looks on the page; an act without one has no button."""

    url_name: str
    icon: str
    weight: Literal["main", "plain", "danger"] = "plain"
    dialog: bool = True


def acts_of(record: Any, user: User, buttons: Mapping[Any, Button]) -> list[Act]:
    """The acts the table opens to ``user`` now; what is missing stands as the reason."""
    found = []
    for one in open_acts(record, by=user, on=timezone.localdate()):
        button = buttons.get(str(one.rule.act))
        if button is None or not one.allowed:
            continue
        reason = " ".join(str(need.refusal) for need in one.missing)
        found.append(
            Act(
                one.rule.title,
                reverse(button.url_name, args=[record.uuid]),
                button.icon,
                reason=reason,
                weight="plain" if reason else button.weight,
                dialog=button.dialog,
            )
        )
    return found


def timeline_of(record: Any, more: Iterable[Entry] = ()) -> Sequence[Entry]:
    """Acts and comments of a record, newest first."""
    born = {
        "register": _("Entered in the ledger"),
        "begin": _("Return begun"),
        "score": _("Score given"),
    }
    rules = procedure_of(record.ref_kind).by_act
    lines = [(one.at, number, one) for number, one in enumerate(more)]
    for row in Transition.objects.filter(about_uuid=record.uuid).select_related("by"):
        title = rules[row.act].title if row.act in rules else born.get(row.act, row.act)
        entry = Entry(row.on, title, by=row.by.name, note=row.note)
        lines.append((row.on, row.pk, entry))
    for remark in comments_of(record):
        day = timezone.localdate(remark.created_at)
        entry = Entry(day, _("Remark"), by=remark.author.name, note=remark.text, kind="comment")
        lines.append((day, remark.pk, entry))
    return [entry for _at, _pk, entry in sorted(lines, key=_when, reverse=True)]


def _when(line: tuple[Any, int, Entry]) -> tuple[Any, int]:
    return line[0], line[1]
