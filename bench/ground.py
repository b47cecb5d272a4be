"""What the measures of many cases stand on: departments, bodies that apply to them, and their cases by the thousand."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from accounts.credit_code import check_character
from accounts.models import Membership, Organisation, OrganisationKind, User
from accounts.roles import Role
from applications.models import Application
from tests.factories import Cast, a_crowd, a_dataset, a_life, the_cast

# A batch of cases meets many bodies and many officers, as in a city.
DEPARTMENTS, BODIES = 20, 100
SINCE = date(2020, 1, 1)
OFFICES = {
    "handler": Role.HANDLER,
    "second_handler": Role.HANDLER,
    "assessor": Role.RISK_ASSESSOR,
    "approver": Role.APPROVER,
    "deputy_leader": Role.DEPUTY_LEADER,
}


def prepare() -> None:
    """The product's tables, in the empty database that DATABASE_URL names."""
    if connection.vendor != "postgresql":
        raise SystemExit("needs PostgreSQL: python -m tests.servers.postgresql python -m bench.NAME")
    call_command("migrate", verbosity=0)


def cpu_spent() -> float:
    """CPU seconds so far of this thread and of the server process that works for it: they take turns, so together they
    are what one sweep takes where nothing else runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = cursor.fetchone()[0]
    user, system = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.thread_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def submitted(received: datetime, count: int) -> range:
    """The keys of so many submitted cases, received at one moment, of all departments and bodies in turn."""
    keys = a_crowd(list(_patterns(received)), count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return keys


def _patterns(received: datetime) -> Iterator[Application]:
    for place, cast in enumerate(_casts()):
        dataset = a_dataset(cast.provider, code=f"BENCH-{place % DEPARTMENTS:03d}")
        life = a_life(cast=cast, dataset=dataset, starts_at=received - timedelta(hours=1))
        yield life.do("submit", at=received)


@cache
def _casts() -> tuple[Cast, ...]:
    departments = [_department(place) for place in range(DEPARTMENTS)]
    return tuple(_joined(departments[place % DEPARTMENTS], place) for place in range(BODIES))


def _department(place: int) -> Cast:
    provider = Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name=f"第{place}局")
    officers = {part: _member(f"{part}.{place}", provider, role) for part, role in OFFICES.items()}
    return replace(the_cast(), provider=provider, **officers)


def _joined(department: Cast, place: int) -> Cast:
    code = f"91310000MA1G{place:05d}"
    body = Organisation.objects.create(
        kind=OrganisationKind.LEGAL_PERSON, name=f"第{place}公司", credit_code=code + check_character(code)
    )
    return replace(department, body=body, applicant=_member(f"applicant.{place}", body, Role.APPLICANT))


def _member(name: str, body: Organisation, role: Role) -> User:
    user = User.objects.create(email=f"{name}@bench.example", name=name, phone="13800000000")
    Membership.objects.create(user=user, organisation=body, role=role, since=SINCE)
    return user
