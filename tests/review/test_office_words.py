"""The journal in sentences for the office: every entry of the law has its words, with its facts."""

from collections.abc import Callable
from typing import Any

import pytest

from applications.office_sentences import SENTENCES
from applications.office_words import KINDS, entries, entry
from applications.templatetags.marks import CARDS, JOURNAL_MARKS
from tests.factories import PATHS, Cast, a_life, case_in, shanghai
from tests.factories.answers import HIGH_RISK
from workflow.lifecycle import LAW, NOTES
from workflow.models import Event
from workflow.states import State

LAW_AND_NOTES = sorted({*LAW, *NOTES})


def test_every_entry_of_the_law_has_its_sentence() -> None:
    assert set(SENTENCES) == {*LAW, *NOTES}


def test_every_mark_is_one_that_the_record_can_draw() -> None:
    assert set(KINDS) <= {*LAW, *NOTES}
    assert set(KINDS.values()) <= {*JOURNAL_MARKS, *CARDS}


@pytest.mark.parametrize("name", LAW_AND_NOTES)
def test_an_entry_with_no_facts_is_still_a_sentence(name: str) -> None:
    """Facts are history: what an old entry did not record must not break its page."""
    written = Event(name=name, seq=1, target="closed", capacity="system", facts={}, at=shanghai("2026-09-28 09:00"))
    words = entry(written)
    assert words.title
    assert words.text.endswith("。") or "\n" in words.text
    assert words.who == "系统"


def test_an_entry_that_the_law_no_longer_has_keeps_its_name() -> None:
    old = Event(name="archive", seq=1, capacity="clerk", facts={}, at=shanghai("2026-09-28 09:00"))
    assert (entry(old).title, entry(old).text, entry(old).who) == ("archive", "", "clerk")


def record(case_id: int) -> list[tuple[str, str, str]]:
    found = entries(Event.objects.filter(case=case_id).select_related("actor"))
    return [(one.title, one.text, one.who) for one in found]


@pytest.mark.django_db
def test_a_life_reads_as_it_went(cast: Cast) -> None:
    way = (
        "submit", "claim", "request_supplement", "resubmit", "accept", "consult", "give_opinion",
        "return_to_assessment", "assess", "approve", "sign", "seal", "deliver", "suspend", "resume", "close",
    )  # fmt: skip
    application = case_in("closed", via=way, starts_at=shanghai("2026-09-01 09:00"))
    told = {title: (text, who) for title, text, who in record(application.pk)}
    assert told["领取任务"] == ("由陈承承办。", "陈承（承办人）")
    assert told["一次性告知补正"][0].startswith("需补正 2 项，补正期间暂停计时。\n1. 应用场景说明：")
    assert told["提交补正材料"][0].startswith("申请人已补正，恢复计时，回到“待受理”环节。")
    assert "风险等级为高，征求市公安局意见。" in told["征求意见"][0]
    assert told["出具意见"] == (
        "市公安局答复：同意开放。\n意见说明：无不同意见。\n各部门均已答复，转入审核决定。", "江会（被征求意见部门）",
    )  # fmt: skip
    assert "开放 4 个字段，使用期限 12 个月。" in told["同意开放"][0]
    assert application.decision.number in told["同意开放"][0]
    assert "签订地址：127.0.0.1" in told["签订协议"][0]
    assert "可领取至 2027 年 9 月 1 日" in told["数据交付"][0]
    assert told["中止开放"][0].endswith("理由：发现数据被用于约定以外的用途。")
    assert "副本已全部销毁。" in told["到期办结"][0]


ENDS: list[tuple[str, tuple[str, ...], str, str]] = [
    ("not_accepted", ("submit", "not_accept"), "不予受理", "依据："),
    ("refused", ("submit", "accept", "assess", "refuse"), "不予开放", "理由：使用目的与数据开放范围不符。"),
    ("withdrawn", ("submit", "withdraw"), "撤回申请", "撤回原因：项目调整，不再需要。"),
    ("lapsed", ("submit", "request_supplement", "lapse"), "视为放弃", "补正期限于 2026 年 9 月 23 日届满"),
    ("suspended", (*PATHS[State.SUSPENDED], "nudge"), "催办", "提醒承办人尽快办理。"),
    ("assessing", ("submit", "accept", "reassign"), "改派", "改派给林续承办，时限继续计算。\n理由：原承办人休假。"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "way", "title", "words"), ENDS)
def test_each_end_says_why(cast: Cast, state: str, way: tuple[str, ...], title: str, words: str) -> None:
    told = record(case_in(state, via=way, starts_at=shanghai("2026-09-10 09:00")).pk)
    assert told[0][0] == title
    assert words in told[0][1]


@pytest.mark.django_db
def test_a_consultation_names_every_department_that_was_asked(cast: Cast) -> None:
    life = a_life()
    life.do("submit")
    life.do("accept")
    life.do("consult", departments=[cast.consulted, cast.authority], answers=HIGH_RISK)
    assert "征求市公安局、市数据局意见" in record(life.pk)[0][1]


@pytest.mark.django_db
def test_the_newest_entry_comes_first(cast: Cast, sees: Callable[..., Any]) -> None:
    case = case_in("deciding", starts_at=shanghai("2026-09-24 09:00"))
    assert [title for title, _text, _who in record(case.pk)] == ["出具评估", "受理", "提交申请"]
