"""What the instruments between review and decision say, in the language of the office."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.content import Content, Paragraph
from documents.models import Document
from enforcement.models import (
    Case,
    CaseReview,
    Decision,
    DecisionChange,
    Discussion,
    Hearing,
    InvestigationReport,
)
from enforcement.services.case_documents import (
    OFFICIAL,
    particulars_of,
    party_name,
    period_length,
    say_day,
)
from enforcement.transitions.course_law import ANNOUNCEMENT_PERIOD, HEARING_WINDOW


def report_content(case: Case, report: InvestigationReport) -> Content:
    """Legal source: SAMR procedure rules Art. 48 (what the report says)."""
    with override(OFFICIAL):
        return Content(
            particulars=[*particulars_of(case), [_("Source"), case.get_source_display()]],
            sections=[
                Paragraph(title=_("Facts found"), text=report.facts),
                Paragraph(title=_("Evidence"), text=report.evidence),
                Paragraph(title=_("Character of the violation"), text=report.character),
                Paragraph(title=_("Proposed handling and its basis"), text=report.handling),
            ],
            ending=say_day(report.concluded_on),
        )


def review_content(case: Case, review: CaseReview) -> Content:
    with override(OFFICIAL):
        return Content(
            particulars=[
                [_("Case number"), case.number],
                [_("Kind"), review.get_kind_display()],
                [_("Reviewer"), review.reviewed_by.name],
                [_("Conclusion"), review.get_opinion_display()],
            ],
            sections=[Paragraph(title=_("Opinion"), text=review.words)],
            ending=say_day(review.reviewed_on),
        )


def hearing_right_words(grounds: Iterable[str], on: date) -> list[Paragraph]:
    """The paragraph of the notice by which the party learns of its right, if it has one."""
    told = list(grounds)
    if not told:
        return []
    text = _(
        "You may ask for a hearing within %(period)s of receiving this notice. Whoever does "
        "not ask in time is taken to waive it. Grounds: %(grounds)s"
    ) % {"period": period_length(HEARING_WINDOW, on), "grounds": "；".join(told)}
    return [Paragraph(title=_("Right to a hearing"), text=text)]


def hearing_notice_content(hearing: Hearing) -> Content:
    """Legal source: SAMR hearing rules Art. 20, 21."""
    with override(OFFICIAL):
        clock = hearing.takes_place_at.strftime("%H:%M") if hearing.takes_place_at else ""
        lines = [
            [_("Day of the hearing"), f"{say_day(hearing.takes_place_on)} {clock}".strip()],
            [_("Place of the hearing"), hearing.place],
            [_("Hearing host"), hearing.host.name if hearing.host else ""],
            [_("Recorder"), hearing.recorder.name if hearing.recorder else ""],
            [_("Public hearing"), _("Yes") if hearing.is_public else _("No")],
        ]
        text = _(
            "You may attend yourself or appoint one or two representatives, ask that the host "
            "or the recorder withdraw, and present evidence. Whoever stays away without good "
            "reason is taken to give the hearing up."
        )
        return Content(
            addressee=party_name(hearing.case),
            particulars=lines,
            sections=[Paragraph(title=_("Your rights"), text=text)],
        )


def hearing_record_content(hearing: Hearing) -> Content:
    with override(OFFICIAL):
        return Content(
            particulars=[
                [_("Case number"), hearing.case.number],
                [_("Held on"), say_day(hearing.held_on)],
                [_("Place of the hearing"), hearing.place],
                [_("Hearing host"), hearing.host.name if hearing.host else ""],
            ],
            sections=[
                Paragraph(title=_("Who attended"), text=hearing.attendance),
                Paragraph(title=_("Record of the hearing"), text=hearing.record),
            ],
        )


def hearing_report_content(hearing: Hearing) -> Content:
    with override(OFFICIAL):
        return Content(
            particulars=[
                [_("Case number"), hearing.case.number],
                [_("Held on"), say_day(hearing.held_on)],
            ],
            sections=[Paragraph(title=_("Opinion of the host"), text=hearing.opinion)],
            ending=say_day(hearing.reported_on),
        )


def discussion_content(row: Discussion, names: str, grounds: Iterable[object]) -> Content:
    with override(OFFICIAL):
        return Content(
            particulars=[
                [_("Case number"), row.case.number],
                [_("Discussed on"), say_day(row.held_on)],
                [_("Chaired by"), row.chair.name],
                [_("Participants"), names],
            ],
            sections=[
                Paragraph(title=_("Why it is discussed"), text="\n".join(map(str, grounds))),
                Paragraph(title=_("Opinions"), text=row.opinions),
                Paragraph(title=_("Conclusion"), text=row.conclusion),
            ],
        )


def dismissal_content(case: Case, decision: Decision) -> Content:
    with override(OFFICIAL):
        text = _("The facts of a violation are not established; the case is dismissed.")
        return Content(
            addressee=party_name(case),
            particulars=particulars_of(case),
            sections=[
                Paragraph(title=_("Facts and evidence"), text=case.facts),
                Paragraph(title=_("Reasons"), text=decision.reasons),
                Paragraph(title=_("Decision"), text=text),
            ],
        )


def change_content(case: Case, change: DecisionChange) -> Content:
    with override(OFFICIAL):
        parts = [
            Paragraph(title=_("Reason"), text=change.reason),
            Paragraph(title=_("As it stood"), text=change.wrong),
            Paragraph(title=_("As it must read"), text=change.right),
        ]
        return Content(
            addressee=party_name(case),
            particulars=[
                *particulars_of(case),
                [_("Decision number"), change.decision.number],
            ],
            sections=[part for part in parts if part["text"]],
            ending=say_day(change.changed_on),
        )


def announcement_content(case: Case, document: Document, published_on: date) -> Content:
    with override(OFFICIAL):
        text = _(
            "We could not reach you to serve %(document)s (%(number)s). Fetch it at our "
            "office; once %(period)s have passed since this announcement it counts as served."
        ) % {
            "document": document.get_kind_display(),
            "number": document.number,
            "period": period_length(ANNOUNCEMENT_PERIOD, published_on),
        }
        return Content(
            addressee=party_name(case),
            sections=[Paragraph(title=_("Announcement of service"), text=text)],
            ending=say_day(published_on),
        )
