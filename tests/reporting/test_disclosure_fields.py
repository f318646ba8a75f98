"""The thirty fields: where each comes from, what is masked, what is wrong."""

from decimal import Decimal

import pytest

from enforcement.models import PersonPenalty
from law.disclosure import CODE_NAMES, feed_codes
from law.penalty_kinds import PenaltyKind
from reporting.disclosure.build import built_values, categories_of, party_type
from reporting.disclosure.fields import FIELDS, HOUSEHOLD, ORGANISATION, PERSON
from reporting.disclosure.masking import Secrets, masked_name, masked_number, masked_text
from reporting.disclosure.validate import codes_in, faults_of
from tests.factories import disclosures as made
from tests.factories.disclosures import AGENCY
from tests.factories.enforcement_cases import make_served_case, team_of
from tests.factories.registry import credit_code, make_licence, make_party

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


class TestFields:
    def test_there_are_thirty_in_the_published_order(self):
        assert [one.code for one in FIELDS] == CODES
        assert len({one.name for one in FIELDS}) == 30

    def test_amounts_name_their_unit(self):
        assert [one.label[-4:] for one in FIELDS if one.sort == "amount"] == ["（万元）"] * 2

    def test_every_field_comes_from_the_case(self, released, party, yanta):
        values = dict(released.values)
        penalties = values.pop("content").split("；")
        assert {part[2:] for part in penalties} == {"没收违法所得420.00元", "罚款100000.00元"}
        assert [part[:2] for part in penalties] == ["1.", "2."]
        violation = released.decision.case.violations.get()
        assert {name: text for name, text in values.items() if text} == {
            "party_name": "雁塔区康宁大药房",
            "party_type": ORGANISATION,
            "uscc": party.credit_code,
            "legal_rep": "李明",
            "doc_no": released.decision.number,
            "violation_type": violation.provision_title,
            "facts": violation.facts,
            "legal_basis": violation.provision_article,
            "penalty_categories": "罚款、没收违法所得",
            "fine_wan": "10.000000",
            "confiscated_wan": "0.042000",
            "decided_on": "2026-03-10",
            "valid_until": "2099-12-31",
            "disclose_until": "2029-03-10",
            "agency": yanta.name,
            "agency_uscc": AGENCY,
            "source_org": yanta.name,
            "source_org_uscc": AGENCY,
        }

    def test_goods_are_added_to_what_is_confiscated(self, team):
        decision = made.make_prepared(team).decision
        decision.confiscated_goods_value = Decimal("1260.50")
        assert built_values(decision)["confiscated_wan"] == "0.168050"

    def test_the_only_licence_is_named_among_several_none(self, team, party):
        decision = made.make_prepared(team, party=party).decision
        decision.penalty_kinds = ("revoke_licence",)
        assert built_values(decision)["licence_affected"] == ""
        licence = make_licence(party)
        assert licence.number in built_values(decision)["licence_affected"]
        make_licence(party)
        assert built_values(decision)["licence_affected"] == ""

    @pytest.mark.parametrize(
        ("told", "kind"),
        [
            ({"kind": "individual"}, PERSON),
            ({"credit_code": "92610113MA6TXXXX0X"}, HOUSEHOLD),
            ({}, ORGANISATION),
        ],
    )
    def test_the_type_of_the_party(self, tree, told, kind):
        party = make_party()
        for name, value in told.items():
            setattr(party, name, value)
        assert party_type(party) == kind

    def test_the_codes_are_those_of_the_exchange(self):
        assert sorted(CODE_NAMES) == [f"{n:02d}" for n in range(1, 15)]
        assert feed_codes([PenaltyKind.FINE, PenaltyKind.WARNING]) == ["01", "02"]
        assert feed_codes([PenaltyKind.ORDER_TO_CORRECT]) == []


