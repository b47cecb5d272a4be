"""Who else is looking at a case: said on its page, renewed by it, and forgotten soon."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Presence
from jobs import clock
from tests.factories import Cast, case_in, shanghai

pytestmark = pytest.mark.django_db

THURSDAY = shanghai("2026-09-24 09:00")
WORDS = "另有林续正在查看本件"


@pytest.fixture
def application(cast: Cast) -> Application:
    return case_in("submitted", starts_at=THURSDAY)


@pytest.fixture
def opens(sees: Callable[..., Any], application: Application) -> Callable[[User], str]:
    """opens(person): the words of the page of the case."""
    return lambda person: sees(person, reverse("case", args=[application.pk])).content.decode()


@pytest.fixture
def asks(monday: clock.Journey, application: Application) -> Callable[[User], Any]:
    """asks(person): what the open page gets from time to time."""

    def post(person: User) -> Any:
        client = Client()
        client.force_login(person)
        return client.post(reverse("presence", args=[application.pk]), headers={"HX-Request": "true"})

    return post


def test_the_page_tells_who_else_is_there_and_never_the_reader_himself(
    opens: Callable[[User], str], cast: Cast
) -> None:
    assert "正在查看本件" not in opens(cast.second_handler)
    assert WORDS in opens(cast.handler)
    assert "另有陈承正在查看本件" in opens(cast.second_handler)


def test_the_open_page_hears_of_it_and_of_the_end(
    opens: Callable[[User], str], asks: Callable[[User], Any], cast: Cast, monday: clock.Journey
) -> None:
    opens(cast.second_handler)
    assert WORDS in asks(cast.handler).content.decode()
    monday.move_to(shanghai("2026-09-28 10:23"))
    assert asks(cast.handler).content.decode().strip() == ""


def test_someone_whose_page_stays_open_stays(asks: Callable[[User], Any], cast: Cast, monday: clock.Journey) -> None:
    for second in range(0, 600, 60):
        monday.move_to(shanghai("2026-09-28 10:30") + timedelta(seconds=second))
        asks(cast.second_handler)
    assert WORDS in asks(cast.handler).content.decode()


def test_marks_of_long_ago_go_when_the_person_opens_another_case(
    opens: Callable[[User], str], cast: Cast, sees: Callable[..., Any], monday: clock.Journey
) -> None:
    opens(cast.handler)
    monday.move_to(shanghai("2026-09-29 10:00"))
    other = case_in("submitted", starts_at=THURSDAY)
    sees(cast.handler, reverse("case", args=[other.pk]))
    assert [mark.application_id for mark in Presence.objects.all()] == [other.pk]


@pytest.mark.parametrize("part", ["applicant", "stranger", "sysadmin"])
def test_it_is_the_offices_affair(asks: Callable[[User], Any], cast: Cast, part: str) -> None:
    assert asks(cast.people[part]).status_code == 404
    assert not Presence.objects.exists()


def test_someone_who_was_signed_out_gets_no_sign_in_page_into_his_page(application: Application) -> None:
    answer = Client().post(reverse("presence", args=[application.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 401


def test_ten_watchers_take_no_more_queries_than_one(
    cast: Cast, application: Application, monday: clock.Journey, client: Client,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    client.force_login(cast.handler)
    where = reverse("presence", args=[application.pk])
    client.post(where)
    for n in range(10):
        user = User.objects.create_user(f"w{n}@wuri.example", name=f"看{n}")
        Presence.objects.create(user=user, application=application, seen_at=clock.now())
        with django_assert_num_queries(6):
            client.post(where)
