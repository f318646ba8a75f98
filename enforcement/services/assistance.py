"""Assistance requests: asked, assigned, extended, answered, withdrawn."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccountKind, Bureau, Perm, Role, ShareGrade, User
from accounts.services.scope import share, unshare
from audit.services import record
from core.errors import Invalid, PermissionRefused
from deadlines.services.clocks import is_law_on, live_clocks, reassign, start_clock
from deadlines.services.extensions import extend_clock
from deadlines.services.procedure import advance, begin, lock, require_open
from documents.services.numbers import next_number
from enforcement.models import AssistanceRequest, Case
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.transitions.assistance import (
    DRUG_PERIOD,
    REPLIES,
    REPLY_PERIOD,
    URGENT_PERIOD,
    AssistanceAct,
)
from law.vocabularies import Domain
from workbench.models import MessageKind
from workbench.services.messages import Draft, Text, send_many
from workbench.services.recipients import Directory

NUMBER_WORD = "协查"


@transaction.atomic
def request_assistance(
    *,
    title: str,
    request: str,
    by: User,
    on: date,
    to: Bureau | None = None,
    outside: str = "",
    case: Case | None = None,
    domain: str = "",
    urgent: bool = False,
) -> AssistanceRequest:
    """Ask another bureau, or an authority outside, to find something out; 15 working days.

    A bureau of the installation has the letter at once, so its days run from today.

    Args:
        to: a bureau of the installation; else ``outside`` names the authority.
        case: what it is asked for; its officers read the answer.
        domain: default the case's; a drug matter outside the province has limits of its own.
        urgent: of a drug matter outside the province: seven working days.

    Raises:
        PermissionRefused: no such duty, or another bureau's case.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 45; drug inspection measures Art. 59.
    """
    if not by.can(Perm.WRITE_CASES):
        raise PermissionRefused
    if case is not None and case.bureau_id != by.bureau_id:
        raise PermissionRefused(_("This belongs to a bureau outside your jurisdiction."))
    _require_one_addressee(to, outside, by)
    row = AssistanceRequest.top(
        bureau=to or by.bureau,
        unit=None if to else by.unit,
        number=next_number(bureau=by.bureau, word=NUMBER_WORD, on=on),
        from_bureau=by.bureau,
        outside=outside.strip(),
        case=case,
        domain=domain or (case.domain if case else ""),
        confidential=bool(case and case.confidential),
    )
    _open(row, title, request, urgent, by, on)
    if to is not None:
        share(row, to=by.bureau, grade=ShareGrade.READ, by=by, on=on, reason=_("Asked"))
        _tell(row, to, gettext_lazy("Another bureau asks for assistance"), on)
    else:
        share(row, to=by, grade=ShareGrade.HANDLE, by=by, on=on)
    return row


@transaction.atomic
def register_assistance(
    *,
    title: str,
    request: str,
    outside: str,
    received_on: date,
    domain: str,
    by: User,
    on: date,
    number: str = "",
    urgent: bool = False,
) -> AssistanceRequest:
    """Register a letter that an authority outside sent to one's bureau.

    Args:
        outside: the asking authority.
        received_on: the day it came in; the answer is due from it.
        number: the number the letter bears.

    Raises:
        PermissionRefused: no such duty.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 45.
    """
    if not by.can(Perm.WRITE_CLUES):
        raise PermissionRefused
    require_text(outside=outside)
    require_not_future(on, received_on=received_on)
    if number and AssistanceRequest.objects.filter(number=number.strip()).exists():
        raise Invalid(fields={"number": _("A letter with this number is registered already.")})
    row = AssistanceRequest.top(
        bureau=by.bureau,
        number=number.strip(),
        outside=outside.strip(),
        domain=domain,
    )
    _open(row, title, request, urgent, by, received_on)
    _tell(row, by.bureau, gettext_lazy("An authority outside asks for assistance"), on)
    return row


@transaction.atomic
def assign_assistance(row: AssistanceRequest, *, to: User, by: User, on: date) -> Any:
    """Give a request to an officer of the bureau; its limit binds them.

    Raises:
        Invalid: no officer of the bureau, or no handling duty.
        IllegalTransition: answered or withdrawn.
    """
    lock(row)
    require_open(row, AssistanceAct.ASSIGN, by=by, on=on)
    fit = to.kind == AccountKind.PERSON and to.can(Perm.WRITE_CASES)
    if to.bureau_id != row.bureau_id or not fit:
        text = _("%(name)s is no officer of %(bureau)s.")
        names = {"name": to.name, "bureau": row.bureau.name}
        raise Invalid(fields={"to": text % names})
    former = row.handler
    advance(row, AssistanceAct.ASSIGN, by=by, on=on, note=to.name, values={"handler": to})
    if former is not None and former.pk != to.pk:
        unshare(row, to=former, by=by, on=on, reason=_("Assigned to another officer"))
    share(row, to=to, grade=ShareGrade.HANDLE, by=by, on=on)
    reassign(row, responsible=[to], on=on)
    title = gettext_lazy("An assistance request was assigned to you")
    _send(row, [to] if to.pk != by.pk else [], title, on)
    return row


@transaction.atomic
def extend_assistance(
    row: AssistanceRequest, *, until_on: date, reason: str, paper: str = "", by: User, on: date
) -> AssistanceRequest:
    """Tell the asking bureau before the limit ends that the answer takes until another day.

    Args:
        until_on: the new last day.
        paper: number of the letter that tells it; default the request's own.

    Raises:
        IllegalTransition: over already, or extended before.
        PermissionRefused: not the head of the assisting bureau.

    Legal source: SAMR procedure rules Art. 45 para. 2.
    """
    lock(row)
    require_open(row, AssistanceAct.EXTEND, by=by, on=on)
    clock = live_clocks(row, REPLIES).first()
    if clock is None:
        raise Invalid(_("No limit is running."))
    paper = paper.strip() or row.number or row.title
    extend_clock(clock, until_on=until_on, reason=reason, paper=paper, by=by, on=on)
    advance(row, AssistanceAct.EXTEND, by=by, on=on, note=reason.strip())
    _send(row, _asking_people(row, on), gettext_lazy("The answer takes longer"), on)
    return row


@transaction.atomic
def answer_assistance(
    row: AssistanceRequest, *, answer: str, by: User, on: date, answered_on: date | None = None
) -> AssistanceRequest:
    """Answer a request; whoever asked is told. What an authority outside answered is
    recorded by the officer who asked.

    Args:
        answered_on: the day of an answer from outside, if not ``on``.

    Raises:
        IllegalTransition: answered or withdrawn already.
        Invalid: nothing is said.
    """
    lock(row)
    require_open(row, AssistanceAct.ANSWER, by=by, on=on)
    require_text(answer=answer)
    require_fits(AssistanceRequest, answer=answer)
    day = answered_on if row.is_sent_outside and answered_on else on
    require_not_future(on, answered_on=day)
    values = {"answer": answer.strip(), "answered_on": max(day, row.asked_on)}
    advance(row, AssistanceAct.ANSWER, by=by, on=on, values=values)
    if not row.is_sent_outside:
        _send(row, _asking_people(row, on), gettext_lazy("Your request was answered"), on)
    return row


@transaction.atomic
def withdraw_assistance(
    row: AssistanceRequest, *, reason: str, by: User, on: date
) -> AssistanceRequest:
    """The asking bureau needs no answer any more.

    Raises:
        PermissionRefused: another bureau asked.
        IllegalTransition: answered already.
    """
    require_text(reason=reason)
    advance(row, AssistanceAct.WITHDRAW, by=by, on=on, note=reason.strip())
    return row


def reply_period(row: AssistanceRequest) -> str:
    """Which limit the answer has: drug matters between provinces have their own."""
    if not row.outside or row.domain != Domain.DRUG:
        return REPLY_PERIOD
    return URGENT_PERIOD if row.urgent else DRUG_PERIOD


def _open(
    row: AssistanceRequest, title: str, request: str, urgent: bool, by: User, on: date
) -> None:
    require_text(title=title, request=request)
    require_fits(
        AssistanceRequest,
        title=title,
        request=request,
        outside=row.outside,
        number=row.number,
        domain=row.domain,
    )
    row.title, row.request, row.urgent = title.strip(), request.strip(), urgent
    row.asked_by, row.asked_on = by, on
    row.save(force_insert=True)
    rule = reply_period(row)
    if is_law_on(rule, on):
        start_clock(row, rule=rule, on=on)
    begin(row, by=by, on=on, act="ask")
    after = {"number": row.number, "title": row.title, "outside": row.outside}
    record("assistance.asked", subject=row, by=by, on=on, after=after)


def _require_one_addressee(to: Bureau | None, outside: str, by: User) -> None:
    if (to is None) == (not outside.strip()):
        text = _("Choose a bureau, or name the authority outside.")
        raise Invalid(fields={"to": text})
    if to is not None and to.pk == by.bureau_id:
        raise Invalid(fields={"to": _("Choose another bureau than your own.")})


def _asking_people(row: AssistanceRequest, on: date) -> list[User]:
    """Whoever asked, and the officers of the case."""
    people = [row.asked_by] if row.from_bureau_id else []
    if row.case is not None:
        people += row.case.responsible_officers()
    return people


def _tell(row: AssistanceRequest, bureau: Bureau, title: Text, on: date) -> None:
    directory = Directory(on)
    roles = (Role.BUREAU_HEAD, Role.UNIT_HEAD)
    _send(row, (p for role in roles for p in directory.holders(role, bureau.pk)), title, on)


def _send(row: AssistanceRequest, people: Iterable[User], title: Text, on: date) -> None:
    send_many(
        [
            Draft(
                recipient=person,
                kind=MessageKind.NOTICE,
                title=title,
                dedupe_key=f"assistance:{row.uuid}:{row.version}",
                on=on,
                about=row.ref,
            )
            for person in {one.pk: one for one in people}.values()
        ]
    )
