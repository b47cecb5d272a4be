"""Drafting, previewing and publishing a wording, on the pages of two administrators; and which one words a case."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation, User
from applications.documents.clauses.standard import standard_text
from applications.documents.facts import AgreementFacts
from applications.documents.refusals import MissingFact
from applications.models import AgreementWording
from applications.readiness import gaps
from applications.wording_check import problems_of, sample
from applications.wording_drafts import begin_wording
from applications.wordings import wording_for
from tests.documents.reading import text as text_of_pdf
from tests.factories import MORNING, Cast, a_life, case_in

from .conftest import as_, posted, put_in_force, the_draft, written

pytestmark = [pytest.mark.either]
MORE = standard_text() + "- 本协议一式两份。\n"


def squeezed(answer: object) -> str:
    return re.sub(r"\s", "", answer.content.decode())  # type: ignore[attr-defined]


def test_a_draft_begins_as_a_copy_of_what_is_used_and_there_is_one_for_each_scope(cast: Cast, second: User) -> None:
    posted(cast.sysadmin, "wording-begin")
    posted(second, "wording-begin")
    draft = the_draft()
    assert (draft.version, draft.text, draft.scope) == (2, standard_text(), "general")
    posted(cast.sysadmin, "wording-begin", provider=cast.provider.pk)
    assert AgreementWording.objects.drafts().count() == 2


def test_whoever_wrote_last_does_not_publish_and_a_second_person_does(cast: Cast, second: User) -> None:
    posted(cast.sysadmin, "wording-begin")
    draft = written(cast.sysadmin, text=MORE)
    assert "应当由另一名系统管理员" in squeezed(posted(cast.sysadmin, "wording-publish", draft.pk, seen=draft.revision))
    assert the_draft().is_draft
    answer = posted(second, "wording-publish", draft.pk, seen=draft.revision)
    assert "范本已发布" in squeezed(answer) and "新增" in squeezed(answer) and "本协议一式两份" in squeezed(answer)
    assert AgreementWording.objects.get(pk=draft.pk).published_by == second


def test_what_is_published_is_what_was_looked_at(cast: Cast, second: User) -> None:
    posted(cast.sysadmin, "wording-begin")
    seen = written(cast.sysadmin).revision
    draft = written(cast.sysadmin, text=MORE)
    assert "其他人已修改该草稿" in squeezed(posted(second, "wording-publish", draft.pk, seen=seen))
    assert the_draft().is_draft


def test_a_published_version_takes_no_more_changes(cast: Cast, second: User) -> None:
    row = put_in_force(cast, second, {}, text=MORE)
    sent = {"seen": row.revision, "title": "改", "text": "改", "note": "改"}
    assert "已经发布或者删除" in squeezed(posted(second, "wording-edit", row.pk, **sent))
    assert "已经发布或者删除" in squeezed(posted(second, "wording-discard", row.pk, seen=row.revision))
    row.refresh_from_db()
    assert row.text == MORE


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": MORE + "- {使用额度}以内。\n"}, "不是每个办件都有下列事实"),
        ({"text": MORE + "- {没有的}。\n"}, "没有名为“没有的”的事实"),
        ({"note": ""}, "请写明修改说明"),
        ({"text": MORE + "- 末尾\ue815。\n"}, "U+E815"),
    ],
)
def test_a_draft_that_would_stop_cases_is_not_published(
    cast: Cast, second: User, changes: dict[str, str], said: str
) -> None:
    posted(cast.sysadmin, "wording-begin")
    draft = written(cast.sysadmin, **changes)
    assert said in squeezed(posted(second, "wording-publish", draft.pk, seen=draft.revision))
    assert the_draft().is_draft


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    posted(cast.sysadmin, "wording-begin")
    draft = the_draft()
    answer = posted(cast.sysadmin, "wording-edit", draft.pk, seen=draft.revision, title="", text="# 我写的\n内容\n")
    assert "请填写协议名称" in squeezed(answer) and "#我写的" in squeezed(answer)


def test_a_draft_can_be_taken_away(cast: Cast) -> None:
    posted(cast.sysadmin, "wording-begin")
    posted(cast.sysadmin, "wording-discard", the_draft().pk, seen=0)
    assert not AgreementWording.objects.drafts().exists()


@pytest.mark.parametrize("query", ["", "?bare"])
def test_the_preview_is_typeset_like_an_agreement(cast: Cast, query: str) -> None:
    begin_wording(actor=cast.sysadmin, provider=cast.provider, now=MORNING)
    answer = as_(cast.sysadmin).get(reverse("wording-preview", args=[the_draft().pk]) + query)
    written_on_it = text_of_pdf(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert cast.provider.name in written_on_it and ("使用额度" in written_on_it) == (not query)


def test_the_database_wants_two_people(cast: Cast) -> None:
    draft = begin_wording(actor=cast.sysadmin, now=MORNING)
    rows = AgreementWording.objects.filter(pk=draft.pk)
    with pytest.raises(IntegrityError, match="a_wording_is_published_by_a_second_person"), transaction.atomic():
        rows.update(published_by=cast.sysadmin, published_at=MORNING)


def test_nobody_else_finds_these_pages(cast: Cast) -> None:
    for part in ("handler", "approver", "supervisor", "auditor", "applicant"):
        assert as_(cast.people[part]).get(reverse("wordings")).status_code == 404


def test_every_version_can_word_the_fullest_and_the_barest_case(cast: Cast) -> None:
    (first,) = AgreementWording.objects.all()
    assert problems_of(first) == []
    full, bare = sample(first), sample(first, bare=True)
    assert len(full.articles) > len(bare.articles)


# ---- which one ----


def test_the_nearest_wording_is_used(cast: Cast, second: User) -> None:
    application = case_in("deciding")
    names = [wording_for(application).name]
    put_in_force(cast, second, {}, title="新通用协议")
    names.append(wording_for(application).name)
    put_in_force(cast, second, {"provider": cast.provider.pk})
    names.append(wording_for(application).name)
    put_in_force(cast, second, {"dataset": application.dataset_id})
    names.append(wording_for(application).name)
    put_in_force(cast, second, {"provider": cast.consulted.pk})
    names.append(wording_for(application).name)
    own = f"{application.dataset.title}范本第1版"
    assert names == ["通用范本第1版", "通用范本第2版", f"{cast.provider.name}范本第1版", own, own]


def test_an_agreement_is_made_of_the_wording_in_force_and_keeps_its_words(cast: Cast, second: User) -> None:
    before = case_in("agreement").agreement
    row = put_in_force(cast, second, {}, text=MORE, title="数据使用协议", two_signatories="on")
    after = case_in("agreement", body=cast.other_body).agreement
    facts, old = AgreementFacts.from_json(after.facts), AgreementFacts.from_json(before.facts)
    assert (after.wording, facts.title, facts.signatories, after.signatories) == (row, "数据使用协议", 2, 2)
    assert facts.articles[-1].clauses[-1].text == "本协议一式两份。"
    assert (old.title, old.wording, old.signatories) == ("公共数据利用协议", "通用范本第1版", 1)
    alone = case_in("agreement", body=None).agreement
    assert alone.signatories == 1


def test_a_missing_fact_is_told_before_the_decision_and_stops_it_with_what_was_typed(cast: Cast) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    assert gaps(life.application, life.moment) == []
    Organisation.objects.filter(pk=cast.provider.pk).update(phone="")
    assert gaps(life.application, life.moment) == ["甲方联系电话"]
    page = as_(cast.handler).get(reverse("case", args=[life.pk]))
    assert "现在还不能订立协议" in squeezed(page) and "甲方联系电话" in squeezed(page)
    said = {
        "fields": ["stop_id"], "delivery_mode": "download", "term_months": 12, "quota": 0, "report_months": 6,
        "reasons": "我写的理由", "seen": life.application.case.seq,
    }  # fmt: skip
    answer = posted(cast.approver, "move", life.pk, "approve", **said)
    assert "请先补全：甲方联系电话" in squeezed(answer) and "我写的理由" in squeezed(answer)
    assert life.application.case.state == "deciding"


def test_a_wording_that_asks_for_more_than_a_case_has_names_it(cast: Cast) -> None:
    row = AgreementWording(scope="x", version=1, title="协议", text="# 甲\n{原协议编号}\n", drafted_at=MORNING)
    with pytest.raises(MissingFact) as refused:
        sample(row, bare=True)
    assert str(refused.value).endswith("原协议编号（甲）。")
