"""Refusals and faults in plain words, with the way on."""

import pytest
from django.template.loader import render_to_string

from core.errors import NotFound, PermissionRefused
from core.pages.base import SignedIn


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "429", "403_csrf", "500"])
def test_every_error_page_stands_alone_and_says_what_to_do(name):
    page = render_to_string(f"{name}.html")

    assert '<a class="btn btn-primary" href="/">' in page
    assert "<script" not in page


def test_what_is_outside_reads_like_what_is_not_there(client_for, yanta_inspector):
    answer = client_for(yanta_inspector).get("/jobs/00000000-0000-4000-8000-000000000000/")

    assert answer.status_code == 404
    assert str(NotFound.default_message) in answer.content.decode()


def test_a_refusal_inside_a_page_is_only_its_words(client_for, yanta_inspector):
    part = client_for(yanta_inspector).get(
        "/jobs/00000000-0000-4000-8000-000000000000/", headers={"HX-Request": "true"}
    )

    assert part.status_code == 404
    assert "<html" not in part.content.decode()


def test_a_part_of_a_page_asked_for_after_the_session_ended_leads_to_sign_in(client):
    part = client.get(
        "/jobs/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/jobs/?q=a"},
    )

    assert part["HX-Redirect"].endswith("?next=/jobs/%3Fq%3Da")


def test_a_page_for_others_is_refused(ask, yanta_inspector):
    class Closed(SignedIn):
        perms = ("manage_people",)

    with pytest.raises(PermissionRefused):
        ask(Closed)
