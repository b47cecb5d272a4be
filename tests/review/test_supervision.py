"""The supervisor's figures: each number is the length of the list behind it, by the definitions of the glossary."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, User
from applications.models import Application
from applications.oversight import FIGURES
from applications.periods import half_year_of, months_back
from jobs import clock
from tests.factories import Cast, a_dataset, case_in, shanghai, the_cast
from tests.servers.prepared import Prepared

pytestmark = pytest.mark.django_db

BOARD, LISTS = "/supervision/", "/supervision/cases/"
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
SINCE = date(2020, 1, 1)


@pytest.fixture(scope="module")
def made(prepared: Prepared) -> Iterator[tuple[Cast, dict[str, Application]]]:
    with prepared("city_of_figures", lambda: (the_cast(), a_case_for_every_figure())) as both:
        yield both


@pytest.fixture
def cast(db: None, made: tuple[Cast, dict[str, Application]]) -> Cast:
    return made[0]


@pytest.fixture
def city(cast: Cast, made: tuple[Cast, dict[str, Application]]) -> dict[str, Application]:
    return made[1]


def a_case_for_every_figure() -> dict[str, Application]:
    """On the Monday before National Day."""
    return {
        "last_month": case_in("refused", starts_at=shanghai("2026-08-03 09:00")),
        "in_time": case_in("refused", starts_at=shanghai("2026-09-01 09:00"), step=A_DAY / 2),
        "late": case_in(
            "agreement", starts_at=shanghai("2026-09-01 09:00"), moments={"approve": shanghai("2026-09-10 10:00")}
        ),
        "withdrawn": case_in("withdrawn", starts_at=shanghai("2026-09-02 09:00")),
        "overdue": case_in("assessing", starts_at=shanghai("2026-09-18 09:00")),
        "near": case_in("submitted", starts_at=shanghai("2026-09-21 09:00")),
        "seal_overdue": case_in("sealing", starts_at=shanghai("2026-09-21 09:00")),
        "paused": case_in("supplement", starts_at=shanghai("2026-09-22 09:00")),
    }


BEHIND = {
    "open_cases": {"late", "overdue", "near", "seal_overdue", "paused"},
    "amber": {"near"},
    "overdue_open": {"overdue"},
    "overdue_after": {"seal_overdue"},
    "received": {"in_time", "late", "withdrawn", "overdue", "near", "seal_overdue", "paused"},
    "closed": {"in_time", "late", "seal_overdue"},
    "on_time": {"in_time", "seal_overdue"},
    "closed_late": {"late"},
    "early": {"in_time", "seal_overdue"},
    "extensions": set(),
}


@pytest.mark.both
@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_counts_the_cases_behind_it(
    sees: Callable[..., Any], cast: Cast, city: dict[str, Application], figure: str
) -> None:
    listed = {row.case.number for row in sees(cast.supervisor, LISTS, figure=figure).context["rows"]}
    assert listed == {city[name].number for name in BEHIND[figure]}
    figures = sees(cast.supervisor, BOARD).context["figures"]
    assert getattr(figures, figure) == len(BEHIND[figure])


def test_the_overview_shows_rate_and_days(sees: Callable[..., Any], cast: Cast, city: dict[str, Application]) -> None:
    page = sees(cast.supervisor, BOARD)
    text = page.content.decode()
    assert round(page.context["figures"].on_time_rate, 1) == 66.7
    assert "较上月降 33.3 个百分点" in text
    # Two working days, seven (late), and the same day.
    assert page.context["this_month"].average == 3


def test_half_a_year_looks_further_back(sees: Callable[..., Any], cast: Cast, city: dict[str, Application]) -> None:
    page = sees(cast.supervisor, LISTS, figure="closed", period="half_year")
    assert {row.case.number for row in page.context["rows"]} == {
        city[name].number for name in ("last_month", "in_time", "late", "seal_overdue")
    }


def test_a_list_of_replies_shows_how_each_was_given(
    sees: Callable[..., Any], cast: Cast, city: dict[str, Application]
) -> None:
    text = sees(cast.supervisor, LISTS, figure="closed_late").content.decode()
    assert "超期 2 个工作日办结" in text
    assert "09-10 答复" in text


def test_what_needs_a_hand_is_shown_with_the_longest_overdue_first(
    sees: Callable[..., Any], cast: Cast, city: dict[str, Application]
) -> None:
    page = sees(cast.supervisor, BOARD)
    shown = [one.row.case.number for one in page.context["attention"].overdue]
    assert shown == [city["seal_overdue"].number, city["overdue"].number]
    text = page.content.decode()
    assert "超期 2 个工作日" in text
    assert "盖章时限" in text
    assert "另有 1 件盖章、交付超期" in text


def test_a_nudge_is_sent_once_a_day(monday: clock.Journey, cast: Cast, city: dict[str, Application]) -> None:
    client = Client()
    client.force_login(cast.supervisor)
    address = reverse("move", args=[city["overdue"].pk, "nudge"])
    page = client.get(BOARD)
    seen = page.context["attention"].overdue[1].row.case.seq
    assert f'action="{address}"' in page.content.decode()
    client.post(address, {"seen": seen})
    text = client.get(BOARD).content.decode()
    assert "今日已催办" in text
    assert f'action="{address}"' not in text
    monday.forward(A_DAY)
    assert f'action="{address}"' in client.get(BOARD).content.decode()


def test_a_case_is_given_to_another_handler(monday: clock.Journey, cast: Cast, city: dict[str, Application]) -> None:
    client = Client()
    client.force_login(cast.supervisor)
    address = reverse("move", args=[city["overdue"].pk, "reassign"])
    assert f'href="{address}"' in client.get(BOARD).content.decode()
    client.post(address, {"to": cast.second_handler.pk, "reasons": "原承办人请假。"})
    assert "林续" in client.get(BOARD).content.decode()


def test_an_auditor_looks_and_does_not_touch(
    sees: Callable[..., Any], cast: Cast, city: dict[str, Application]
) -> None:
    text = sees(cast.auditor, BOARD).content.decode()
    assert "/nudge/" not in text
    assert "/reassign/" not in text
    assert city["overdue"].number in text


@pytest.fixture
def health(cast: Cast) -> Cast:
    """A second department with its own officers."""
    department = Organisation.objects.create(name="市卫生健康委", kind="department")
    officers = {
        part: User.objects.create_user(f"{part}@health.example", name="周")
        for part in ("handler", "assessor", "approver")
    }
    for part, role in (("handler", "handler"), ("assessor", "risk_assessor"), ("approver", "approver")):
        Membership.objects.create(user=officers[part], organisation=department, role=role, since=SINCE)
    return replace(cast, provider=department, **officers)


@pytest.mark.both
def test_departments_stand_from_the_lowest_rate_up(
    sees: Callable[..., Any], cast: Cast, health: Cast, city: dict[str, Application]
) -> None:
    dataset = a_dataset(health.provider, code="WJ-1")
    case_in("refused", cast=health, dataset=dataset, starts_at=shanghai("2026-07-06 09:00"))
    case_in("submitted", cast=health, dataset=dataset, starts_at=shanghai("2026-09-22 09:00"))
    page = sees(cast.supervisor, BOARD)
    found = [
        (one.organisation.name, one.open_cases, one.amber, one.overdue_open, one.record.whole.rate)
        for one in page.context["departments"]
    ]
    assert found == [("市交通委", 5, 1, 1, 75.0), ("市卫生健康委", 1, 1, 0, 100.0)]
    assert page.context["months"][-3:] == [("7 月", 1, 0), ("8 月", 1, 0), ("9 月", 2, 1)]


def test_lists_can_be_narrowed_to_one_department(
    sees: Callable[..., Any], cast: Cast, health: Cast, city: dict[str, Application]
) -> None:
    dataset = a_dataset(health.provider, code="WJ-1")
    case = case_in("submitted", cast=health, dataset=dataset, starts_at=shanghai("2026-09-22 09:00"))
    page = sees(cast.supervisor, LISTS, figure="open_cases", department=health.provider.pk)
    assert [row.case.number for row in page.context["rows"]] == [case.number]
    assert next(tab["count"] for tab in page.context["tabs"] if tab["current"]) == 1


@pytest.mark.parametrize(
    ("n", "first"), [(0, date(2026, 2, 1)), (1, date(2026, 1, 1)), (2, date(2025, 12, 1)), (14, date(2024, 12, 1))]
)
def test_months_are_counted_back_over_the_turn_of_the_year(n: int, first: date) -> None:
    assert months_back(date(2026, 2, 28), n) == first


def test_half_a_year_is_six_months_with_this_one() -> None:
    assert half_year_of(date(2026, 9, 28)).first == date(2026, 4, 1)
