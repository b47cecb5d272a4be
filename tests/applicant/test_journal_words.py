"""The applicant's record: every entry of the law has its sentence, and none tells what is the office's own."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from applications.journal_words import WORDS, Entry, entries, entry
from tests.factories import MORNING, a_life
from workflow.lifecycle import LAW, NOTES
from workflow.models import Event
from workflow.states import Capacity

# What each entry's facts may hold; office matters carry a word that must never be seen.
SECRET = "内部事项"
FACTS: dict[str, dict[str, Any]] = {
    "submit": {"number": "SQ-2026-000001", "dataset": SECRET},
    "request_supplement": {"supplement": 1, "items": [["安全承诺书", "缺签字"]], "note": "请尽快"},
    "resubmit": {"supplement": 1, "answers": {"1": "已签", "2": "已补"}},
    "accept": {"handler": 1},
    "not_accept": {"decision": "数开决〔2026〕0001号", "reasons": "不属于职责", "ground": "办法"},
    "fast_track": {
        "decision": "数开决〔2026〕0001号",
        "conditions": {"special": SECRET},
        "agreement": "数协〔2026〕1号",
    },
    "keep_assessment": {"follows": SECRET, "level": SECRET, "opinion": SECRET},
    "assess": {"level": SECRET, "answers": {"data": SECRET}, "opinion": SECRET},
    "consult": {"level": SECRET, "departments": [SECRET, SECRET], "question": SECRET},
    "give_opinion": {"department": SECRET, "agrees": False, "opinion": SECRET},
    "record_silence": {"departments": [SECRET]},
    "return_to_assessment": {"reasons": SECRET},
    "approve": {
        "decision": "数开决〔2026〕0001号",
        "kind": "approve",
        "agreement": "数协〔2026〕1号",
        "reasons": SECRET,
    },
    "refuse": {"decision": "数开决〔2026〕0001号", "reasons": "目的不符", "ground": "办法"},
    "request_review": {"reasons": "目的已经写明"},
    "advise_review": {"advises": "reversed", "advice": SECRET},
    "uphold": {"review": "数开复〔2026〕0001号", "reasons": "目的不符", "ground": "办法"},
    "reverse": {
        "review": "数开复〔2026〕0001号",
        "decision": "数开决〔2026〕0002号",
        "kind": "approve",
        "conditions": {"special": SECRET},
        "agreement": "数协〔2026〕1号",
        "reasons": "认定有误",
    },
    "sign": {"agreement": "数协〔2026〕1号", "sha256": SECRET, "address": SECRET},
    "seal": {"agreement": "数协〔2026〕1号", "sha256": SECRET},
    "deliver": {"dataset": SECRET, "fields": [], "ends_on": "2027-09-10", "remarks": "请查收"},
    "suspend": {"reasons": "异常调用"},
    "resume": {"reasons": "已改正"},
    "revoke": {"reasons": "来源变更"},
    "close": {"statement": "副本已销毁", "ends_on": "2027-09-10"},
    "withdraw": {"reasons": "不再需要"},
    "lapse": {"clock": "supplement", "due_on": "2026-09-24"},
    "claim": {"from": 1, "to": 2, "to_name": SECRET},
    "assign": {"to": 2, "to_name": SECRET},
    "reassign": {"from": 1, "to": 2, "to_name": SECRET, "reasons": SECRET},
    "take_over": {"from": 1, "to": 3, "to_name": SECRET, "reasons": SECRET},
    "nudge": {"message": "请尽快"},
    "warn": {"rung": SECRET},
    "resettle": {
        "notice": SECRET,
        "doc_no": "国办发明电〔2026〕99号",
        "calendar": SECRET,
        "into_past": False,
        "changes": [
            {"clock": "valid_reply", "old": "2027-01-05", "new": "2027-01-07", "was_firm": False, "firm": True}
        ],
    },
    "request_extension": {"clock": "valid_reply", "days": 2, "reasons": SECRET},
    "grant_extension": {"clock": "valid_reply", "days": 2, "reasons": "需现场核查"},
    "deny_extension": {"clock": "valid_reply", "days": 2, "reasons": SECRET},
    "yellow_card": {"clock": "valid_reply", "due_on": "2026-09-24", "limit_on": SECRET},
    "red_card": {"clock": "valid_reply", "due_on": "2026-09-24"},
    "answer_order": {"order": SECRET, "reason": SECRET, "text": SECRET, "planned_on": SECRET},
    "clear_order": {"order": SECRET, "reasons": SECRET},
    "first_sign": {"agreement": "数协〔2026〕1号", "sha256": SECRET, "address": SECRET},
    "collect": {"sha256": SECRET},
    "draw_check": {"day": "2026-09-10", "opened": 4, "drawn": 1, "provider": SECRET},
    "recheck": {"right": False, "finding": SECRET},
    "enter_sandbox": {"place": "https://sandbox.example/1", "account": "wuri-1", "sha256": SECRET},
    "remind_report": {"number": 1, "due_on": "2027-03-10", "left": 3},
    "report_overdue": {"number": 1, "due_on": "2027-03-10", "left": 0},
    "submit_report": {"number": 1, "due_on": "2027-03-10", "late": True},
    "accept_report": {"number": 1, "published": True, "remark": SECRET},
    "return_report": {"number": 1, "remark": "请补充效益"},
    "announce_end": {"ends_on": "2027-09-10", "left": 10},
    "remind_statement": {"due_on": "2026-10-08"},
    "statement_overdue": {"due_on": "2026-10-08"},
    "submit_statement": {"due_on": "2026-10-08", "late": True, "how": SECRET, "done_by": SECRET},
    "stop_data": {"incident": "AQ-2026-0001"},
    "release_data": {"incident": SECRET},
}
EXPECTED = {
    "submit": "已收到申请，编号 SQ-2026-000001",
    "request_supplement": "需要补正 1 项，补正期间不计入答复时限。\n1. 安全承诺书：缺签字\n请尽快",
    "resubmit": "已补正 2 项",
    "not_accept": "文号：数开决〔2026〕0001号\n理由：不属于职责\n依据：办法",
    "fast_track": "免申即用",
    "consult": "正在征求 2 个部门的意见",
    "approve": "同意开放，请签订数据利用协议。\n文号：数开决〔2026〕0001号",
    "refuse": "理由：目的不符",
    "request_review": "复核理由：目的已经写明",
    "uphold": "文号：数开复〔2026〕0001号\n理由：目的不符\n依据：办法",
    "reverse": "文号：数开决〔2026〕0002号\n理由：认定有误",
    "sign": "（数协〔2026〕1号）",
    "first_sign": "等待本单位另一名签署人签订",
    "deliver": "协议于 2027 年 9 月 10 日到期。\n交付说明：请查收",
    "suspend": "理由：异常调用",
    "close": "处置情况：副本已销毁",
    "withdraw": "原因：不再需要",
    "lapse": "补正期限于 2026 年 9 月 24 日届满",
    "nudge": "留言：请尽快",
    "grant_extension": "答复时限延长 2 个工作日，已出具延期通知书。\n理由：需现场核查",
    "yellow_card": "本件的办理期限于 2026 年 9 月 24 日届满",
    "resettle": "有效答复时限的届满日由 2027 年 1 月 5 日改为 2027 年 1 月 7 日。\n依据：国办发明电〔2026〕99号",
}
ENTRIES = {**LAW, **NOTES}


def told(name: str, capacity: Capacity, actor: User | None = None, **more: Any) -> Entry:
    event = Event(name=name, capacity=capacity, at=MORNING, facts={**FACTS[name], **more}, target="deciding")
    event.actor = actor
    return entry(event, "市交通委")


def test_every_entry_of_the_law_has_its_words_and_no_others_do() -> None:
    assert set(WORDS) == set(ENTRIES) == set(FACTS)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_reads_as_a_sentence_whoever_wrote_it(name: str) -> None:
    for capacity in ENTRIES[name].by:
        shown = told(name, capacity)
        assert shown.title and shown.who
        assert shown.text.partition("\n")[0].endswith("。")


@pytest.mark.parametrize("name", ENTRIES)
def test_what_is_the_offices_own_is_not_told(name: str) -> None:
    for capacity in ENTRIES[name].by:
        shown = told(name, capacity)
        assert SECRET not in f"{shown.title}{shown.text}{shown.who}"


@pytest.mark.parametrize(("name", "words"), EXPECTED.items())
def test_the_facts_stand_in_the_sentence(name: str, words: str) -> None:
    [capacity, *_others] = sorted(ENTRIES[name].by)
    assert words in told(name, capacity).text


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_without_facts_still_reads(name: str) -> None:
    event = Event(name=name, capacity=Capacity.SYSTEM, at=MORNING, facts={}, target="closed")
    event.actor = None
    assert entry(event, "市交通委").text


def test_an_entry_that_the_law_no_longer_has_shows_its_name() -> None:
    event = Event(name="hearing", capacity="chair", at=MORNING, facts={"x": 1}, target="deciding")
    event.actor = None
    assert entry(event, "市交通委") == Entry("hearing", MORNING, "", "市交通委", "done")


def test_why_less_was_granted_is_told() -> None:
    partly = told("approve", Capacity.APPROVER, kind="approve_partly", reasons="含敏感字段")
    assert partly.text.startswith("部分同意开放") and "理由：含敏感字段" in partly.text


def test_what_a_supervisor_says_to_the_office_stays_between_them() -> None:
    assert "请尽快" not in told("nudge", Capacity.SUPERVISOR).text


def test_officials_are_shown_as_their_department_and_applicants_by_name() -> None:
    person = User(name="沈知远")
    assert told("submit", Capacity.APPLICANT, person).who == "申请人·沈知远"
    assert told("accept", Capacity.HANDLER, person).who == "市交通委"
    assert told("give_opinion", Capacity.CONSULTED, person).who == "被征求意见部门"
    assert told("reassign", Capacity.SUPERVISOR, person).who == "公共数据主管部门"


@pytest.mark.django_db
def test_the_record_stands_newest_first_and_shows_no_secret_of_a_real_case() -> None:
    life = a_life(step=timedelta(minutes=20))
    secrets = {"opinion": "不宜外传", "question": "密", "reasons": "休假"}
    for verb in ("submit", "accept", "claim", "reassign", "consult", "give_opinion", "return_to_assessment", "assess"):
        fields = {"consult": ("opinion", "question"), "give_opinion": ("opinion",), "assess": ("opinion",),
                  "reassign": ("reasons",), "return_to_assessment": ("reasons",)}.get(verb, ())  # fmt: skip
        life.do(verb, **{field: secrets[field] for field in fields})
    events = Event.objects.filter(case=life.pk).select_related("actor")
    shown = entries(events, "市交通委")
    assert [one.title for one in shown][-1] == "提交申请"
    text = "".join(one.text + one.who for one in shown)
    assert not any(secret in text for secret in (*secrets.values(), "市公安局", "林续"))
