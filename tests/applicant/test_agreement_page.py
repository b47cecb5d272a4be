"""The agreement on a page of its own: the text that is typeset, its standing, and the signing."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from applications.documents.facts import AgreementFacts
from applications.models import Application
from jobs.clock import Journey
from tests.factories import PASSWORD, Cast, a_life, case_in
from tests.factories.verbs import put_text_on_file

from .pages import squeezed, text_of

pytestmark = pytest.mark.both


def page(application: Application) -> str:
    return reverse("agreement", args=[application.pk])


def test_the_page_has_every_article_with_its_number_and_all_facts(applicant: Client, cast: Cast) -> None:
    application = case_in("agreement")
    shown = squeezed(applicant.get(page(application)))
    facts = AgreementFacts.from_json(application.agreement.facts)
    for words in (
        "第一条数据范围",
        "利用期限",
        "违约责任",
        "待盖章",
        facts.party_b.name,
        facts.purpose,
        facts.terms_digest,
    ):
        assert words.replace(" ", "") in shown, words


def test_what_the_applicant_typed_is_shown_and_never_run(applicant: Client, cast: Cast) -> None:
    life = a_life(purpose="研究<script>alert(1)</script>与应用")
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    html = applicant.get(page(life.application)).content.decode()
    assert "<script>alert" not in html
    assert "研究<script>alert(1)</script>与应用" in unescape(html)


def test_it_can_be_signed_on_the_page_once_its_text_is_on_file(applicant: Client, cast: Cast, now: Journey) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    assert "协议文本正在生成" in text_of(applicant.get(page(life.application)))
    text = put_text_on_file(life)
    shown = applicant.get(page(life.application))
    assert "我已通读协议全文" in text_of(shown)
    assert "请于 2026 年 9 月 23 日（星期三） 前签订" in text_of(shown)
    said = {"sha256": text.sha256, "read": "on", "seen": life.application.case.seq, "password": PASSWORD}
    applicant.post(reverse("move", args=[life.pk, "sign"]), said)
    after = text_of(applicant.get(page(life.application)))
    assert f"{cast.applicant.name}于" in after
    assert "我已通读协议全文" not in after


def test_it_tells_who_sealed_it_when(applicant: Client, cast: Cast) -> None:
    shown = text_of(applicant.get(page(case_in("in_use"))))
    assert "盖章，协议生效" in shown


def test_it_is_there_for_those_who_apply_once_there_is_an_agreement(client: Client, cast: Cast, now: Journey) -> None:
    application = case_in("agreement")
    given = {}
    for part in ("applicant", "colleague", "stranger", "person", "handler"):
        client.force_login(cast.people[part])
        given[part] = client.get(page(application)).status_code
    assert given == {"applicant": 200, "colleague": 200, "stranger": 404, "person": 404, "handler": 404}
    client.force_login(cast.applicant)
    assert client.get(page(case_in("deciding"))).status_code == 404
