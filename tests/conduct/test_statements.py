"""When the use of data ends, what became of them is stated in time, or it counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.begin_again import begin_again
from applications.models import QuestionnaireVersion
from applications.questionnaires import content_of
from applications.refusals import StatementOwed
from applications.suggestions import suggested
from conduct.models import Statement
from conduct.owing import owe
from conduct.sweeps import remind
from delivery.collect import collect
from jobs.clock import travel
from notifications.models import Message
from tests.conduct.matters import NOON
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, a_dataset, a_life, case_in, shanghai
from workflow.models import Event

pytestmark = pytest.mark.django_db
ENDED = shanghai("2026-09-11 15:00")
SAID = {"manner": "destroyed", "done_on": "2026-09-12", "done_by": "沈知远", "how": "覆盖三次，含备份。"}


@pytest.fixture
def life() -> Life:
    """Data were taken, and the use ended on Friday 11 September 2026."""
    life = a_delivered_life()
    collect(application=life.application, actor=life.applicant, address=None, now=NOON)
    life.do("close", at=ENDED)
    owe(ENDED)
    return life


def statement(life: Life) -> Statement:
    return Statement.objects.get(grant__application=life.pk)


def post(life: Life, said: dict[str, Any], at: str = "2026-09-14 10:00", user: Any = None) -> Any:
    client = Client()
    client.force_login(user or life.applicant)
    with travel(shanghai(at)):
        return client.post(reverse("statement", args=[life.pk]), said)


def names(life: Life) -> list[str]:
    wanted = ("remind_statement", "statement_overdue", "submit_statement")
    return list(Event.objects.filter(case=life.pk, name__in=wanted).order_by("seq").values_list("name", flat=True))


@pytest.mark.both
@pytest.mark.parametrize("verb", ["close", "revoke"])
def test_the_end_of_use_owes_a_statement_within_ten_working_days(verb: str) -> None:
    life = a_delivered_life()
    life.do(verb, at=ENDED)
    assert (owe(ENDED), owe(ENDED)) == (1, 0)
    # 11 September is not counted; the 20th is a make-up Sunday, the 25th to 27th are the Mid-Autumn days.
    assert statement(life).due_on == date(2026, 9, 24)


def test_what_was_never_delivered_owes_nothing() -> None:
    case_in("revoked")
    owe(ENDED)
    assert not Statement.objects.exists()


@pytest.mark.both
def test_an_overdue_statement_blocks_renewal_and_counts_until_it_is_handed_in(life: Life) -> None:
    day = ENDED
    while day.date() <= date(2026, 10, 10):
        remind(day)
        remind(day)
        day += timedelta(days=1)
    assert names(life) == ["remind_statement"] * 3 + ["statement_overdue"]
    told = Message.objects.filter(case=life.pk, kind="statement_overdue")
    assert {life.cast.applicant, life.cast.handler} <= {message.recipient for message in told}

    questionnaire = content_of(QuestionnaireVersion.objects.published().latest("version"))
    other = a_life(dataset=a_dataset(life.cast.provider, "JT-0002"), starts_at=shanghai("2026-10-12 09:00"))
    assert "conduct" not in suggested(other.application, questionnaire)
    again = {"application": life.application, "actor": life.applicant, "now": shanghai("2026-10-12 09:00")}
    with pytest.raises(StatementOwed):
        begin_again(**again)
    assert post(life, SAID, "2026-10-12 10:00").status_code == 302
    assert Event.objects.get(case=life.pk, name="submit_statement").facts["late"] is True
    assert begin_again(**again | {"application": life.application}).pk


def test_a_statement_says_by_whom_when_and_how_and_the_office_reads_it(life: Life) -> None:
    assert post(life, SAID).status_code == 302
    assert names(life) == ["submit_statement"]
    assert Message.objects.filter(case=life.pk, kind="submit_statement").get().recipient == life.cast.handler
    client = Client()
    client.force_login(life.cast.handler)
    assert "覆盖三次，含备份。" in client.get(reverse("statement", args=[life.pk])).content.decode()
    assert "已销毁" in client.get(reverse("statements")).content.decode()
    assert remind(shanghai("2026-10-20 09:00")) == 0
    assert post(life, SAID).status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "请选择处置方式"),
        (SAID | {"done_on": ""}, "请填写处置日期"),
        (SAID | {"done_on": "2026-09-09"}, "处置日期应当在数据交付之后"),
        (SAID | {"done_on": "2026-09-15"}, "不晚于今日"),
        (SAID | {"done_by": " "}, "请填写处置人姓名"),
        (SAID | {"how": ""}, "请写明处置经过"),
        (SAID | {"manner": "never_taken"}, "选择一个有效的选项"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(life: Life, said: dict[str, Any], words: str) -> None:
    response = post(life, said)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert said.get("how", "") in response.content.decode()
    assert statement(life).is_owed


def test_who_never_took_any_data_says_just_that() -> None:
    life = a_delivered_life()
    life.do("revoke", at=ENDED)
    owe(ENDED)
    assert post(life, {"manner": "never_taken"}).status_code == 302
    assert not statement(life).is_owed


def test_nobody_else_hands_it_in_and_a_stranger_does_not_see_it(life: Life) -> None:
    for part, status in (("handler", 404), ("supervisor", 404), ("stranger", 404), ("person", 404)):
        assert post(life, SAID, user=life.cast.people[part]).status_code == status
    assert statement(life).is_owed
