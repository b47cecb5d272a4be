"""Reports on use: when they are due, who is reminded, what an overdue one stops, and what is published."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.begin_again import begin_again
from applications.models import QuestionnaireVersion
from applications.questionnaires import content_of
from applications.refusals import ReportOwed
from applications.suggestions import suggested
from calendars.store import current_index
from delivery.models import ReportStatus, UseReport
from delivery.reminders import REMINDERS, due_days, months_later, reminders_due
from delivery.reports import plan_reports
from delivery.sweeps import remind
from jobs.clock import travel
from notifications.models import Message
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, a_life, shanghai
from workflow.models import Event

pytestmark = pytest.mark.django_db
WORDS = {"products": "到站预测服务", "results": "日均服务三万人次", "benefits": "候车时间缩短", "problems": "无"}


@pytest.fixture
def life() -> Life:
    """In use from 10 September 2026; reports are due after six and twelve months."""
    life = a_delivered_life()
    plan_reports()
    return life


def report(life: Life, number: int = 1) -> UseReport:
    return UseReport.objects.get(grant__application=life.pk, number=number)


def post(client: Client, user: Any, life: Life, said: dict[str, Any], at: str = "2027-03-01 10:00") -> Any:
    client.force_login(user)
    with travel(shanghai(at)):
        return client.post(reverse("data-report", args=[life.pk, 1]), said)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-08-31", 1, "2026-09-30"), ("2027-08-31", 6, "2028-02-29"), ("2026-11-30", 3, "2027-02-28"),
     ("2026-12-15", 1, "2027-01-15")],
)  # fmt: skip
def test_months_later_is_the_same_day_or_the_last(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_due_day_that_is_no_working_day_moves_to_the_next_one() -> None:
    # 1 October 2026 begins the National Day week; work goes on on the 8th.
    days = list(due_days(date(2026, 4, 1), date(2026, 12, 31), 6, current_index()))
    assert days == [date(2026, 10, 8)]
    assert list(due_days(date(2026, 4, 1), date(2026, 12, 31), 0, current_index())) == []


def test_days_beyond_the_calendar_wait_until_it_reaches_them() -> None:
    days = list(due_days(date(2027, 3, 15), date(2029, 3, 14), 6, current_index()))
    # The 15th is the Mid-Autumn Festival by the estimate.
    assert days == [date(2027, 9, 16)]


def test_what_the_calendar_did_not_reach_is_planned_later_and_stops_no_other_plan() -> None:
    ahead = a_delivered_life(months=24, starts_at=shanghai("2026-09-11 09:00"))
    near = a_delivered_life()
    plan_reports()
    planned = UseReport.objects.filter(grant__application=ahead.pk)
    # Of September 2026 to September 2028, with the calendar's end in 2027.
    assert list(planned.values_list("number", flat=True)) == [1, 2]
    assert report(near).number == 1
    planned.filter(number=2).delete()
    plan_reports()
    assert list(planned.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("today", "due"),
    [("2026-09-11", 0), ("2026-09-14", 1), ("2026-09-21", 1), ("2026-09-22", 2), ("2026-09-28", 3), ("2026-09-29", 4)],
)
def test_reminders_go_by_working_days(today: str, due: int) -> None:
    """Due on Monday 28 September 2026; the 20th is a make-up Sunday, the 25th to 27th are the Mid-Autumn days."""
    assert reminders_due(date(2026, 9, 28), date.fromisoformat(today), current_index()) == due


def test_a_delivery_owes_the_reports_of_its_agreement(life: Life) -> None:
    assert list(UseReport.objects.values_list("number", "due_on", "status")) == [
        (1, date(2027, 3, 10), "owed"), (2, date(2027, 9, 10), "owed"),
    ]  # fmt: skip


def names(life: Life) -> list[str]:
    return list(Event.objects.filter(case=life.pk, seq__gt=7).order_by("seq").values_list("name", flat=True))


@pytest.mark.both
def test_each_reminder_goes_out_once_and_the_office_hears_of_an_overdue_one(life: Life) -> None:
    due = report(life).due_on
    day, said = shanghai("2027-02-01 09:00"), []
    while day.date() <= due + timedelta(days=7):
        remind(day)
        remind(day)
        day += timedelta(days=1)
    said = names(life)
    assert said == ["remind_report"] * 3 + ["report_overdue"]
    told = Message.objects.filter(case=life.pk, kind="report_overdue")
    assert {life.cast.applicant, life.cast.handler} <= {message.recipient for message in told}


def test_after_an_outage_one_reminder_says_what_holds_now(life: Life) -> None:
    assert remind(shanghai("2027-03-20 09:00")) == 1
    assert names(life) == ["report_overdue"]


def test_a_report_is_handed_in_read_and_published(client: Client, life: Life) -> None:
    assert post(client, life.applicant, life, WORDS | {"may_be_published": "on"}).status_code == 302
    assert post(client, life.cast.handler, life, {"outcome": "accept", "publish": "on"}).status_code == 302
    assert report(life).status == ReportStatus.ACCEPTED
    page = Client().get(reverse("data-results")).content.decode()
    assert "到站预测服务" in page
    assert "沪桥智行科技有限公司" in page
    assert names(life) == ["submit_report", "accept_report"]


def test_what_the_applicant_does_not_agree_to_is_not_published(client: Client, life: Life) -> None:
    post(client, life.applicant, life, WORDS)
    post(client, life.cast.handler, life, {"outcome": "accept", "publish": "on"})
    assert report(life).published_at is None
    assert "到站预测服务" not in Client().get(reverse("data-results")).content.decode()


def test_a_report_is_returned_with_what_is_wanting_and_handed_in_again(client: Client, life: Life) -> None:
    post(client, life.applicant, life, WORDS)
    assert post(client, life.cast.handler, life, {"outcome": "return", "remark": ""}).status_code == 422
    post(client, life.cast.handler, life, {"outcome": "return", "remark": "请补充效益。"})
    client.force_login(life.applicant)
    assert "请补充效益。" in client.get(reverse("data-report", args=[life.pk, 1])).content.decode()
    assert post(client, life.applicant, life, WORDS).status_code == 302
    assert report(life).status == ReportStatus.SUBMITTED


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client: Client, life: Life) -> None:
    response = post(client, life.applicant, life, WORDS | {"benefits": ""})
    assert response.status_code == 422
    assert "日均服务三万人次" in response.content.decode()


def test_who_stands_outside_sees_no_report_and_the_office_hands_none_in(client: Client, life: Life) -> None:
    for part in ("stranger", "person", "consulted_handler", "sysadmin"):
        client.force_login(life.cast.people[part])
        assert client.get(reverse("data-report", args=[life.pk, 1])).status_code == 404
    assert post(client, life.cast.handler, life, WORDS).status_code == 422
    assert report(life).status == ReportStatus.OWED


def test_an_overdue_report_blocks_renewal_until_it_is_handed_in(client: Client, life: Life) -> None:
    remind(shanghai("2027-03-20 09:00"))
    again = {"application": life.application, "actor": life.applicant, "now": shanghai("2027-03-21 09:00")}
    with pytest.raises(ReportOwed):
        begin_again(**again)
    post(client, life.applicant, life, WORDS, "2027-03-22 10:00")
    assert begin_again(**again | {"application": life.application}).pk


def test_an_overdue_report_counts_in_the_next_assessment(life: Life) -> None:
    questionnaire = content_of(QuestionnaireVersion.objects.published().latest("version"))
    other = a_life(starts_at=shanghai("2027-04-01 09:00"))
    assert suggested(other.application, questionnaire)["conduct"].option == "good"
    remind(shanghai("2027-03-20 09:00"))
    assert "conduct" not in suggested(other.application, questionnaire)


@pytest.mark.both
def test_everyone_is_told_ten_and_three_working_days_before_the_end(life: Life) -> None:
    UseReport.objects.update(told=REMINDERS)
    day = shanghai("2027-08-01 09:00")
    while day < life.application.grant.ends_at:
        remind(day)
        day += timedelta(days=1)
    assert names(life) == ["announce_end", "announce_end"]
    left = [event.facts["left"] for event in Event.objects.filter(case=life.pk, name="announce_end").order_by("seq")]
    assert left == [10, 3]
    told = Message.objects.filter(case=life.pk, kind="announce_end")
    assert {life.cast.applicant, life.cast.handler} <= {message.recipient for message in told}
