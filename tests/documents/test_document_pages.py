from datetime import date

from django.urls import reverse

from tests.factories.documents import make_document, make_served_document


def test_a_document_is_shown_and_printed(client_for, yanta_inspector, yanta, case_of):
    document = make_served_document(case_of(yanta), served_on=date(2026, 3, 12))
    client = client_for(yanta_inspector)

    shown = client.get(reverse("documents:document-detail", args=[document.uuid]))
    paper = client.get(reverse("documents:document-print", args=[document.uuid]))
    listed = client.get(reverse("documents:document-list"), {"number": "2026"})

    for answer in (shown, paper):
        text = answer.content.decode()
        assert document.number in text
        assert "罚款人民币100,000元。" in text
        assert "上述事实有现场笔录为证。" in text
    assert "2026年3月10日" in paper.content.decode()
    assert "2026-03-12" in shown.content.decode()
    assert document.number in listed.content.decode()


def test_what_stands_in_a_document_is_text_not_markup(
    client_for, yanta_inspector, yanta, case_of
):
    content = {
        "addressee": "<b>甲</b>",
        "sections": [{"title": "<i>一</i>", "text": "<script>x</script>\n\n二"}],
    }
    document = make_document(case_of(yanta), content=content)

    paper = client_for(yanta_inspector).get(
        reverse("documents:document-print", args=[document.uuid])
    )

    text = paper.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in text
    assert "<b>甲</b>" not in text
    assert "<i>一</i>" not in text


def test_a_past_document_without_text_says_what_is_known(
    client_for, yanta_inspector, yanta, case_of
):
    number = "湘药监药罚〔2022〕82号"
    document = make_document(case_of(yanta), content={}, number=number, word="")

    shown = client_for(yanta_inspector).get(
        reverse("documents:document-detail", args=[document.uuid])
    )

    assert number in shown.content.decode()


def test_a_foreign_document_is_not_there(client_for, linwei_inspector, yanta, case_of):
    document = make_document(case_of(yanta))
    client = client_for(linwei_inspector)

    for name in ("document-detail", "document-print"):
        assert client.get(reverse(f"documents:{name}", args=[document.uuid])).status_code == 404
