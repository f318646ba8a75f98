"""An office in the morning: everybody enters something, nobody is told to try again."""

from tests.enforcement.test_clue_api import CLUES, told

PEOPLE = 10
EACH = 5


def test_ten_people_register_clues_and_none_is_lost(at_once, api_for, yanta_inspector):
    def register(_person: int) -> list[tuple[int, str]]:
        api = api_for(yanta_inspector)
        answers = [api.post(CLUES, told()) for _each in range(EACH)]
        return [(answer.status_code, answer.json()["number"]) for answer in answers]

    answers = [answer for one in at_once(register, PEOPLE) for answer in one]

    assert {status for status, _number in answers} == {201}
    assert len({number for _status, number in answers}) == PEOPLE * EACH
