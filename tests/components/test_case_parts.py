"""The parts that show one case: every state, level, entry and document has its look and its words."""

import re
from datetime import date

import pytest

from applications.templatetags.marks import CARDS, JOURNAL_MARKS, STATE_TONES
from tests.components.rendering import html, squeezed
from tests.factories.moments import shanghai
from workflow.states import TERMINAL, TURN, Capacity, State


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_pill_with_its_name(state):
    markup = html("{% state_pill state label %}", state=state, label=state.label)
    assert re.search(r'^<span class="pill( pill-\w+)?">', markup.strip())
    assert str(state.label) in markup


def test_no_pill_is_kept_for_a_state_that_is_gone():
    assert set(STATE_TONES) <= set(State)


@pytest.mark.parametrize("state", [s for s in State if TURN.get(s) == Capacity.APPLICANT and s != State.IN_USE])
def test_a_state_that_waits_for_the_applicant_looks_so(state):
    assert STATE_TONES[state] == "wait"


@pytest.mark.parametrize("state", sorted(TERMINAL))
def test_an_ended_case_never_looks_as_if_someone_worked_on_it(state):
    assert STATE_TONES[state] in ("plain", "bad")


@pytest.mark.parametrize(("level", "words", "rank"), [("low", "低", 1), ("medium", "中", 2), ("high", "高", 3)])
def test_a_risk_is_bars_and_a_word(level, words, rank):
    assert squeezed("{% risk level %}", level=level) == words
    assert f'class="risk risk-{rank}"' in html("{% risk level %}", level=level)


def test_a_risk_not_yet_assessed_says_so():
    assert squeezed('{% risk "" %}') == "未评估"


@pytest.mark.parametrize(("colour", "words"), [("yellow", "黄牌督办"), ("red", "红牌督办")])
def test_a_supervision_order_is_a_card_with_its_character_and_its_full_name(colour, words):
    markup = html("{% card_mark colour %}", colour=colour)
    assert squeezed("{% card_mark colour %}", colour=colour) == words[0] + words
    assert 'aria-hidden="true"' in markup
    assert "#l-" not in markup


def entry(kind="done", **said):
    return {"title": "受理", "at": shanghai("2026-09-28 09:12"), "text": "", "who": "", "kind": kind} | said


@pytest.mark.parametrize("kind", [*JOURNAL_MARKS, *CARDS, "something new"])
def test_every_entry_of_the_record_has_a_mark_a_title_and_its_moment(kind):
    markup = html("{% journal entries %}", entries=[entry(kind)])
    assert re.search(r'<span class="mk" aria-hidden="true"><(svg|span class="cardmark)', markup)
    assert "<h3>受理</h3>" in markup
    assert '<time datetime="2026-09-28T09:12+08:00">2026-09-28 09:12</time>' in markup


def test_the_text_of_an_entry_is_escaped():
    assert "&lt;b&gt;" in html("{% journal entries %}", entries=[entry(text="<b>", who="系统")])


def test_a_document_is_listed_with_what_is_known_of_it():
    document = {"title": "收件回执", "url": "/r.pdf", "kind": "PDF", "size": 88_000, "on": date(2026, 9, 10)}
    assert squeezed("{% files d %}", d=[document]) == "收件回执PDF86KB2026-09-10"
    assert '<a href="/r.pdf">收件回执</a>' in html("{% files d %}", d=[document])


def test_a_document_that_may_be_removed_has_a_button_that_names_it():
    markup = html("{% files d %}", d=[{"title": "制度.pdf", "remove_url": "/x/"}], csrf_token="t")
    assert 'aria-label="删除 制度.pdf"' in markup
    assert 'method="post"' in markup
    assert 'name="csrfmiddlewaretoken"' in markup


@pytest.mark.parametrize(("state", "words"), [("ok", "已具备"), ("missing", "缺少"), ("todo", "待核对")])
def test_a_line_of_a_check_list_says_how_it_stands(state, words):
    items = [{"title": "安全承诺书", "state": state, "note": "需加盖公章"}]
    assert squeezed("{% checklist items %}", items=items) == "安全承诺书需加盖公章" + words


def test_the_steps_say_where_the_case_is_to_eye_and_ear():
    items = [
        {"title": "提交申请", "state": "done", "note": "09-10"},
        {"title": "风险评估", "state": "now"},
        {"title": "审核决定", "state": "todo"},
        {"title": "不予开放", "state": "stop"},
    ]
    said = squeezed("{% steps items %}", items=items)
    assert said == "提交申请，已办理09-102风险评估，当前环节3审核决定，未开始不予开放，已终结"
    assert html("{% steps items %}", items=items).count('aria-current="step"') == 1


def test_the_turn_card_tells_who_has_it_and_what_to_do():
    source = '{% turn_card "待补正" rows todo="请提交补正材料。" tone="act" url="/s/" action="提交" %}'
    rows = [("办理单位", "市交通委"), ("承办人", "")]
    assert squeezed(source, rows=rows) == "当前环节待补正办理单位市交通委承办人—请提交补正材料。提交"
    assert '<a class="btn btn-p" href="/s/">提交</a>' in html(source, rows=rows)
