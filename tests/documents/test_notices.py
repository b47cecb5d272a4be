"""Notices and decisions: each kind has its name, its wording and its mandatory facts."""

import pytest

from applications.documents.engine import TEMPLATES, render_notice, to_html
from applications.documents.notice import context, key_facts
from applications.documents.notice_facts import TITLES, NoticeKind
from applications.documents.party import PartyKind
from applications.documents.refusals import MissingFact

from . import samples
from .reading import in_order, pages, reader, text

WORDING = {
    NoticeKind.RECEIPT: ["于2026年9月25日收到", "（一）安全承诺书", "期限于2026年10月12日届满", "妥善保管本回执"],
    NoticeKind.ACCEPTANCE: ["决定予以受理", "期限于2026年10月12日届满", "特此通知"],
    NoticeKind.SUPPLEMENT: [
        "一次性告知如下：",
        "（一）安全承诺书未加盖单位印章；",
        "（二）应用场景",
        "视为放弃本次申请",
    ],
    NoticeKind.NON_ACCEPTANCE: ["决定不予受理", "个人信息。", "依据：《上海市数据条例》。", samples.APPEAL],
    NoticeKind.EXTENSION: ["不能在原办理时限内作出答复：", "决定延长办理时限", "期限于2026年10月12日届满"],
    NoticeKind.APPROVAL: ["决定准予开放", "下列条件：", "（二）应用场景", "签订公共数据利用协议"],
    NoticeKind.REFUSAL: ["决定不予开放", "理由如下：", "依据：《上海市数据条例》。", samples.APPEAL],
    NoticeKind.REVIEW_UPHELD: ["维持原决定", "理由如下：", "依据：《上海市数据条例》。", samples.APPEAL],
    NoticeKind.REVIEW_REVERSED: ["改变原决定：", "理由如下：", "依据：《上海市数据条例》。", "以审核决定书为准"],
}


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_notice_says_what_its_kind_owes_in_order(kind: NoticeKind) -> None:
    facts = samples.notice(kind, verify_url="https://data.example.gov.cn/verify/1")
    made = render_notice(facts)
    wanted = [facts.issuer, facts.number, TITLES[kind], f"{facts.addressee}：", facts.application_number]
    written = text(made)
    assert in_order([*wanted, facts.dataset_title, *WORDING[kind], facts.issuer, "2026年9月28日"], written) == []
    assert reader(made).attachments["notice.json"] == [facts.to_json().encode()]


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_a_name_and_a_wording(kind: NoticeKind) -> None:
    assert TITLES[kind]
    assert (TEMPLATES / "documents" / "notice" / f"{kind}.html").is_file()


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (NoticeKind.RECEIPT, ()),
        (NoticeKind.ACCEPTANCE, ()),
        (NoticeKind.SUPPLEMENT, ("需要补正的内容",)),
        (NoticeKind.NON_ACCEPTANCE, ("理由", "法律依据", "救济途径")),
        (NoticeKind.EXTENSION, ("理由",)),
        (NoticeKind.APPROVAL, ()),
        (NoticeKind.REFUSAL, ("理由", "法律依据", "救济途径")),
        (NoticeKind.REVIEW_UPHELD, ("理由", "法律依据", "救济途径")),
        (NoticeKind.REVIEW_REVERSED, ("理由",)),
    ],
)
def test_facts_that_a_kind_cannot_do_without_are_named(kind: NoticeKind, names: tuple[str, ...]) -> None:
    with pytest.raises(MissingFact) as refusal:
        samples.notice(kind, number="", issuer=" ", paragraphs=(), items=(), legal_ground="", appeal="")
    assert refusal.value.names == ("文号", "制发机关", *names)


@pytest.mark.parametrize("kind", [NoticeKind.RECEIPT, NoticeKind.ACCEPTANCE, NoticeKind.APPROVAL])
def test_a_notice_without_optional_facts_has_no_empty_sentence(kind: NoticeKind) -> None:
    facts = samples.notice(kind, paragraphs=(), items=(), legal_ground="", appeal="", due_on=None, received_on=None)
    html = to_html("documents/notice.html", context(facts) | {"qr": ""})
    assert [fault for fault in ("None", "：。", "<p></p>", "。。", "<p>。</p>", "于届满") if fault in html] == []


def test_a_natural_person_is_addressed_with_respect() -> None:
    facts = samples.notice(NoticeKind.RECEIPT, addressee="张䶮", addressee_kind=PartyKind.NATURAL_PERSON)
    html = to_html("documents/notice.html", context(facts) | {"qr": ""})
    assert "您提交的" in html
    assert "贵单位" not in html


def test_a_decision_may_have_another_name() -> None:
    facts = samples.notice(NoticeKind.APPROVAL, title="审核决定书")
    assert key_facts(facts)[2] == facts.heading == "审核决定书"


def test_a_long_name_of_a_body_keeps_to_one_line_of_the_head() -> None:
    issuer = "中国（上海）自由贸易试验区临港新片区管理委员会"
    html = to_html("documents/notice.html", context(samples.notice(NoticeKind.RECEIPT, issuer=issuer)) | {"qr": ""})
    assert f'<p class="issuer longer">{issuer}</p>' in html


def test_the_signature_of_a_long_notice_takes_text_with_it_to_the_next_page() -> None:
    reasons = ("申请人提供的安全措施不足以防止数据被还原，且未说明数据的存储地点和访问控制措施",) * 9
    made = pages(render_notice(samples.notice(NoticeKind.REFUSAL, paragraphs=reasons)))
    assert len(made) == 2
    assert in_order([samples.APPEAL[-10:], "上海市交通委员会", "2026年9月28日"], made[1]) == []
