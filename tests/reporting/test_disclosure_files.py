"""The feed as files, and the doors of publishing: pages and API."""

import csv
import io
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from core.jobs import run_job
from law.disclosure import DISPLAY_PERIODS, display_class
from law.periods import get_period
from reporting.disclosure.fields import FIELDS, ORGANISATION
from reporting.disclosure.validate import faults_of
from reporting.exports.disclosure_feed import summary_of, summary_text
from reporting.services.disclosure_feed import start_feed
from tests.factories import disclosures as made
from tests.factories.accounts import make_named
from tests.factories.disclosures import AGENCY
from tests.factories.enforcement_cases import make_served_case, team_of
from tests.factories.enforcement_field import ON
from tests.factories.registry import credit_code, make_party

# Order and headings as published records have them.
CODES = [
    "CF_XDR_MC",
    "CF_XDR_LB",
    "CF_XDR_SHXYM",
    "CF_XDR_GSZC",
    "CF_XDR_ZZJG",
    "CF_XDR_SWDJ",
    "CF_XDR_SYDW",
    "CF_XDR_SHZZ",
    "CF_FRDB",
    "CF_FR_ZJLX",
    "CF_FR_ZJHM",
    "CF_XDR_ZJLX",
    "CF_XDR_ZJHM",
    "CF_WSH",
    "CF_WFXW",
    "CF_SY",
    "CF_YJ",
    "CF_CFLB",
    "CF_NR",
    "CF_NR_FK",
    "CF_NR_WFFF",
    "CF_NR_ZKDX",
    "CF_JDRQ",
    "CF_YXQ",
    "CF_GSJZQ",
    "CF_CFJG",
    "CF_CFJGDM",
    "CF_SJLY",
    "CF_SJLYDM",
    "BZ",
]


@pytest.fixture
def team(tree):
    return team_of(tree)


@pytest.fixture
def party(tree):
    return make_party(
        name="雁塔区康宁大药房", credit_code=credit_code(), legal_representative="李明"
    )


@pytest.fixture
def released(team, party):
    return made.make_released(team, party=party)


def good():
    """Values without a fault."""
    return {
        "party_name": "雁塔区康宁大药房",
        "party_type": ORGANISATION,
        "uscc": AGENCY,
        "legal_rep": "李明",
        "doc_no": "陕雁塔市监罚〔2026〕1号",
        "violation_type": "销售劣药",
        "facts": "销售超过有效期的药品。",
        "legal_basis": "《中华人民共和国药品管理法》第一百一十七条",
        "penalty_categories": "罚款、没收违法所得",
        "content": "1.罚款100000.00元",
        "fine_wan": "10.000000",
        "confiscated_wan": "0.042000",
        "decided_on": "2026-03-10",
        "valid_until": "2099-12-31",
        "agency": "雁塔区市场监督管理局",
        "agency_uscc": AGENCY,
        "source_org": "雁塔区市场监督管理局",
        "source_org_uscc": AGENCY,
    }


def wrong(**changes):
    return [fault.name for fault in faults_of({**good(), **changes})]


