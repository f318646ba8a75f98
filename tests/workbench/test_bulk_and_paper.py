"""Approving several at once, and recording what was signed on paper."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.errors import Invalid, PermissionRefused
from deadlines.models import Transition
from enforcement.models import Case
from tests.factories.around import PDF, scan
from tests.factories.enforcement_cases import (
    fresh,
    make_filing,
    make_reviewing_case,
    pending,
    team_of,
)
from tests.factories.enforcement_field import ON
from workbench.errors import NotYourStep, OwnSubmission
from workbench.models import Approval, Attachment, Message
from workbench.services.approvals import approve
from workbench.services.bulk_approvals import approve_many
from workbench.services.paper_approvals import record_on_paper, signatories_of

DAY = timedelta(days=1)


@pytest.fixture
def team(tree):
    return team_of(tree)


def at_the_head(team, number: int = 1) -> list[Approval]:
    """Filings whose unit head has agreed."""
    rows = [pending(make_filing(team)) for _each in range(number)]
    for row in rows:
        approve(row, by=team.unit_head, on=ON)
    return [Approval.objects.get(pk=row.pk) for row in rows]


class TestInBulk:
    def test_the_same_as_one_by_one(self, team):
        alone, bulk = at_the_head(team, 2)
        approve(alone, by=team.head, on=ON)
        (line,) = approve_many([bulk], by=team.head, on=ON)
        assert line.is_done
        first, second = (Case.objects.get(uuid=row.about_uuid) for row in (alone, bulk))
        same = ("status", "filed_on", "version")
        assert [getattr(first, n) for n in same] == [getattr(second, n) for n in same]
        logs = [
            list(Transition.objects.of(case).values_list("act", flat=True))
            for case in (first, second)
        ]
        assert logs[0] == logs[1]
        assert first.number != second.number

    def test_a_failed_row_is_named_and_the_rest_is_done(self, team):
        good, mine = at_the_head(team, 2)
        penalty = pending(make_reviewing_case(team))
        early = pending(make_filing(team))
        lines = approve_many([good, penalty, early, mine], by=team.head, on=ON)
        assert [line.is_done for line in lines] == [True, False, False, True]
        assert all(line.refusal for line in lines[1:3])
        assert Approval.objects.get(pk=early.pk).state == "pending"

    def test_nothing_twice(self, team):
        (row,) = at_the_head(team)
        lines = approve_many([row, row], by=team.head, on=ON)
        assert len(lines) == 1
        (again,) = approve_many([row], by=team.head, on=ON)
        assert not again.is_done
        assert Transition.objects.filter(act="approve_filing").count() == 1

    def test_never_ones_own_and_not_too_many(self, team):
        case = make_filing(team)
        (line,) = approve_many([pending(case)], by=team.inspector, on=ON)
        assert not line.is_done
        with pytest.raises(Invalid):
            approve_many([], by=team.head, on=ON)

    def test_from_the_list(self, team, client_for):
        rows = at_the_head(team, 2)
        page = client_for(team.head).post(
            reverse("workbench:approval-bulk"), {"ids": [str(row.uuid) for row in rows]}
        )
        assert page.status_code == 200
        assert Case.objects.filter(status="investigating").count() == 2
        empty = client_for(team.head).post(reverse("workbench:approval-bulk"), {"ids": []})
        assert empty.status_code == 400

    def test_through_the_api(self, team, api_for):
        rows = at_the_head(team, 2)
        told = {"ids": [str(row.uuid) for row in rows]}
        answer = api_for(team.head).post(reverse("api:approvals-bulk"), told, format="json")
        assert [line["is_done"] for line in answer.data] == [True, True]


class TestOnPaper:
    def test_signed_yesterday_recorded_today_with_its_scan(self, team):
        case = make_filing(team)
        approval = pending(case)
        assert signatories_of(approval) == [team.unit_head]
        record_on_paper(
            approval,
            signatory=team.unit_head,
            signed_on=ON,
            scan=scan(),
            agreed=True,
            by=team.inspector2,
            on=ON + DAY,
        )
        step = approval.steps.get(seq=1)
        assert (step.decided_by, step.decided_on) == (team.unit_head, ON)
        assert step.recorded_by == team.inspector2
        assert step.scan.sha256 == sha256(PDF).hexdigest()
        assert Message.objects.filter(recipient=team.unit_head, about_uuid=approval.uuid)
        record_on_paper(
            Approval.objects.get(pk=approval.pk),
            signatory=team.head,
            signed_on=ON,
            scan=scan(),
            agreed=True,
            by=team.inspector2,
            on=ON + DAY,
        )
        assert (fresh(case).status, fresh(case).filed_on) == ("investigating", ON)

    def test_not_by_the_submitter_not_for_a_stranger_not_for_oneself(self, team):
        approval = pending(make_filing(team))
        told = {"signed_on": ON, "scan": scan(), "agreed": True, "on": ON}
        for by, signatory, refusal in (
            (team.inspector, team.unit_head, OwnSubmission),
            (team.inspector2, team.head, NotYourStep),
            (team.inspector2, team.inspector, OwnSubmission),
            (team.unit_head, team.unit_head, PermissionRefused),
        ):
            with pytest.raises(refusal):
                record_on_paper(approval, signatory=signatory, by=by, **told)
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"scan": SimpleUploadedFile("a.pdf", b"<html>")}, "scan"),
            ({"scan": SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 11_000_000)}, "scan"),
            ({"signed_on": ON + DAY}, "signed_on"),
            ({"signed_on": ON - DAY}, "signed_on"),
            ({"agreed": False}, "reason"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_is_kept(self, team, told, field):
        approval = pending(make_filing(team))
        values = {"signed_on": ON, "scan": scan(), "agreed": True, **told}
        with pytest.raises(Invalid) as refused:
            record_on_paper(
                approval, signatory=team.unit_head, by=team.inspector2, on=ON, **values
            )
        assert field in refused.value.fields
        assert Approval.objects.get(pk=approval.pk).current_seq == 1
        assert not Attachment.objects.exists()

    def test_on_the_page_and_its_file_is_fetched_by_readers_only(
        self, team, client_for, linwei_inspector
    ):
        approval = pending(make_filing(team))
        address = reverse("workbench:approval-paper", args=[approval.uuid])
        reader = client_for(team.inspector2)
        told = {
            "signatory": str(team.unit_head.uuid),
            "signed_on": ON.isoformat(),
            "agreed": "yes",
            "scan": scan(),
            "seq": 1,
        }
        assert reader.post(address, told).status_code == 302
        row = Attachment.objects.get()
        fetch = reverse("workbench:attachment-download", args=[row.uuid])
        given = reader.post(fetch)
        assert given.status_code == 302
        file = reader.get(given["Location"])
        assert b"".join(file.streaming_content) == PDF
        assert client_for(team.head).get(given["Location"]).status_code == 404
        assert client_for(linwei_inspector).post(fetch).status_code == 404
