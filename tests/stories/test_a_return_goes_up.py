"""A county's return through its city to the province, sent back once on the way."""

from campaigns.services.returns import submit_return
from campaigns.services.returns_checked import (
    accept_return,
    correct_return,
    lock_return,
    send_back,
)
from tests.factories.returns import (
    NOTHING,
    ON,
    fill,
    make_accepted,
    make_return,
    make_schedule,
)
from tests.stories.stands import stands


def test_a_return_goes_up_level_by_level(
    province_officer, weinan_officer, linwei_unit_head, linwei_inspector, weinan_head
):
    schedule = make_schedule(by=province_officer)
    county = fill(make_return(schedule, by=linwei_unit_head), by=linwei_unit_head, every=4)
    stands(
        county,
        status="draft",
        on=ON,
        open_to={
            linwei_unit_head: {"fill", "submit"},
            linwei_inspector: set(),
            weinan_officer: set(),
        },
    )
    submit_return(county, computed=NOTHING, by=linwei_unit_head, on=ON)
    stands(
        county,
        status="submitted",
        on=ON,
        open_to={
            linwei_unit_head: set(),
            weinan_officer: {"return", "accept"},
            weinan_head: set(),
            province_officer: set(),
        },
    )
    send_back(county, reason="请核对", by=weinan_officer, on=ON)
    stands(county, status="returned", on=ON, open_to={linwei_unit_head: {"fill", "submit"}})


def test_a_city_adds_up_its_counties_and_the_province_locks(
    province_officer, weinan_officer, linwei_unit_head
):
    schedule = make_schedule(by=province_officer)
    make_accepted(schedule, by=linwei_unit_head, above=weinan_officer, value=4)
    city = make_return(schedule, by=weinan_officer)
    assert city.cells.get().value == 4
    fill(city, by=weinan_officer, every=4)
    submit_return(city, computed=NOTHING, by=weinan_officer, on=ON)
    accept_return(city, by=province_officer, on=ON)
    stands(
        city,
        status="accepted",
        on=ON,
        open_to={province_officer: {"return", "lock"}, weinan_officer: set()},
    )
    lock_return(city, by=province_officer, on=ON)
    code = city.cells.select_related("indicator").get().indicator.code
    correct_return(city, code=code, value=3, reason="重复", by=province_officer, on=ON)
    stands(
        city,
        status="locked",
        on=ON,
        open_to={province_officer: {"correct"}, weinan_officer: set()},
        until={},
    )
