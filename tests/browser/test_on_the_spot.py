"""An inspector in a shop doorway: from home to the printed decision, each tap counted."""

import pytest
from django.urls import reverse

from documents.models import Document
from enforcement.models import Case
from law.provisions import get_provision
from tests.browser.seat import Seat
from tests.factories.around import FINED
from tests.factories.enforcement_cases import make_case, make_violation, team_of
from tests.factories.enforcement_field import make_verified_clue
from tests.factories.registry import make_party

pytestmark = pytest.mark.browser

MOST_TAPS = 15
WORDS = get_provision(FINED).violation.zh[:6]


class Thumb:
    """Counts what is tapped; what is typed is not a tap, but putting the finger there is."""

    def __init__(self, seat: Seat) -> None:
        self.seat, self.taps = seat, 0

    def tap(self, locator) -> None:
        self.taps += 1
        locator.click()

    def type(self, name: str, text: str) -> None:
        self.taps += 1
        self.seat.place.locator(f"[name={name}]").fill(text)

    def pick(self, name: str, words: str) -> None:
        """Into the box, words, and the first that is found."""
        self.taps += 2
        self.seat.find(name, words)

    def choose(self, name: str, value: str) -> None:
        self.taps += 1
        self.seat.fill(**{name: value})


def from_home(sign_in, officer) -> Thumb:
    seat = sign_in(officer, phone=True)
    thumb = Thumb(seat)
    address = reverse("enforcement:on-the-spot")
    thumb.tap(seat.main.locator(f"a[href='{address}']").first)
    seat.page.wait_for_load_state()
    assert not seat.is_too_wide()
    return thumb


def decide(thumb: Thumb) -> Document:
    seat = thumb.seat
    thumb.pick("provision", WORDS)
    thumb.type("facts", "检查时拒绝提供进货查验记录。")
    thumb.tap(seat.main.locator("[name=penalty][value=both]"))
    thumb.type("fine", "500")
    thumb.tap(seat.main.locator("[name=rights_told]"))
    thumb.taps += 2
    seat.send(sure=True)
    return Document.objects.get(kind="44")


def test_at_most_fifteen_taps_with_a_party_of_the_registry(tree, sign_in):
    team = team_of(tree)
    make_party(name="雁塔区永安大药房")
    make_case(team)  # worked together before: the colleague stands there already
    thumb = from_home(sign_in, team.inspector)
    thumb.pick("party", "永安")
    paper = decide(thumb)
    assert thumb.seat.page.url.endswith(reverse("documents:document-print", args=[paper.uuid]))
    assert "500" in thumb.seat.page.locator("body").inner_text()
    assert not thumb.seat.is_too_wide()
    case = Case.objects.get(uuid=paper.about_uuid)
    assert (case.status, case.violations.get().provision) == ("served", FINED)
    assert case.responsible_officers() == [team.inspector, team.inspector2]
    assert thumb.taps <= MOST_TAPS, thumb.taps


def test_at_most_fifteen_taps_beside_the_fields_of_a_party_entered_in_place(tree, sign_in):
    team = team_of(tree)
    make_case(team)
    thumb = from_home(sign_in, team.inspector)
    seat = thumb.seat
    quick = reverse("registry:party-quick")
    thumb.tap(seat.main.locator(f"a[href^='{quick}']").first)
    seat.page.locator("#dialog[open] form").wait_for()
    # Typed fields are not taps: name, kind, domain.
    seat.fill(name="雁塔区新开药房", kind="retail_pharmacy", domains="device")
    seat.fill(address="小寨东路1号")
    thumb.tap(seat.place.locator("form.sheet button[type=submit]"))
    seat.page.locator("#dialog").wait_for(state="hidden")
    decide(thumb)
    assert Case.objects.get(procedure="simple").party.name == "雁塔区新开药房"
    assert thumb.taps <= MOST_TAPS, thumb.taps


def test_too_high_a_fine_is_refused_and_what_was_typed_stays(tree, sign_in):
    team = team_of(tree)
    make_party(name="雁塔区永安大药房")
    make_case(team)
    thumb = from_home(sign_in, team.inspector)
    seat = thumb.seat
    seat.refusals = {400}
    thumb.pick("party", "永安")
    thumb.pick("provision", WORDS)
    seat.fill(facts="拒绝提供记录。", penalty="both", fine="3500")
    seat.main.locator("[name=rights_told]").check()
    seat.send(sure=True)
    assert seat.main.locator("[data-error-summary]").is_visible()
    assert seat.main.locator("[name=facts]").input_value() == "拒绝提供记录。"
    assert not Case.objects.filter(procedure="simple").exists()


# The forms of an ordinary case in their order, and what names the same fact in several.
SAME = {
    "violation": "violation",
    "facts": "facts",
    "party": "party",
    "discovered_on": "found on",
    "ended_on": "found on",
    "illegal_income": "income",
    "confiscated_income": "income",
    "goods_value": "goods value",
}


def test_no_fact_is_asked_twice_in_an_ordinary_case(tree, sign_in):
    """What one form was told stands in the next one already: only new facts are empty."""
    team = team_of(tree)
    clue = make_verified_clue(by=team.inspector, party=make_party())
    seat = sign_in(team.inspector)
    told: set[str] = {"party", "found on"}
    asked_again: list[str] = []

    def look(name: str, *args, query: str = "") -> None:
        seat.open(name, *args, query=query)
        for field in SAME:
            box = seat.main.locator(f"form.sheet [name={field}]")
            if not box.count():
                continue
            value = box.first.evaluate("one => one.value")
            if SAME[field] in told and not value:
                asked_again.append(f"{name}: {field}")
            told.add(SAME[field])

    look("enforcement:case-new", query=f"?clue={clue.uuid}")
    case = make_case(team, clue=clue)
    told -= {"violation"}
    look("enforcement:violation-new", case.uuid)
    make_violation(case, by=team.inspector)
    look("enforcement:penalty-propose", case.uuid)
    assert asked_again == []
