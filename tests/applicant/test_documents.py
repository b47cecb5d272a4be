"""The documents as PDF: typeset for those who may read them, the same bytes each time, trouble told in words."""

import io
from typing import Any

import pypdf
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from applications.documents.refusals import RendererBusy, RenderRefused
from applications.models import Application
from jobs.clock import Journey
from tests.factories import Cast, a_life, case_in

from .pages import text_of


def document(browser: Client, application: Application, kind: str, **headers: str) -> Any:
    return browser.get(reverse("document", args=[application.pk, kind]), headers=headers)


def words_of(answer: Any) -> str:
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application", ["有条件开放公共数据利用申请书", "公交线网优化研究", "应用场景说明.pdf"]),
        ("receipt", ["收件回执", "数开收〔2026〕000001号", "2026年9月17日届满"]),
    ],
)
def test_a_document_is_typeset(applicant: Client, cast: Cast, kind: str, words: list[str]) -> None:
    answer = document(applicant, case_in("submitted"), kind)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''SQ-2026-000001%20")
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"].startswith("private")
    text = words_of(answer)
    assert all(word in text for word in words)


def test_a_document_has_the_same_bytes_each_time(applicant: Client, cast: Cast, now: Journey) -> None:
    application = case_in("refused")
    first = document(applicant, application, "refusal").content
    now.move_to(now.moment.replace(month=11))
    assert document(applicant, application, "refusal").content == first


def test_a_reader_who_has_it_already_is_not_sent_it_again(
    applicant: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = case_in("submitted")
    made: list[Any] = []
    monkeypatch.setattr("applications.views.documents.render_notice", lambda facts: made.append(facts) or b"%PDF-")
    etag = document(applicant, application, "receipt")["ETag"]
    again = document(applicant, application, "receipt", **{"if-none-match": etag})
    assert (again.status_code, len(made)) == (304, 1)


def test_nothing_is_typeset_inside_a_transaction(
    applicant: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = len(transaction.get_connection().savepoint_ids)

    def render(facts: Any) -> bytes:
        assert len(transaction.get_connection().savepoint_ids) == depth
        return b"%PDF-"

    monkeypatch.setattr("applications.views.documents.render_notice", render)
    assert document(applicant, case_in("submitted"), "receipt").content == b"%PDF-"


def test_the_agreement_is_made_when_it_is_asked_for_and_then_stays(applicant: Client, cast: Cast) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    first = document(applicant, life.application, "agreement")
    agreement = life.application.agreement
    assert agreement.sha256 and first["ETag"] == f'"{agreement.sha256}"'
    assert "公共数据利用协议" in words_of(first)
    assert document(applicant, life.application, "agreement").content == first.content


def test_a_sealed_agreement_is_given_out_sealed(applicant: Client, cast: Cast) -> None:
    application = case_in("delivering")
    assert document(applicant, application, "agreement").content.endswith(b"sealed_file\n")
    assert document(applicant, case_in("sealing"), "agreement").content.endswith(b"file\n")


@pytest.mark.parametrize("kind", ["decision", "supplement", "refusal", "non_acceptance", "agreement", "extension", "x"])
def test_a_document_that_the_case_does_not_have_is_not_found(applicant: Client, cast: Cast, kind: str) -> None:
    assert document(applicant, case_in("assessing"), kind).status_code == 404


@pytest.mark.parametrize(
    ("part", "status"),
    [("colleague", 200), ("handler", 200), ("approver", 200), ("supervisor", 200), ("stranger", 404),
     ("person", 404), ("consulted_handler", 404), ("sysadmin", 404)],
)  # fmt: skip
def test_documents_are_for_the_applicants_and_the_officials_of_the_case(
    client: Client, cast: Cast, now: Journey, monkeypatch: pytest.MonkeyPatch, part: str, status: int
) -> None:
    monkeypatch.setattr("applications.views.documents.render_notice", lambda facts: b"%PDF-")
    client.force_login(cast.people[part])
    assert document(client, case_in("assessing"), "receipt").status_code == status


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (RenderRefused([("glyph", "\U0001f600")]), 422, "现有字体无法显示下列字符"),
        (RendererBusy(), 503, "正在生成的文书较多，请稍后重试。"),
    ],
)
def test_trouble_in_typesetting_is_told_in_words(
    applicant: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, refusal: Exception, status: int, words: str
) -> None:
    def render(facts: Any) -> bytes:
        raise refusal

    monkeypatch.setattr("applications.views.documents.render_notice", render)
    answer = document(applicant, case_in("submitted"), "receipt")
    assert answer.status_code == status
    assert words in text_of(answer)


def test_an_agreement_that_cannot_be_made_says_why(
    applicant: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(facts: Any) -> bytes:
        raise RenderRefused([("glyph", "\U0001f600")])

    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    monkeypatch.setattr("applications.agreement_texts.render_agreement", render)
    answer = document(applicant, life.application, "agreement")
    assert answer.status_code == 422
    assert "现有字体无法显示下列字符" in text_of(answer)
    progress = applicant.get(reverse("application", args=[life.pk]))
    assert "协议文本未能生成" in text_of(progress)
