"""Four sweeps at the same moment over hundreds of due rungs: none fires twice, none is missed. A real PostgreSQL."""

import threading
from collections import Counter

import pytest
from django.db import connections

from applications.models import SupervisionOrder
from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from tests.factories import MORNING, case_in, shanghai, the_cast
from workflow import standards
from workflow.journal import first_break
from workflow.models import Case, FiredRung, ServiceStandard, StageBudget
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql, pytest.mark.slow]

CASES, SWEEPS = 50, 4
# Received on 3 August, due on the 10th: by the 11th each has climbed four rungs.
START, NOW = shanghai("2026-08-03 08:00"), shanghai("2026-08-11 09:00")
CLIMBED = ["two_days_left", "one_day_left", "due_today", "yellow_card"]


@pytest.fixture(autouse=True)
def what_migrations_seed() -> None:
    """A test that commits begins with empty tables; these rows are part of the product."""
    standards.seed(ServiceStandard)
    standards.seed_stages(StageBudget)
    versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=MORNING)


def test_four_sweeps_at_once_fire_every_rung_once() -> None:
    the_cast()
    cases = [case_in("assessing", starts_at=START).pk for _n in range(CASES)]
    gate, fired, errors = threading.Barrier(SWEEPS), [0] * SWEEPS, list[BaseException]()

    def sweep(place: int) -> None:
        try:
            gate.wait()
            # A case that another sweep holds is left to it; the next round finds what is left over.
            for _round in range(3):
                fired[place] += sweep_rungs(NOW)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep, args=(place,)) for place in range(SWEEPS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sum(fired) == CASES * len(CLIMBED)
    rows = FiredRung.objects.order_by("pk").values_list("deadline__case", "rung")
    assert Counter(rows) == Counter((pk, rung) for pk in cases for rung in CLIMBED)
    for case in Case.objects.filter(pk__in=cases):
        entries = list(case.events.all())
        assert [entry.facts["rung"] for entry in entries if entry.actor_id is None] == CLIMBED
        assert first_break(case.pk, case.state, case.seq, case.head, iter(entries)) is None
    assert sorted(SupervisionOrder.objects.values_list("number", flat=True)) == [
        f"督〔2026〕{n:04d}号" for n in range(1, CASES + 1)
    ]
