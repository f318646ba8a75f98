"""Views of a list: kept, shared with the bureau, opened first."""

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from reporting.models import SavedView
from reporting.services.saved_views import prefer_view, remove_view, save_view, views_for
from tests.factories.imports import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return reverse("registry:party-list")


def save(by, path, title="重点", query="is_key=true&cols=name&sort=name&view=x", **more):
    return save_view(path=path, title=title, query=query, by=by, on=ON, **more)


def titles(user, path):
    return [one.title for one in views_for(user, path)]


def test_a_view_keeps_filters_columns_and_order(yanta_inspector, path):
    view = save(yanta_inspector, path)
    assert view.query == "is_key=true&cols=name&sort=name"
    assert AuditEvent.objects.filter(kind="saved_view.saved").count() == 1


def test_the_same_name_again_takes_its_place(yanta_inspector, path):
    save(yanta_inspector, path)
    save(yanta_inspector, path, query="kind=hospital")
    assert SavedView.objects.get().query == "kind=hospital"


def test_a_private_view_is_ones_own_and_a_shared_one_the_bureaus(
    yanta_inspector, yanta_unit_head, linwei_inspector, path
):
    save(yanta_inspector, path, title="我的")
    save(yanta_inspector, path, title="大家的", is_shared=True)

    assert titles(yanta_inspector, path) == ["大家的", "我的"]
    assert titles(yanta_unit_head, path) == ["大家的"]
    assert titles(linwei_inspector, path) == []
    assert titles(yanta_inspector, "/products/") == []


def test_a_list_opens_with_the_preferred_view_and_all_of_it_stays_in_reach(
    client_for, yanta_inspector, yanta_unit_head, path
):
    view = save(yanta_inspector, path, is_shared=True)
    prefer_view(view, path=path, by=yanta_unit_head)
    client = client_for(yanta_unit_head)

    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{path}?{view.query}&view={view.uuid}",
    )
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "?view=all" in page.content.decode()
    assert client.get(f"{path}?view=all").status_code == 200
    assert client_for(yanta_inspector).get(path).status_code == 200


def test_only_the_owner_removes_a_view(yanta_inspector, yanta_unit_head, path):
    view = save(yanta_inspector, path, is_shared=True)
    with pytest.raises(NotFound):
        remove_view(view, by=yanta_unit_head, on=ON)
    remove_view(view, by=yanta_inspector, on=ON)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"title": "长" * 41}, {"query": "q=" + "x" * 2_001}]
)
def test_a_view_that_cannot_be_right_is_refused(yanta_inspector, path, wrong):
    with pytest.raises(Invalid):
        save(yanta_inspector, path, **wrong)


def test_a_view_of_what_one_may_not_open_is_refused(yanta_inspector, path):
    with pytest.raises(PermissionRefused):
        save(yanta_inspector, reverse("reporting:audit-list"))
    with pytest.raises(NotFound):
        save(yanta_inspector, "/nowhere/")


def test_views_are_saved_preferred_and_removed_on_the_list(client_for, yanta_inspector, path):
    client = client_for(yanta_inspector)
    sent = {"list": path, "query": "is_key=true", "title": "重点", "is_shared": "1"}
    assert (
        "重点"
        in client.post(reverse("reporting:view-save"), sent, follow=True).content.decode()
    )
    view = SavedView.objects.get()
    client.post(reverse("reporting:view-prefer"), {"list": path, "view": str(view.uuid)})
    assert client.get(path).status_code == 302
    client.post(reverse("reporting:view-prefer"), {"list": path, "view": ""})
    assert client.get(path).status_code == 200
    client.post(reverse("reporting:view-remove"), {"view": str(view.uuid)})
    assert not SavedView.objects.exists()


def test_views_over_the_api(api_for, yanta_inspector, linwei_inspector, path):
    api = api_for(yanta_inspector)
    made = api.post(
        "/api/v1/saved-views/", {"path": path, "title": "重点", "query": "is_key=true"},
        format="json",
    )  # fmt: skip
    assert made.status_code == 201
    address = f"/api/v1/saved-views/{made.json()['id']}/"
    assert api_for(linwei_inspector).get(address).status_code == 404
    assert api.post(f"{address}prefer/").status_code == 200
    assert api.post(f"{address}remove/").status_code == 204
