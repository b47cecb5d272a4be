"""A city with two departments on the Monday before National Day: a case for every figure, made once in a run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, Organisation, User
from applications.actions.request_extension import request_extension
from applications.models import Application
from tests.factories import Cast, a_dataset, a_life, case_in, shanghai, the_cast
from tests.review.conftest import MONDAY, monday
from tests.servers.prepared import Prepared
from workflow.sweep import sweep_rungs

__all__ = ["monday"]
SINCE = date(2020, 1, 1)
A_DAY = timedelta(days=1)


@dataclass
class City:
    """The people of both departments, and the cases by what they stand for."""

    cast: Cast
    health: Cast
    cases: dict[str, Application] = field(default_factory=dict)


@pytest.fixture(scope="module")
def city(prepared: Prepared) -> Iterator[City]:
    with prepared("city", a_city) as made:
        yield made


@pytest.fixture
def sees(monday: Any, city: City) -> Callable[..., Any]:
    """sees(person, address, **parameters): the answer a page gives to that person on the Monday."""

    def get(person: User | None, address: str, **parameters: Any) -> Any:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client.get(address, parameters)

    return get


def a_city() -> City:
    city = City(the_cast(), a_health_department(the_cast()))
    dataset = a_dataset(city.health.provider, code="WJ-1")
    health = {"cast": city.health, "dataset": dataset}
    city.cases |= {
        "july": case_in("refused", starts_at=shanghai("2026-07-06 09:00"), **health),
        "august_late": decided("2026-08-03", "2026-08-14"),
        "august_owed": decided("2026-08-28", "2026-09-03", **health),
        "august_overdue": decided("2026-08-17", "2026-09-02"),
        "in_time": case_in("refused", starts_at=shanghai("2026-09-01 09:00"), step=A_DAY / 2),
        "withdrawn": case_in("withdrawn", starts_at=shanghai("2026-09-02 09:00")),
        "overdue": case_in("assessing", starts_at=shanghai("2026-09-18 09:00")),
        "near": case_in("submitted", starts_at=shanghai("2026-09-21 09:00")),
        "seal_overdue": case_in("sealing", starts_at=shanghai("2026-09-21 09:00")),
        "paused": case_in("supplement", starts_at=shanghai("2026-09-22 09:00")),
        "asking": case_in("assessing", starts_at=shanghai("2026-09-23 09:00")),
        "new": case_in("submitted", starts_at=shanghai("2026-09-24 09:00"), **health),
    }
    said = {"days": 2, "reasons": "需要现场核查。", "now": shanghai("2026-09-24 10:00")}
    request_extension(application=city.cases["asking"], actor=city.cast.handler, **said)
    sweep_rungs(MONDAY)
    return city


def a_health_department(cast: Cast) -> Cast:
    """A second department with officers of its own."""
    department = Organisation.objects.create(name="市卫生健康委", kind="department")
    officers = {}
    for part, role in (("handler", "handler"), ("assessor", "risk_assessor"), ("approver", "approver")):
        officers[part] = User.objects.create_user(f"{part}@health.example", name="周")
        Membership.objects.create(user=officers[part], organisation=department, role=role, since=SINCE)
    return replace(cast, provider=department, **officers)


def decided(received: str, refused: str, **said: Any) -> Application:
    """Handed in on a morning, assessed on the same day, refused on a later one at noon."""
    life = a_life(starts_at=shanghai(f"{received} 08:00"), **said)
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    return life.do("refuse", at=shanghai(f"{refused} 12:00"))
