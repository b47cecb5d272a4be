"""The progress page: where it is, who has it, by when, what to do; in every state, and nothing of the office's own."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.models import Application
from applications.turns import TURNS
from jobs.clock import Journey
from tests.factories import PASSWORD, Cast, a_life, case_in, shanghai
from tests.factories.verbs import put_text_on_file, read_to_the_end
from workflow.states import State

from .pages import squeezed, text_of

LIVING = [state for state in State if state != State.DRAFT]


def page(application: Application) -> str:
    return reverse("application", args=[application.pk])


def test_every_state_has_its_turn() -> None:
    assert set(TURNS) == set(State)


@pytest.mark.parametrize("state", LIVING)
def test_every_state_has_its_page(applicant: Client, now: Journey, state: State) -> None:
    application = case_in(state)
    now.move_to(shanghai("2026-09-28 10:00"))
    shown = applicant.get(page(application))
    assert shown.status_code == 200
    text = text_of(shown)
    assert str(state.label) in text
    assert application.case.number in text
    assert str(TURNS[state].todo) in text


def test_a_draft_goes_to_its_form(applicant: Client, cast: Cast) -> None:
    draft = a_life(filled=False).application
    assert applicant.get(page(draft))["Location"] == reverse("draft", args=[draft.pk])


def test_the_offices_clock_says_by_when_it_decides(applicant: Client, cast: Cast) -> None:
    shown = squeezed(applicant.get(page(case_in("assessing"))))
    assert "剩余5个工作日应于2026年9月17日（星期四）前作出决定" in shown
    assert "您现在无需操作" in shown and "承办人陈承（021-00000000）" in shown and "下一环节审核决定" in shown


def test_the_applicants_own_clock_asks_him(applicant: Client, cast: Cast) -> None:
    shown = squeezed(applicant.get(page(case_in("supplement"))))
    assert "请于2026年9月23日（星期三）前提交补正材料" in shown
    assert "答复时限暂停，余5个工作日" in shown
    signing = squeezed(applicant.get(page(case_in("agreement"))))
    assert "请于2026年9月23日（星期三）前签订协议" in signing


@pytest.mark.parametrize(("state", "deed"), [("sealing", "盖章"), ("delivering", "交付数据")])
def test_after_signing_the_office_is_asked(applicant: Client, cast: Cast, state: str, deed: str) -> None:
    assert f"前{deed}" in squeezed(applicant.get(page(case_in(state))))


def test_a_limit_that_has_passed_is_said_plainly(applicant: Client, now: Journey) -> None:
    application = case_in("assessing")
    now.move_to(shanghai("2026-09-21 09:00"))
    shown = squeezed(applicant.get(page(application)))
    assert "超期3个工作日" in shown and "应尽快作出决定" in shown


def test_the_last_day_is_called_today(applicant: Client, now: Journey) -> None:
    application = case_in("supplement")
    now.move_to(shanghai("2026-09-23 09:00"))
    assert "请于今日，即2026年9月23日（星期三）提交补正材料" in squeezed(applicant.get(page(application)))


def test_the_calendar_explains_pauses_in_words(applicant: Client, now: Journey) -> None:
    life = a_life(starts_at=shanghai("2026-09-10 09:00"))
    life.do("submit")
    life.do("request_supplement", at=shanghai("2026-09-11 14:30"))
    life.do("resubmit", at=shanghai("2026-09-18 16:22"))
    now.move_to(shanghai("2026-09-21 10:00"))
    shown = text_of(applicant.get(page(life.application)))
    assert "9 月 14 日至 9 月 18 日补正暂停 5 个工作日" in shown
    assert "补正期间暂停计时" in shown and "request_supplement" not in shown
    assert "调休上班日" in shown


def test_an_answer_on_the_day_of_receipt_needs_no_calendar(applicant: Client, cast: Cast) -> None:
    shown = applicant.get(page(case_in("refused")))
    assert 'id="h-cal"' not in shown.content.decode()
    assert "答复用时0个工作日" in squeezed(shown)


def test_an_ended_case_shows_decision_reasons_and_way_of_appeal(applicant: Client, cast: Cast) -> None:
    shown = text_of(applicant.get(page(case_in("refused"))))
    for words in (
        "使用目的与数据开放范围不符。",
        "《上海市公共数据开放暂行办法》",
        "六十日内依法申请行政复议",
        "数开决〔2026〕0001号",
    ):
        assert words in shown


def test_an_approval_shows_what_was_opened_and_not_the_offices_remark(applicant: Client, cast: Cast) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    life.do("approve", reasons="同意，请按程序办理")
    shown = text_of(applicant.get(page(life.application)))
    assert "站点编号、站点名称、统计时间、客流量" in shown
    assert "同意，请按程序办理" not in shown


def test_nothing_of_the_offices_own_is_on_the_page(applicant: Client, cast: Cast) -> None:
    shown = text_of(applicant.get(page(case_in("deciding", via=("submit", "accept", "consult", "give_opinion")))))
    for secret in ("涉及客流明细", "无不同意见", "市公安局", "何评", "开放明细字段是否影响公共安全"):
        assert secret not in shown


def test_documents_and_materials_are_listed(applicant: Client, cast: Cast) -> None:
    shown = text_of(applicant.get(page(case_in("in_use"))))
    for words in ("申请书", "收件回执", "受理通知书", "审核决定书", "数据利用协议", "申请材料（共 3 份）"):
        assert words in shown


# ---- what he can do ----


def forms_on(shown: Any) -> set[str]:
    found = {part.split('"')[0] for part in shown.content.decode().split('action="')[1:]}
    return {address.strip("/").rpartition("/")[2] for address in found if address.startswith("/cases/")}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("submitted", {"withdraw"}),
        ("supplement", {"withdraw"}),
        ("agreement", {"withdraw"}),
        ("sealing", {"withdraw"}),
        ("in_use", {"close"}),
        ("suspended", {"nudge"}),
        ("refused", {"request_review"}),
        ("closed", set()),
    ],
)
def test_only_what_may_be_done_now_is_offered(applicant: Client, cast: Cast, state: str, names: set[str]) -> None:
    assert forms_on(applicant.get(page(case_in(state)))) == names


def test_the_agreement_is_read_and_signed_on_the_page(applicant: Client, cast: Cast) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    assert "协议文本正在生成" in text_of(applicant.get(page(life.application)))
    agreement = put_text_on_file(life)
    read_to_the_end(life, cast.applicant)
    shown = applicant.get(page(life.application))
    assert "打开协议全文" in text_of(shown) and agreement.sha256 in text_of(shown)
    said = {"sha256": agreement.sha256}
    move = reverse("move", args=[life.pk, "sign"])
    assert "请先打开协议全文阅读" in text_of(applicant.post(move, said))
    assert "密码不正确，未签订" in text_of(applicant.post(move, {**said, "read": "on", "password": "wrong"}))
    applicant.post(move, {**said, "read": "on", "password": PASSWORD})
    assert life.application.case.state == State.SEALING


def test_a_text_that_changed_after_it_was_read_is_not_signed(applicant: Client, cast: Cast) -> None:
    application = case_in("agreement")
    answer = applicant.post(
        reverse("move", args=[application.pk, "sign"]), {"sha256": "x", "read": "on", "password": PASSWORD}
    )
    assert "协议文本已更新或者尚未生成" in text_of(answer)


def test_a_reminder_is_sent_once_a_day(applicant: Client, cast: Cast) -> None:
    application = case_in("suspended")
    move = reverse("move", args=[application.pk, "nudge"])
    applicant.post(move, {"message": "请尽快"})
    assert "留言：请尽快" in text_of(applicant.get(page(application)))
    again = applicant.post(move, {"message": "再催"})
    assert again.status_code == 409
    assert "本工作日已经催办过" in text_of(again)


def test_withdrawing_ends_the_case(applicant: Client, cast: Cast) -> None:
    application = case_in("assessing")
    applicant.post(reverse("move", args=[application.pk, "withdraw"]), {"reasons": "不再需要"})
    shown = text_of(applicant.get(page(application)))
    assert "您已撤回申请，本件结束。" in shown and "原因：不再需要" in shown


def test_a_page_that_was_overtaken_says_what_happened_meanwhile(applicant: Client, cast: Cast) -> None:
    application = case_in("assessing")
    answer = applicant.post(reverse("move", args=[application.pk, "withdraw"]), {"seen": "1"})
    assert answer.status_code == 409
    text = text_of(answer)
    assert "其他人已对该申请进行了操作" in text and "受理" in text and "查看最新进度" in text


# ---- who may see it ----


@pytest.mark.parametrize("part", ["stranger", "person", "consulted_handler", "sysadmin"])
def test_another_persons_progress_is_not_found(client: Client, cast: Cast, now: Journey, part: str) -> None:
    client.force_login(cast.people[part])
    assert client.get(page(case_in("assessing"))).status_code == 404


def test_an_official_with_the_applicants_address_is_led_to_the_case(client: Client, cast: Cast, now: Journey) -> None:
    application = case_in("assessing")
    client.force_login(cast.handler)
    assert client.get(page(application))["Location"] == reverse("case", args=[application.pk])


def test_an_unknown_application_is_not_found(applicant: Client) -> None:
    for pk in (1, 2**70):
        assert applicant.get(reverse("application", args=[pk])).status_code == 404


# ---- how much it asks of the database ----


@pytest.mark.parametrize(
    ("state", "queries"), [("assessing", 15), ("consulting", 16), ("agreement", 16), ("in_use", 15)]
)
def test_the_page_asks_few_questions(
    applicant: Client, now: Journey, django_assert_num_queries: DjangoAssertNumQueries, state: str, queries: int
) -> None:
    application = case_in(state)
    applicant.get(page(application))  # the calendar is read once a process
    now.forward(timedelta(minutes=1))
    with django_assert_num_queries(queries):
        applicant.get(page(application))