class TestMasking:
    @pytest.mark.parametrize(
        ("name", "shown"), [("张三", "张*"), ("欧阳小明", "欧***"), ("王", "王*"), ("", "")]
    )
    def test_names(self, name, shown):
        assert masked_name(name) == shown

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("610113199001011234", "610113********1234"),
            ("61011319900101123X", "610113********123X"),
            ("G12345678", "G1*****78"),
            ("12345", "*****"),
            ("610113********1234", "610113********1234"),
            ("", ""),
        ],
    )
    def test_numbers(self, number, shown):
        assert masked_number(number) == shown

    def test_texts(self):
        text = "张三（身份证610113199001011234，手机13812345678）称已停售。"
        assert masked_text(text, Secrets(names=("张三",))) == (
            "张*（身份证610113********1234，手机138****5678）称已停售。"
        )

    def test_a_natural_person_is_never_named(self, team):
        party = make_party(name="王小明", kind="individual", credit_code="")
        case = make_served_case(team, party=party)
        violation = case.violations.get()
        violation.facts = "王小明在网上销售过期药品，电话13812345678。"
        violation.save()
        values = made.make_prepared(team, case=case).values

        assert (values["party_name"], values["party_type"]) == ("王**", PERSON)
        assert (values["uscc"], values["legal_rep"]) == ("", "")
        assert values["facts"] == "王**在网上销售过期药品，电话138****5678。"

    def test_responsible_persons_are_masked_in_the_content(self, team):
        decision = made.make_prepared(team).decision
        told = {"name": "赵大海", "fine": Decimal(5000)}
        PersonPenalty.under(decision, decision=decision, **told).save()
        assert "对责任人员赵**罚款5000.00元" in built_values(decision)["content"]
        assert built_values(decision)["fine_wan"] == "10.000000"


class TestReport:
    def test_good_values_have_no_fault(self):
        assert wrong() == []

    @pytest.mark.parametrize("one", [f for f in FIELDS if f.longest], ids=lambda f: f.name)
    def test_the_length_of_each_field(self, one):
        assert one.name in wrong(**{one.name: "长" * (one.longest + 1)})

    @pytest.mark.parametrize(
        "one", [f for f in FIELDS if f.required == "always"], ids=lambda f: f.name
    )
    def test_what_every_decision_needs(self, one):
        assert one.name in wrong(**{one.name: " "})

    @pytest.mark.parametrize(
        ("name", "changes"),
        [
            ("party_type", {"party_type": "企业"}),
            ("uscc", {"uscc": ""}),
            ("uscc", {"uscc": "11500114MB162590X8"}),
            ("legal_rep", {"legal_rep": ""}),
            ("legal_rep_id_type", {"legal_rep_id_type": "驾驶证"}),
            ("legal_rep_id_no", {"legal_rep_id_no": "610113199001011234"}),
            ("id_no", {"party_type": PERSON, "party_name": "王**", "id_type": "身份证"}),
            ("id_type", {"party_type": PERSON, "party_name": "王**", "id_no": "6101****1234"}),
            ("party_name", {"party_type": PERSON, "id_type": "身份证", "id_no": "6***4"}),
            ("doc_no", {"doc_no": "陕市监罚[2026]1号"}),
            ("penalty_categories", {"penalty_categories": "罚金"}),
            ("penalty_categories", {"penalty_categories": "警告"}),
            ("fine_wan", {"fine_wan": ""}),
            ("fine_wan", {"fine_wan": "100000"}),
            ("fine_wan", {"fine_wan": "10.00"}),
            ("confiscated_wan", {"confiscated_wan": ""}),
            ("licence_affected", {"penalty_categories": "罚款、没收违法所得、吊销许可证"}),
            ("decided_on", {"decided_on": "2026/3/10"}),
            ("valid_until", {"valid_until": "2026-03-09"}),
            ("disclose_until", {"disclose_until": "2026-02-30"}),
            ("agency_uscc", {"agency_uscc": "123"}),
            ("facts", {"facts": "当事人电话13812345678"}),
            ("remark", {"remark": "身份证610113199001011234"}),
        ],
    )
    def test_each_fault_is_told_at_its_field(self, name, changes):
        assert name in wrong(**changes)

    def test_all_faults_are_told_with_what_would_be_right(self):
        faults = faults_of({**good(), "fine_wan": "1", "agency_uscc": "", "doc_no": "x"})
        assert [fault.number for fault in faults] == [14, 20, 27]
        assert all(fault.problem and fault.right for fault in faults)

    def test_the_kind_with_a_mark_in_its_name_is_one_kind(self):
        assert "penalty_categories" not in wrong(
            penalty_categories="罚款、没收违法所得、法律、行政法规规定的其他行政处罚"
        )

    def test_more_kinds_than_the_field_holds_stand_by_their_codes(self):
        codes = sorted(CODE_NAMES)[:9]
        told = categories_of(codes)
        assert told == "、".join(codes)
        assert codes_in({"penalty_categories": told}) == set(codes)
        named = categories_of(["02", "07"])
        assert codes_in({"penalty_categories": named}) == {"02", "07"}

    def test_yuan_in_place_of_ten_thousand_is_found(self, released):
        values = {**released.values, "fine_wan": "100000.000000"}
        [fault] = faults_of(values, released.decision)
        assert (fault.name, fault.right) == ("fine_wan", "10.000000")
