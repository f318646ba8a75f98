"""The hearing as the bureau runs it: fixed, told, announced, held, reported."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Invalid
from deadlines.services.calendar import office_calendar
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.models import Case, Hearing
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title
from enforcement.services.checks import require_fits, require_text
from enforcement.services.course_documents import (
    hearing_notice_content,
    hearing_record_content,
    hearing_report_content,
)
from enforcement.services.hearings import running_of, save_row
from enforcement.services.serving import require_day
from enforcement.services.ways import Proof, checked, keep_service
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.course_law import HEARING_NOTICE_PERIOD, HEARING_PUBLIC_PERIOD
from law.counting import compute_deadline
from law.periods import in_force

HEARING_WORD = "听通"


@transaction.atomic
def schedule_hearing(
    case: Case,
    *,
    host: User,
    recorder: User,
    takes_place_on: date,
    takes_place_at: time | None = None,
    place: str,
    is_public: bool = True,
    by: User,
    on: date,
) -> Hearing:
    """Appoint the host and fix time and place; again, as long as it is not held.

    Args:
        host: leads the hearing; recorder: keeps the record. Neither handles the case.
        takes_place_on: late enough that its notice can be served in time.

    Raises:
        Invalid: a host of the case team, no place, or a day too near, with the first
            day that is possible.

    Legal source: Administrative Penalty Law Art. 64 (2, 4); SAMR hearing rules Art. 18-21.
    """
    lock(case)
    require_open(case, CaseAct.SCHEDULE_HEARING, by=by, on=on)
    require_text(place=place)
    require_fits(Hearing, place=place)
    _require_outside(case, host, recorder)
    _require_time(takes_place_on, on, is_public=is_public)
    hearing = running_of(case)
    values: dict[str, Any] = {
        "host": host,
        "recorder": recorder,
        "takes_place_on": takes_place_on,
        "takes_place_at": takes_place_at,
        "place": place.strip(),
        "is_public": is_public,
    }
    _fix(hearing, values, by=by, on=on)
    without = () if is_public else (HEARING_PUBLIC_PERIOD,)
    told: dict[str, Any] = {"clock_from": takes_place_on, "without": without}
    advance(case, CaseAct.SCHEDULE_HEARING, by=by, on=on, **told)
    after = {**values, "host": host.name, "recorder": recorder.name}
    save_row(hearing, "hearing.scheduled", after, by=by, on=on)
    next_steps.done(case, CaseAct.SCHEDULE_HEARING, by=by, on=on)
    return hearing


def _fix(hearing: Hearing, values: dict[str, Any], *, by: User, on: date) -> None:
    """Set what was fixed; what was told of an earlier day is told anew."""
    for name, value in values.items():
        setattr(hearing, name, value)
    hearing.notice_served_on = hearing.announced_on = None
    case = hearing.case
    hearing.document = issue(
        case,
        kind=DocumentKind.HEARING_NOTICE,
        title=document_title(DocumentKind.HEARING_NOTICE, case),
        content=hearing_notice_content(hearing),
        by=by,
        on=on,
        word=HEARING_WORD,
    )


@transaction.atomic
def serve_hearing_notice(
    case: Case,
    *,
    by: User,
    on: date,
    served_on: date | None = None,
    proof: Proof | None = None,
) -> Hearing:
    """Serve the notice of hearing, at least seven working days before the hearing.

    Raises:
        IllegalTransition: the hearing is not fixed, or was held.
        Invalid: served too near the hearing (fix another day), or proof is missing.

    Legal source: Administrative Penalty Law Art. 64 (2); SAMR hearing rules Art. 20, 21.
    """
    lock(case)
    require_open(case, CaseAct.SERVE_HEARING_NOTICE, by=by, on=on)
    hearing = running_of(case)
    told = checked(proof, case, announced=False)
    day = served_on or on
    require_day(on, since=hearing.document.issued_on, served_on=day)  # type: ignore[union-attr]
    last = last_day_before(HEARING_NOTICE_PERIOD, hearing.takes_place_on or on)
    if day > last:
        text = _("For this hearing the notice is served by %(last)s. Fix a later day first.")
        raise Invalid(fields={"served_on": text % {"last": last.isoformat()}})
    advance(case, CaseAct.SERVE_HEARING_NOTICE, by=by, on=on)
    assert hearing.document is not None  # noqa: S101 - the table asks for it
    keep_service(case, hearing.document, told, served_on=day, by=by, on=on)
    hearing.notice_served_on = day
    save_row(hearing, "hearing.notice_served", {"notice_served_on": day}, by=by, on=on)
    return hearing


@transaction.atomic
def announce_hearing(
    case: Case, *, by: User, on: date, announced_on: date | None = None
) -> Hearing:
    """Record that a public hearing was announced, three working days before it.

    Raises:
        IllegalTransition: not fixed, not public, or announced before.
        Invalid: the announcement comes too late.

    Legal source: SAMR hearing rules Art. 22 (2).
    """
    lock(case)
    require_open(case, CaseAct.ANNOUNCE_HEARING, by=by, on=on)
    hearing, day = running_of(case), announced_on or on
    require_day(on, since=hearing.requested_on, announced_on=day)
    last = last_day_before(HEARING_PUBLIC_PERIOD, hearing.takes_place_on or on)
    if day > last:
        text = _("This hearing is announced by %(last)s.") % {"last": last.isoformat()}
        raise Invalid(fields={"announced_on": text})
    advance(case, CaseAct.ANNOUNCE_HEARING, by=by, on=on)
    hearing.announced_on = day
    save_row(hearing, "hearing.announced", {"announced_on": day}, by=by, on=on)
    return hearing


@transaction.atomic
def hold_hearing(
    case: Case,
    *,
    attendance: str,
    record: str,
    party_absent: bool = False,
    by: User,
    on: date,
) -> Hearing:
    """Record the hearing on its day or after it: who came and what was said.

    Raises:
        IllegalTransition: not fixed, its notice not served, or not announced.
        Invalid: before its day, or nothing is recorded.

    Legal source: Administrative Penalty Law Art. 64 (5-8).
    """
    lock(case)
    require_open(case, CaseAct.HOLD_HEARING, by=by, on=on)
    hearing = running_of(case)
    require_text(attendance=attendance, record=record)
    require_fits(Hearing, attendance=attendance, record=record)
    day = hearing.takes_place_on
    if day is None or day > on:
        text = _("The hearing takes place on %(day)s only.") % {"day": day}
        raise Invalid(fields={"record": text})
    advance(case, CaseAct.HOLD_HEARING, by=by, on=on, clock_from=day)
    hearing.held_on, hearing.party_absent = day, party_absent
    hearing.attendance, hearing.record = attendance.strip(), record.strip()
    _issue(hearing, DocumentKind.HEARING_RECORD, hearing_record_content(hearing), by, on)
    after = {"held_on": day, "party_absent": party_absent}
    save_row(hearing, "hearing.held", after, by=by, on=on)
    return hearing


@transaction.atomic
def report_hearing(case: Case, *, opinion: str, by: User, on: date) -> Hearing:
    """Submit the hearing report; the handling period runs again, the review follows.

    Raises:
        IllegalTransition: the hearing is not held.
        Invalid: no opinion is given.

    Legal source: SAMR hearing rules Art. 29; Administrative Penalty Law Art. 65.
    """
    lock(case)
    require_open(case, CaseAct.REPORT_HEARING, by=by, on=on)
    require_text(opinion=opinion)
    require_fits(Hearing, opinion=opinion)
    hearing = running_of(case)
    advance(case, CaseAct.REPORT_HEARING, by=by, on=on)
    hearing.reported_on, hearing.opinion = on, opinion.strip()
    _issue(hearing, DocumentKind.HEARING_REPORT, hearing_report_content(hearing), by, on)
    save_row(hearing, "hearing.reported", {"reported_on": on}, by=by, on=on)
    next_steps.ask(case, CaseAct.RECORD_OPINION, by=by, on=on)
    return hearing


def last_day_before(rule: str, event: date) -> date:
    """The last day to act before an event, by the rule in force on its day."""
    return compute_deadline(in_force(rule, event), event, calendar=office_calendar()).due_on


def _require_outside(case: Case, *people: User) -> None:
    """Host and recorder are two people of this line of bureaus who do not handle it."""
    names = ("host", "recorder")
    team = set(case.team.values_list("officer_id", flat=True))
    wrong = {
        name: _("Who handles the case cannot lead or record its hearing.")
        for name, one in zip(names, people, strict=True)
        if one.pk in team
    }
    if people[0].pk == people[1].pk:
        wrong["recorder"] = _("Host and recorder are two people.")
    for name, one in zip(names, people, strict=True):
        if one.bureau_id != case.bureau_id and not one.bureau.is_above(case.bureau):
            wrong[name] = _("Choose somebody of this bureau or of one above it.")
    if wrong:
        raise Invalid(fields=wrong)


def _require_time(day: date, on: date, *, is_public: bool) -> None:
    rules = (HEARING_NOTICE_PERIOD, HEARING_PUBLIC_PERIOD)[: 2 if is_public else 1]
    last = min(last_day_before(rule, day) for rule in rules) if day > on else day
    if day <= on or last < on:
        text = _("Too near: the notice is served at least seven working days before.")
        raise Invalid(fields={"takes_place_on": text})


def _issue(hearing: Hearing, kind: DocumentKind, content: Any, by: User, on: date) -> None:
    case = hearing.case
    issue(case, kind=kind, title=document_title(kind, case), content=content, by=by, on=on)