class TestFiles:
    @pytest.fixture
    def file_of(self, team, released, django_capture_on_commit_callbacks):
        def made_as(form, by=None):
            with django_capture_on_commit_callbacks():
                told = {"bureau": team.head.bureau, "form": form}
                job = start_feed(**told, by=by or team.head, on=ON)
            run_job(str(job.uuid))
            job.refresh_from_db()
            assert job.state == "done", job.error
            with job.file.open("rb") as file:
                return file.read()

        return made_as

    def expected(self, released):
        return [released.values[one.name] for one in FIELDS]

    def test_xlsx(self, file_of, released):
        book = openpyxl.load_workbook(io.BytesIO(file_of("xlsx")))
        head, row = book.active.iter_rows(values_only=True)
        assert list(head) == [one.label for one in FIELDS]
        assert [text or "" for text in row] == self.expected(released)

    def test_csv_begins_with_its_mark(self, file_of, released):
        content = file_of("csv")
        assert content.startswith(b"\xef\xbb\xbf")
        head, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert (head, row) == ([one.label for one in FIELDS], self.expected(released))

    def test_xml(self, file_of, released):
        root = ElementTree.fromstring(file_of("xml"))  # noqa: S314 - our own file
        assert (root.tag, root.get("count")) == ("DATA", "1")
        assert [cell.tag for cell in root[0]] == CODES
        assert [cell.text or "" for cell in root[0]] == self.expected(released)

    @pytest.mark.parametrize("form", ["xlsx", "csv", "xml"])
    def test_rare_signs_survive_and_control_signs_do_not(self, file_of, team, form):
        party = make_party(
            name="㐂𠮷䶮·药房<&>", credit_code=credit_code(), legal_representative="䶮𠮷"
        )
        case = make_served_case(team, party=party)
        violation = case.violations.get()
        violation.facts = "销售\x0b㐂牌\x1f𠮷·药\x02\ufffe品]]>"
        violation.save()
        one = made.make_released(team, case=case)
        assert one.values["facts"] == "销售㐂牌𠮷·药品]]>"
        content = file_of(form)
        rows = {
            "xlsx": self.rows_of_xlsx,
            "csv": lambda text: list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))[1:],
            "xml": self.rows_of_xml,
        }[form](content)
        assert self.expected(one) in [list(row) for row in rows]
        assert {len(row) for row in rows} == {30}

    def rows_of_xlsx(self, content):
        book = openpyxl.load_workbook(io.BytesIO(content))
        rows = list(book.active.iter_rows(values_only=True))[1:]
        return [[text or "" for text in row] for row in rows]

    def rows_of_xml(self, content):
        root = ElementTree.fromstring(content)  # noqa: S314 - our own file
        return [[cell.text or "" for cell in row] for row in root]

    def test_summaries(self, file_of, released):
        assert summary_text(released.values) in file_of("txt").decode("utf-8-sig")
        told = dict(summary_of(released.values))
        assert told["行政处罚决定书文号"] == released.decision.number

    def test_every_export_is_logged(self, file_of):
        file_of("xml")
        event = AuditEvent.objects.get(kind="disclosure.exported")
        assert (event.after["form"], event.after["rows"]) == ("xml", 1)

    def test_only_what_is_public_is_in_the_feed(self, file_of, team, released):
        made.make_prepared(team)
        made.make_held(team)
        made.make_withdrawn(team)
        assert len(list(csv.reader(io.StringIO(file_of("csv").decode())))) == 2

    def test_another_bureau_gets_nothing(self, team, tree, released):
        other = make_named(tree, "linwei_head")
        with pytest.raises(NotFound):
            start_feed(bureau=team.head.bureau, form="csv", by=other, on=ON)

    def test_wrong_questions_are_refused(self, team, tree, released):
        told = {"bureau": team.head.bureau, "by": team.head, "on": ON}
        with pytest.raises(Invalid):
            start_feed(form="pdf", **told)
        with pytest.raises(Invalid):
            start_feed(form="csv", start=ON, end=ON.replace(day=1), **told)
        auditor = make_named(tree, "auditor")
        with pytest.raises(PermissionRefused):
            start_feed(form="csv", **{**told, "by": auditor})


