"""The row of stages: done with their days, one now, the rest to come; an ended case ends where it ended."""

from datetime import date

import pytest

from applications.steps import steps
from tests.factories import PATHS, a_dataset, a_life, case_in, shanghai, the_cast
from workflow.models import Event
from workflow.states import TERMINAL, State

pytestmark = pytest.mark.django_db

DUE = date(2026, 9, 17)


def shown(application: object) -> list[tuple[str, str, str]]:
    case = application.case  # type: ignore[attr-defined]
    events = Event.objects.filter(case=case).order_by("seq")
    return [(step["title"], step["state"], step["note"]) for step in steps(case, events, DUE)]


@pytest.mark.parametrize("state", [state for state in PATHS if state not in TERMINAL])
def test_a_living_case_is_in_exactly_one_stage(state: State) -> None:
    found = [step for _title, step, _note in shown(case_in(state))]
    assert found.count("now") == 1
    assert found == sorted(found, key=["done", "now", "todo"].index)


@pytest.mark.parametrize("state", sorted(TERMINAL))
def test_an_ended_case_goes_no_further(state: State) -> None:
    found = [step for _title, step, _note in shown(case_in(state))]
    assert "now" not in found and "todo" not in found
    assert (found[-1] == "stop") == (state != State.CLOSED)


def test_stages_carry_the_days_they_were_left_and_the_day_the_decision_is_due() -> None:
    moments = {"accept": shanghai("2026-09-11 09:00")}
    assert shown(case_in("assessing", moments=moments)) == [
        ("提交申请", "done", "09-10"), ("受理", "done", "09-11"), ("风险评估", "now", "办理中"),
        ("审核决定", "todo", "09-17 前"), ("签订协议", "todo", ""), ("数据交付", "todo", ""), ("办结", "todo", ""),
    ]  # fmt: skip


def test_a_supplement_belongs_to_the_stage_that_asked() -> None:
    assert shown(case_in("supplement"))[1] == ("受理", "now", "待补正")
    asked_later = case_in("supplement", via=("submit", "accept", "request_supplement"))
    assert shown(asked_later)[2] == ("风险评估", "now", "待补正")


def test_a_case_that_went_back_shows_the_stage_it_went_back_to() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess", "return_to_assessment"):
        life.do(verb)
    assert [step for _title, step, _note in shown(life.application)] == ["done", "done", "now", *["todo"] * 4]


def test_what_opens_at_once_skips_assessment_and_decision() -> None:
    dataset = a_dataset(the_cast().provider, code="JT-0002", fast_track=True, grade="general_1")
    chosen = ["stop_id", "stop_name"]
    application = case_in("agreement", via=("submit", "fast_track"), dataset=dataset, requested_fields=chosen)
    assert [title for title, _step, _note in shown(application)] == [
        "提交申请", "免申即用", "签订协议", "数据交付", "办结",
    ]  # fmt: skip
    assert shown(application)[2] == ("签订协议", "now", "待签订")


@pytest.mark.parametrize(
    ("state", "via", "titles"),
    [
        ("withdrawn", ("withdraw",), ["已撤回"]),
        ("withdrawn", ("submit", "request_supplement", "withdraw"), ["提交申请", "已撤回"]),
        ("not_accepted", None, ["提交申请", "不予受理"]),
        ("refused", None, ["提交申请", "受理", "风险评估", "不予开放"]),
        ("lapsed", ("submit", "accept", "assess", "approve", "lapse"),
         ["提交申请", "受理", "风险评估", "审核决定", "视为放弃"]),
        ("revoked", ("submit", "accept", "assess", "approve", "sign", "seal", "deliver", "suspend", "revoke"),
         ["提交申请", "受理", "风险评估", "审核决定", "签订协议", "数据交付", "已终止"]),
    ],
)  # fmt: skip
def test_the_way_ends_with_what_ended_it(state: str, via: tuple[str, ...] | None, titles: list[str]) -> None:
    found = shown(case_in(state, via=via))
    assert [title for title, _step, _note in found] == titles
