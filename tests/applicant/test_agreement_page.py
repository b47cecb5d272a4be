"""The agreement on a page of its own: the text that is typeset, its standing, and the signing."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from applications.agreement_facts import signers
from applications.documents.facts import AgreementFacts
from applications.models import Agreement, Application
from jobs.clock import Journey
from tests.factories import PASSWORD, Cast, a_life, case_in
from tests.factories.verbs import put_text_on_file
from workflow.models import Event

from .pages import squeezed, text_of

pytestmark = pytest.mark.either


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


def read_part(reader: Client, application: Application, sha256: str, part: int) -> str:
    answer = reader.post(reverse("agreement-read", args=[application.pk]), {"sha256": sha256, "part": part})
    assert answer.status_code == 302
    return answer["Location"]


def read_all(reader: Client, application: Application, sha256: str) -> None:
    """Part by part, as the button below each leads on."""
    for part in range(1, 20):
        if read_part(reader, application, sha256, part).endswith("#h-agreement"):
            return
    raise AssertionError("no end")


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
    shown = text_of(applicant.get(page(life.application)))
    assert "我已通读协议全文" not in shown
    assert "请于 2026 年 9 月 23 日（星期三） 前签订" in shown
    read_all(applicant, life.application, text.sha256)
    assert "我已通读协议全文" in text_of(applicant.get(page(life.application)))
    said = {"sha256": text.sha256, "read": "on", "seen": life.application.case.seq, "password": PASSWORD}
    applicant.post(reverse("move", args=[life.pk, "sign"]), said)
    after = text_of(applicant.get(page(life.application)))
    assert f"{cast.applicant.name}于" in after
    assert "我已通读协议全文" not in after


def test_it_tells_who_sealed_it_when(applicant: Client, cast: Cast) -> None:
    shown = text_of(applicant.get(page(case_in("in_use"))))
    assert "盖章，协议生效" in shown
    assert "已电子盖章" in shown


def test_it_is_there_for_those_who_apply_once_there_is_an_agreement(client: Client, cast: Cast, now: Journey) -> None:
    application = case_in("agreement")
    given = {}
    for part in ("applicant", "colleague", "stranger", "person", "handler"):
        client.force_login(cast.people[part])
        given[part] = client.get(page(application)).status_code
    assert given == {"applicant": 200, "colleague": 200, "stranger": 404, "person": 404, "handler": 404}
    client.force_login(cast.applicant)
    assert client.get(page(case_in("deciding"))).status_code == 404


# ---- reading to the end ----


@pytest.fixture
def to_sign(cast: Cast, now: Journey) -> Application:
    """An agreement whose text is on file and that nobody has read."""
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    put_text_on_file(life)
    return life.application


def test_only_what_was_read_and_the_next_part_are_shown(applicant: Client, to_sign: Application) -> None:
    first = squeezed(applicant.get(page(to_sign)))
    assert "数据范围" in first and "违约责任" not in first and "已阅读本部分" in first
    read_part(applicant, to_sign, to_sign.agreement.sha256, 1)
    second = squeezed(applicant.get(page(to_sign)))
    assert "第一条数据范围" in second and len(second) > len(first)


def test_parts_cannot_be_skipped_and_another_text_is_read_anew(applicant: Client, to_sign: Application) -> None:
    for part in (3, 2, 9, 999):
        assert read_part(applicant, to_sign, to_sign.agreement.sha256, part).endswith("#part-1")
    assert read_part(applicant, to_sign, "0" * 64, 1).endswith("#part-1")
    read_all(applicant, to_sign, to_sign.agreement.sha256)
    Agreement.objects.filter(application=to_sign).update(sha256="1" * 64)
    assert "我已通读协议全文" not in text_of(applicant.get(page(to_sign)))


def test_a_form_sent_without_reading_is_refused_with_the_reason(applicant: Client, to_sign: Application) -> None:
    said = {"sha256": to_sign.agreement.sha256, "read": "on", "seen": to_sign.case.seq, "password": PASSWORD}
    shown = text_of(applicant.post(reverse("move", args=[to_sign.pk, "sign"]), said))
    assert "请先在协议页面逐部分阅读协议" in shown
    to_sign.case.refresh_from_db()
    assert to_sign.case.state == "agreement"


def test_what_one_has_read_another_has_not(applicant: Client, client: Client, to_sign: Application, cast: Cast) -> None:
    read_all(applicant, to_sign, to_sign.agreement.sha256)
    client.force_login(cast.colleague)
    assert "我已通读协议全文" not in text_of(client.get(page(to_sign)))


def test_consent_address_and_time_are_in_the_journal(applicant: Client, to_sign: Application) -> None:
    read_all(applicant, to_sign, to_sign.agreement.sha256)
    said = {"sha256": to_sign.agreement.sha256, "read": "on", "seen": to_sign.case.seq, "password": PASSWORD}
    applicant.post(reverse("move", args=[to_sign.pk, "sign"]), said, REMOTE_ADDR="203.0.113.9")
    entry = Event.objects.get(case=to_sign.pk, name="sign")
    assert "同意以电子形式订立" in entry.facts["consent"]
    assert (entry.facts["address"], entry.facts["signers"]) == ("203.0.113.9", "沈知远")
    assert entry.facts["read_at"].startswith("2026-09-10")


# ---- two signatories ----


@pytest.fixture
def by_two(to_sign: Application) -> Application:
    Agreement.objects.filter(application=to_sign).update(signatories=2)
    return to_sign


def signs(reader: Client, application: Application, act: str) -> str:
    read_all(reader, application, application.agreement.sha256)
    seq = type(application.case).objects.get(pk=application.pk).seq
    said = {"sha256": application.agreement.sha256, "read": "on", "seen": seq, "password": PASSWORD}
    return text_of(reader.post(reverse("move", args=[application.pk, act]), said, follow=True))


def test_two_people_sign_one_after_the_other(
    applicant: Client, client: Client, by_two: Application, cast: Cast
) -> None:
    assert "请通知本单位另一名" in signs(applicant, by_two, "first_sign")
    assert "待另一名签署人签订" in text_of(applicant.get(page(by_two)))
    second = Client()
    second.force_login(cast.colleague)
    signs(second, by_two, "sign")
    agreement = Agreement.objects.get(application=by_two)
    assert (agreement.first_signed_by, agreement.signed_by) == (cast.applicant, cast.colleague)
    assert signers(agreement) == "沈知远、顾明澄"


def test_one_person_does_not_sign_for_two(applicant: Client, by_two: Application) -> None:
    signs(applicant, by_two, "sign")  # nobody has signed before him
    signs(applicant, by_two, "first_sign")
    signs(applicant, by_two, "first_sign")
    signs(applicant, by_two, "sign")
    agreement = Agreement.objects.get(application=by_two)
    assert (agreement.signed_at, Event.objects.filter(case=by_two.pk, name="first_sign").count()) == (None, 1)


def test_where_one_suffices_nobody_signs_first(applicant: Client, to_sign: Application) -> None:
    assert "由一人签订即可" in signs(applicant, to_sign, "first_sign")
