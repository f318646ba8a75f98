"""A form: nothing typed is lost, a refusal stands at its field, twice is once."""

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.test import RequestFactory

from accounts.models import Bureau
from core.errors import Invalid, PermissionRefused, StaleVersion
from core.models import IdempotencyKey
from tests.pages.conftest import BureauFormPage


@pytest.fixture
def send(yanta_inspector):
    def post(act, data, **headers):
        class Page(BureauFormPage):
            def act(self, form):
                return act(self, form)

        request = RequestFactory().post("/form/", data, headers=headers)
        request.user = yanta_inspector
        SessionMiddleware(lambda _r: None).process_request(request)
        MessageMiddleware(lambda _r: None).process_request(request)
        answer = Page.as_view()(request)
        return answer.render() if hasattr(answer, "render") else answer

    return post


def test_what_was_typed_goes_to_the_act_and_then_on(send):
    typed = []

    def act(page, form):
        typed.append(form.cleaned_data)
        return "/next/"

    answer = send(act, {"name": "新名", "note": ""})

    assert (answer.status_code, answer["Location"]) == (302, "/next/")
    assert typed == [{"name": "新名", "note": ""}]


def test_a_wrong_entry_keeps_everything_and_marks_the_field(send):
    answer = send(lambda *_: "/never/", {"name": "长" * 30, "note": "记下的话"})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert 'value="记下的话"' in page
    assert 'href="#id_name"' in page
    assert 'aria-invalid="true"' in page


def test_a_refusal_stands_at_its_field(send):
    def act(page, form):
        raise Invalid(fields={"name": "此名称已被使用，请换一个。"})

    answer = send(act, {"name": "旧名", "note": "不能丢"})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert page.count("此名称已被使用，请换一个。") == 2  # at the field and on top
    assert 'value="不能丢"' in page


def test_a_refusal_of_no_field_stands_on_top(send):
    def act(page, form):
        raise PermissionRefused("只有立案机关可以办理。", fields={"bureau": "请联系立案机关。"})

    answer = send(act, {"name": "名"})
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "只有立案机关可以办理。" in page
    assert "请联系立案机关。" in page


def test_a_stale_version_shows_both_and_can_be_sent_again(send):
    def act(page, form):
        if page.version == 3:
            raise StaleVersion(
                details={
                    "yours": {"name": "我的", "note": "同"},
                    "theirs": {"name": "他的", "note": "同"},
                    "version": 4,
                }
            )
        return "/done/"

    answer = send(act, {"name": "我的", "note": "同", "_version": "3"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "他的" in page
    assert page.count('<th scope="row">') == 1  # only what differs
    assert 'name="_version" value="4"' in page
    again = send(act, {"name": "我的", "_version": "4"})
    assert again.status_code == 302


def test_the_same_form_sent_twice_acts_once(send):
    done = []

    def act(page, form):
        done.append(1)
        return f"/made/{len(done)}/"

    first = send(act, {"name": "名", "_once": "abc"})
    second = send(act, {"name": "名", "_once": "abc"})

    assert done == [1]
    assert first["Location"] == second["Location"] == "/made/1/"


def test_a_refused_form_can_be_corrected_and_sent_again(send, tree):
    def refuse(page, form):
        Bureau.objects.filter(code="610000").update(name="半途")
        raise Invalid(fields={"name": "不行"})

    send(refuse, {"name": "名", "_once": "abc"})

    assert not IdempotencyKey.objects.exists()
    assert not Bureau.objects.filter(name="半途").exists()
    assert send(lambda *_: "/ok/", {"name": "名", "_once": "abc"}).status_code == 302


def test_another_person_with_the_same_token_acts_for_themselves(send, yanta_head):
    send(lambda *_: "/a/", {"name": "名", "_once": "abc"})
    row = IdempotencyKey.objects.get()
    row.owner_uuid = yanta_head.uuid
    row.save()

    assert send(lambda *_: "/b/", {"name": "名", "_once": "abc"})["Location"] == "/b/"


def test_a_form_in_a_dialog_answers_with_itself_and_then_leads_on(send):
    in_dialog = {"HX-Request": "true", "HX-Target": "dialog-body"}

    wrong = send(lambda *_: "/ok/", {"name": ""}, **in_dialog)
    right = send(lambda *_: "/ok/", {"name": "名"}, **in_dialog)

    assert "<html" not in wrong.content.decode()
    assert 'hx-post="/form/"' in wrong.content.decode()
    assert right["HX-Redirect"] == "/ok/"


def test_a_new_form_has_its_own_token_and_says_who_may_not(ask, yanta_inspector):
    class Closed(BureauFormPage):
        perms = ("manage_people",)

    assert 'name="_once" value="' in ask(BureauFormPage).content.decode()
    with pytest.raises(PermissionRefused):
        ask(Closed)
