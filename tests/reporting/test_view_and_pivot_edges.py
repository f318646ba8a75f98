"""Saved views and the pivot where somebody asks for what is gone, foreign or none."""

import pytest
from django.urls import reverse

from core.errors import Invalid, NotFound
from reporting.models import SavedView
from reporting.services.saved_views import find_view, prefer_view, save_view, views_for
from tests.factories.imports import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return reverse("registry:party-list")


def save(by, path, query="is_key=true", **more):
    return save_view(path=path, title="重点", query=query, by=by, on=ON, **more)


class TestViews:
    @pytest.mark.parametrize(
        "query",
        [
            "gone=1&is_key=true",
            "sort=gone",
            "cols=gone&cols=name",
            "kind=gone",
            "region=gone",
            "sort=-name__password",
        ],
    )
    def test_one_with_what_is_gone_opens_still(self, client_for, yanta_inspector, path, query):
        view = save(yanta_inspector, path)
        SavedView.objects.filter(pk=view.pk).update(query=query)
        prefer_view(view, path=path, by=yanta_inspector)
        page = client_for(yanta_inspector).get(path, follow=True)
        assert page.status_code == 200
        assert views_for(yanta_inspector, path)[0].query == query

    def test_what_no_list_can_be_asked_for_is_not_kept(self, yanta_inspector, path):
        with pytest.raises(Invalid):
            save(yanta_inspector, path, query="domain=%00")

    def test_somebody_elses_private_view_is_nowhere(
        self, client_for, api_for, yanta_inspector, yanta_unit_head, path
    ):
        view = save(yanta_inspector, path)
        with pytest.raises(NotFound):
            find_view(str(view.uuid), yanta_unit_head)
        with pytest.raises(NotFound):
            prefer_view(view, path=path, by=yanta_unit_head)
        client, api = client_for(yanta_unit_head), api_for(yanta_unit_head)
        assert str(view.uuid) not in client.get(path).content.decode()
        told = {"list": path, "view": str(view.uuid)}
        for name in ("view-prefer", "view-remove"):
            assert client.post(reverse(f"reporting:{name}"), told).status_code == 404
        address = f"/api/v1/saved-views/{view.uuid}/"
        assert api.get(address).status_code == 404
        assert api.post(f"{address}prefer/").status_code == 404
        assert api.post(f"{address}remove/").status_code == 404
        assert api.get("/api/v1/saved-views/").json()["results"] == []

    def test_a_shared_one_is_read_by_the_bureau_and_kept_by_its_owner(
        self, client_for, api_for, yanta_inspector, yanta_unit_head, linwei_inspector, path
    ):
        view = save(yanta_inspector, path, is_shared=True)
        address = f"/api/v1/saved-views/{view.uuid}/"
        assert api_for(yanta_unit_head).get(address).status_code == 200
        assert api_for(yanta_unit_head).post(f"{address}remove/").status_code == 404
        assert api_for(linwei_inspector).get(address).status_code == 404
        told = {"list": path, "view": str(view.uuid)}
        prefer = client_for(linwei_inspector).post(reverse("reporting:view-prefer"), told)
        assert prefer.status_code == 404
        assert SavedView.objects.filter(pk=view.pk).exists()

    def test_one_no_longer_shared_no_longer_opens_for_others(
        self, client_for, yanta_inspector, yanta_unit_head, path
    ):
        view = save(yanta_inspector, path, is_shared=True)
        prefer_view(view, path=path, by=yanta_unit_head)
        save(yanta_inspector, path, is_shared=False)
        assert client_for(yanta_unit_head).get(path).status_code == 200
        assert views_for(yanta_unit_head, path) == []


class TestPivot:
    @pytest.mark.parametrize(
        "asked",
        [
            {"from": "gone"},
            {"to": "2026-13-01"},
            {"from": "2026-12-31", "to": "2026-01-01"},
            {"indicator": "gone"},
            {"bureau": "999999"},
            {"bureau": "x'"},
            {"campaign": "gone"},
            {"rows": "gone"},
            {"rows": "city", "columns": "county"},
            {"domain": "gone"},
            {"domain": "\x00"},
            {"region": "gone"},
            {"key_variety": "gone"},
        ],
    )
    def test_what_cannot_be_asked_is_told_plainly(
        self, asked, person, worked, client_for, api_for
    ):
        actor = person("province_officer")
        known = {"indicator": "cases_decided", "rows": "month", "columns": "domain"}
        page = client_for(actor).get(reverse("reporting:pivot"), {**known, **asked})
        assert page.status_code in (200, 400, 404)
        if page.status_code == 200:
            assert page.context["refusal"] or page.context["table"]["rows"] == []
        told = api_for(actor).get(reverse("api:figure-pivot"), {**known, **asked})
        assert told.status_code in (200, 400, 404)
        sent = client_for(actor).post(
            f"{reverse('reporting:pivot-export')}?"
            + "&".join(
                f"{name}={value}"
                for name, value in {**known, **asked}.items()
                if value.isprintable()
            )
        )
        assert sent.status_code in (302, 400, 404)

    def test_axes_without_anything_are_an_empty_table_with_its_whole(
        self, person, worked, client_for, api_for
    ):
        asked = {
            "indicator": "cases_decided",
            "rows": "month",
            "columns": "domain",
            "from": "2001-01-01",
            "to": "2001-12-31",
        }
        actor = person("province_officer")
        table = client_for(actor).get(reverse("reporting:pivot"), asked).context["table"]
        assert (table["rows"], table["columns"], table["totals"]) == ([], [], [])
        assert table["whole"] == ("0", "")
        told = api_for(actor).get(reverse("api:figure-pivot"), asked).data
        assert (told["rows"], told["columns"]) == ([], [])
