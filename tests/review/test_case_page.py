"""The page of a case: everything an officer needs to take the next step, and the step itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from applications.models import Application
from jobs import clock
from tests.factories import Cast, a_dataset, a_life, case_in, shanghai
from workflow.models import Case
from workflow.states import State

pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)

THURSDAY = shanghai("2026-09-24 09:00")
LONG_WAY = ("submit", "request_supplement", "resubmit", "accept", "consult", "give_opinion", "approve", "sign", "seal")


def page_of(application: Application) -> str:
    return reverse("case", args=[application.pk])


def offered(page: Any) -> dict[str, list[str]]:
    """The names of the forms on the page, by the place they have."""
    actions = page.context["actions"]
    return {
        "main": [actions.main.name] if actions.main else [],
        "others": [form.name for form in actions.others],
        "claim": [actions.claim.name] if actions.claim else [],
        "pressing": [form.name for form in actions.pressing],
    }


OFFICERS = ("handler", "assessor", "approver", "deputy_leader", "supervisor", "auditor")


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_every_officer_can_read_every_state(sees: Callable[..., Any], cast: Cast, state: State) -> None:
    application = case_in(state, starts_at=shanghai("2026-09-01 09:00"))
    for part in OFFICERS:
        page = sees(cast.people[part], page_of(application))
        text = page.content.decode()
        assert page.status_code == 200, part
        assert all(words in text for words in (application.number, str(state.label), "沪桥智行科技有限公司"))


# Who may do what where; what is not listed here is not offered.
OFFERS: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        "submitted",
        "handler",
        {
            "main": ["accept"],
            "others": ["request_supplement", "not_accept"],
            "claim": ["claim"],
            "pressing": ["request_extension"],
        },
    ),
    ("submitted", "assessor", {"claim": ["claim"]}),
    # The form of the assessment has the consultation as its second button.
    ("assessing", "assessor", {"main": ["assess"], "claim": ["claim"]}),
    ("assessing", "handler", {"others": ["request_supplement"], "pressing": ["reassign", "request_extension"]}),
    ("deciding", "approver", {"main": ["approve"], "others": ["return_to_assessment", "refuse"], "claim": ["claim"]}),
    ("sealing", "approver", {"main": ["seal"], "others": ["revoke"], "claim": ["claim"]}),
    ("delivering", "handler", {"main": ["deliver"], "pressing": ["reassign"]}),
    ("in_use", "handler", {"others": ["suspend"], "pressing": ["reassign"]}),
    ("suspended", "handler", {"main": ["resume"], "pressing": ["reassign"]}),
    ("suspended", "approver", {"others": ["revoke"], "claim": ["claim"]}),
    ("consulting", "consulted_handler", {"main": ["give_opinion"]}),
    ("consulting", "handler", {"pressing": ["reassign", "request_extension"]}),
    ("deciding", "supervisor", {"pressing": ["nudge", "reassign"]}),
    ("in_use", "supervisor", {"others": ["suspend", "revoke"], "pressing": ["nudge", "reassign"]}),
    ("deciding", "auditor", {}),
    ("refused", "approver", {}),
]


@pytest.mark.parametrize(("state", "part", "expected"), OFFERS)
def test_the_forms_are_those_the_person_may_carry_out_now(
    sees: Callable[..., Any], cast: Cast, state: str, part: str, expected: dict[str, list[str]]
) -> None:
    page = sees(cast.people[part], page_of(case_in(state, starts_at=THURSDAY)))
    empty: dict[str, list[str]] = {"main": [], "others": [], "claim": [], "pressing": []}
    assert offered(page) == empty | expected


def test_a_deputy_leader_gives_the_case_to_another_or_takes_it_over(sees: Callable[..., Any], cast: Cast) -> None:
    page = sees(cast.deputy_leader, page_of(case_in("deciding", starts_at=THURSDAY)))
    assert offered(page) == {"main": [], "others": [], "claim": [], "pressing": ["reassign", "take_over"]}


def test_an_assessor_is_told_why_he_does_not_decide(sees: Callable[..., Any], cast: Cast) -> None:
    Membership.objects.create(user=cast.assessor, organisation=cast.provider, role="approver", since=SINCE)
    page = sees(cast.assessor, page_of(case_in("deciding", starts_at=THURSDAY)))
    assert "审核决定应当由另一人作出" in page.content.decode()
    assert offered(page)["main"] == []


def test_a_form_on_the_page_moves_the_case(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    client = Client()
    client.force_login(cast.handler)
    form = client.get(page_of(application)).context["actions"].main
    posted = {"seen": form["seen"].value()}
    answer = client.post(reverse("move", args=[application.pk, form.name]), posted, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(application)
    assert Case.objects.get(pk=application.pk).state == State.ASSESSING


def test_the_defects_are_posted_row_by_row(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    client = Client()
    client.force_login(cast.handler)
    assert 'name="problem_6"' in client.get(page_of(application)).content.decode()
    defects = {"subject_1": "应用场景说明", "problem_1": "请写明用途。", "subject_3": "承诺", "problem_3": "请勾选。"}
    client.post(reverse("move", args=[application.pk, "request_supplement"]), defects)
    text = client.get(page_of(application)).content.decode()
    assert "请写明用途。" in text
    assert "等待申请人补正" in text


def test_claiming_makes_the_person_the_handler(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    client = Client()
    client.force_login(cast.second_handler)
    client.post(reverse("move", args=[application.pk, "claim"]), {"seen": application.case.seq})
    page = client.get(page_of(application))
    assert "本件由林续承办。" in page.content.decode()
    assert offered(page)["claim"] == []


def test_materials_stand_beside_the_applicants_own_check_list(sees: Callable[..., Any], cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    page = sees(cast.handler, page_of(application))
    for attachment in application.attachments.all():
        assert reverse("attachment", args=[application.pk, attachment.pk]) in page.content.decode()
    assert {item["state"] for item in page.context["checklist"]} == {"ok"}


def test_the_whole_story_is_on_one_page(sees: Callable[..., Any], cast: Cast) -> None:
    application = case_in("delivering", via=LONG_WAY, starts_at=shanghai("2026-09-01 09:00"))
    text = sees(cast.handler, page_of(application)).content.decode()
    for words in (
        "分析早晚高峰客流分布", "敏感字段", "请写明数据用在哪个系统、由谁使用。", "已按要求补充说明。",
        "涉及客流明细，建议征求意见。", "开放明细字段是否影响公共安全。", "无不同意见。", "同意开放",
        application.decision.number, application.agreement.number, "严签", "打开协议全文",
    ):  # fmt: skip
        assert words in text, words
    assert text.count("<h3>数据交付</h3>") <= 1


def test_the_strip_explains_the_due_day(sees: Callable[..., Any], cast: Cast) -> None:
    text = sees(cast.handler, page_of(case_in("submitted", starts_at=THURSDAY))).content.decode()
    assert "9 月 24 日收到申请，次日起算" in text
    assert "国庆节放假" in text
    assert "2026 年 10 月 9 日（星期五）" in text


def test_a_pause_is_called_by_its_cause(sees: Callable[..., Any], cast: Cast) -> None:
    text = sees(cast.handler, page_of(case_in("supplement", starts_at=THURSDAY))).content.decode()
    assert "补正期间暂停计时" in text
    assert "request_supplement" not in text.replace("id_request_supplement", "")
    assert "补正期限" in text


def test_a_department_that_was_asked_sees_the_application_and_its_question(
    sees: Callable[..., Any], cast: Cast
) -> None:
    text = sees(cast.consulted_handler, page_of(case_in("consulting", starts_at=THURSDAY))).content.decode()
    assert "开放明细字段是否影响公共安全。" in text
    assert "分析早晚高峰客流分布" in text
    assert "涉及客流明细，建议征求意见。" not in text
    assert "办理记录" not in text


def test_it_still_sees_its_own_opinion_afterwards(sees: Callable[..., Any], cast: Cast) -> None:
    way = ("submit", "accept", "consult", "give_opinion")
    page = sees(cast.consulted_handler, page_of(case_in("deciding", via=way, starts_at=THURSDAY)))
    assert "无不同意见。" in page.content.decode()
    assert offered(page) == {"main": [], "others": [], "claim": [], "pressing": []}


def test_earlier_applications_show_what_became_of_them(sees: Callable[..., Any], cast: Cast) -> None:
    august = shanghai("2026-08-03 09:00")
    other = a_dataset(cast.provider, code="JT-0002", title="停车场库实时泊位")
    refused = case_in("refused", starts_at=august)
    case_in("submitted", starts_at=shanghai("2026-09-01 09:00"), dataset=other)
    case_in("submitted", starts_at=august, body=cast.other_body)
    page = sees(cast.handler, page_of(case_in("submitted", starts_at=THURSDAY)))
    found = [(case.application.dataset.title, case.state, case.same_dataset) for case in page.context["earlier"]]
    assert found == [
        (refused.dataset.title, "refused", True), ("停车场库实时泊位", "submitted", False),
    ]  # fmt: skip


def test_no_more_than_five_earlier_applications_are_shown(sees: Callable[..., Any], cast: Cast) -> None:
    for day in range(1, 8):
        case_in("submitted", starts_at=shanghai(f"2026-09-0{day} 09:00"))
    page = sees(cast.handler, page_of(case_in("submitted", starts_at=THURSDAY)))
    assert len(page.context["earlier"]) == 5


def test_a_long_story_takes_few_queries(monday: clock.Journey, cast: Cast, django_assert_max_num_queries: Any) -> None:
    application = case_in("delivering", via=LONG_WAY, starts_at=shanghai("2026-09-01 09:00"))
    client = Client()
    client.force_login(cast.handler)
    client.get(page_of(application))
    with django_assert_max_num_queries(48):
        client.get(page_of(application))


def test_more_entries_take_no_more_queries(
    monday: clock.Journey, cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    life = a_life(starts_at=shanghai("2026-09-01 09:00"))
    client = Client()
    client.force_login(cast.handler)
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    client.get(page_of(life.application))
    with django_assert_max_num_queries(48) as taken:
        client.get(page_of(life.application))
    for verb in ("return_to_assessment", "assess", "return_to_assessment", "assess"):
        life.do(verb)
    with django_assert_num_queries(len(taken)):
        client.get(page_of(life.application))