class TestDoors:
    def test_list_detail_and_panel_show_it(self, client_for, team, released):
        client = client_for(team.head)
        listed = client.get(reverse("reporting:disclosure-list"))
        shown = client.get(reverse("reporting:disclosure-detail", args=[released.uuid]))
        case = released.decision.case
        panel = client.get(reverse("reporting:disclosure-panel", args=[case.uuid]))
        for answer in (listed, shown, panel):
            assert released.decision.number in answer.content.decode()

    def test_the_report_stands_on_the_page_and_in_the_api(self, client_for, api_for, team):
        one = made.make_prepared(team)
        page = client_for(team.head).get(
            reverse("reporting:disclosure-detail", args=[one.uuid])
        )
        told = api_for(team.head).get(reverse("api:disclosure-report", args=[one.uuid])).data
        assert told["is_in_order"] is False
        for fault in told["faults"]:
            assert fault["problem"] in page.content.decode()

    def test_the_batch_names_what_it_left(self, client_for, api_for, team):
        first, second = made.make_prepared(team), made.make_complete(team)
        first.refresh_from_db()
        first.supplied, first.values["agency_uscc"] = {}, "123"
        first.save()
        told = {"ids": [str(first.uuid), str(second.uuid)]}
        page = client_for(team.head).post(reverse("reporting:disclosure-release-valid"), told)
        assert [line.is_done for line in page.context["lines"]] == [False, True]
        asked = {"disclosures": [str(first.uuid)]}
        answer = api_for(team.head).post(reverse("api:disclosure-release-valid"), asked, "json")
        assert answer.data[0]["is_done"] is False
        assert 27 in [fault["number"] for fault in answer.data[0]["faults"]]

    def test_the_whole_course_over_the_api(self, api_for, team, party):
        api, case = api_for(team.head), make_served_case(team, party=party)
        one = api.post(reverse("api:disclosure-list"), {"case": str(case.uuid)}, "json").data

        def act(name, **told):
            return api.post(reverse(f"api:disclosure-{name}", args=[one["id"]]), told, "json")

        supplied = {"agency_uscc": AGENCY, "source_org_uscc": AGENCY}
        assert act("revise", supplied=supplied).data["status"] == "prepared"
        assert act("hold-back", hold_reason="privacy").data["status"] == "held"
        assert act("release").status_code == 409
        assert act("take-up").data["status"] == "prepared"
        assert act("release").data["status"] == "released"
        assert act("withdraw", withdraw_ground="inaccurate", reason="有误").data["status"] == (
            "withdrawn"
        )
        assert act("renew").data["status"] == "prepared"
        feed = {"form": "xml"}
        assert api.post(reverse("api:disclosure-feed"), feed, "json").status_code == 202

    def test_forms_prepare_complete_and_release(self, client_for, team, party):
        client, case = client_for(team.head), make_served_case(team, party=party)
        answer = client.post(reverse("reporting:disclosure-prepare", args=[case.uuid]))
        one = case.decision.disclosure
        assert answer["Location"] == reverse("reporting:disclosure-detail", args=[one.uuid])
        page = client.get(reverse("reporting:disclosure-revise", args=[one.uuid]))
        told = {name: value for name, value in page.context["form"].initial.items() if value}
        told |= {"agency_uscc": AGENCY, "source_org_uscc": AGENCY}
        address = reverse("reporting:disclosure-revise", args=[one.uuid])
        assert client.post(address, told).status_code == 302
        client.post(reverse("reporting:disclosure-release", args=[one.uuid]))
        one.refresh_from_db()
        assert one.status == "released"
        # Only what the case did not know was kept beside it.
        assert set(one.supplied) == {"agency_uscc", "source_org_uscc"}


def test_display_classes_name_known_periods():
    assert all(get_period(period).computable for period in DISPLAY_PERIODS)
    told = {"fine": Decimal(0), "step": "", "is_person": False}
    assert display_class(["14"], **told).ends == "display_licence_revocation"
    assert display_class(["04"], **told).ends == "display_restriction_max"
    assert display_class(["08"], **told).ends == "display_minor"
    small = {"fine": Decimal(6000), "step": "lenient"}
    assert display_class(["02"], **small, is_person=False).ends == "display_minor"
    assert display_class(["02"], **small, is_person=True).ends.startswith("display_drug")
    assert display_class(["02", "03"], **told).ends.startswith("display_drug")
