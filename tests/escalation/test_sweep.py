"""A sweep works in batches: few statements for many cases, and a case that fails is left behind alone."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from jobs.models import Job
from notifications.models import Message
from tests.factories import Cast, case_in, shanghai
from tests.notifications.outbox import hand_on
from workflow import sweep as sweeps
from workflow.door import Change
from workflow.journal import first_break
from workflow.models import Case, FiredRung

pytestmark = [pytest.mark.django_db, pytest.mark.both]

Sweep = Callable[[str], int]
START = shanghai("2026-08-03 08:00")
SPOILT = "沪东数据"


@pytest.fixture
def seven(cast: Cast) -> list[Application]:
    return [case_in("submitted", starts_at=START) for _n in range(7)]


def stumble(changes: Sequence[Change]) -> None:
    """A reaction with a fault that one case brings out."""
    if any(change.case.assessor_id for change in changes):
        raise RuntimeError("a fault")


def lose_the_database(changes: Sequence[Change]) -> None:
    raise OperationalError("the connection is gone")


@pytest.fixture
def faulty(seven: list[Application], cast: Cast) -> Iterator[int]:
    """The key of the case that brings the fault out."""
    spoilt = seven[3].pk
    Case.objects.filter(pk=spoilt).update(assessor=cast.assessor)
    with override_settings(WURI_REACTIONS=[*settings.WURI_REACTIONS, f"{__name__}.stumble"]):
        yield spoilt


def test_a_case_that_fails_holds_up_no_other_and_leaves_nothing_behind(
    faulty: int, seven: list[Application], sweep: Sweep, caplog: pytest.LogCaptureFixture
) -> None:
    told = Message.objects.count()
    assert sweep("2026-08-06 09:00") == 6
    assert f"the rungs of case {faulty} could not be fired" in caplog.text
    fired = set(FiredRung.objects.values_list("deadline__case", flat=True))
    assert fired == {one.pk for one in seven} - {faulty}
    # Both handlers of the department, for each of the six.
    assert Message.objects.count() == told + 6 * 2
    hand_on()
    assert Job.objects.filter(name="notifications.mail").count() == Message.objects.count()
    for case in Case.objects.all():
        assert first_break(case.pk, case.state, case.seq, case.head, iter(case.events.all())) is None


def test_what_failed_is_tried_again_by_the_next_round(faulty: int, sweep: Sweep) -> None:
    sweep("2026-08-06 09:00")
    with override_settings(WURI_REACTIONS=settings.WURI_REACTIONS[:-1]):
        assert sweep("2026-08-06 09:01") == 1
    assert FiredRung.objects.filter(deadline__case=faulty).count() == 1


def test_a_database_that_is_gone_ends_the_round_instead_of_failing_every_case(
    seven: list[Application], sweep: Sweep
) -> None:
    with (
        override_settings(WURI_REACTIONS=[f"{__name__}.lose_the_database"]),
        pytest.raises(OperationalError),
    ):
        sweep("2026-08-06 09:00")
    assert not FiredRung.objects.exists()
    assert sweep("2026-08-06 09:01") == 7


def test_statements_do_not_grow_with_the_number_of_cases(cast: Cast, sweep: Sweep) -> None:
    counts = []
    # Each group has its first warning on the Thursday; what is left of the groups before was swept the day before.
    for cases, received, day_before, swept in (
        (2, "2026-08-03 08:00", "2026-08-05 09:00", "2026-08-06 09:00"),
        (9, "2026-08-17 08:00", "2026-08-19 09:00", "2026-08-20 09:00"),
    ):
        for _n in range(cases):
            case_in("submitted", starts_at=shanghai(received))
        sweep(day_before)
        with CaptureQueriesContext(connection) as captured:
            assert sweep(swept) == cases
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_small_batches_do_the_same_as_one(
    seven: list[Application], sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sweeps.BATCH, connection.vendor, 3)
    assert sweep("2026-08-20 15:00") == 7 * 5
    ladder = ["two_days_left", "one_day_left", "due_today", "yellow_card", "red_card"]
    for one in seven:
        rungs = FiredRung.objects.filter(deadline__case=one.pk).order_by("pk")
        assert list(rungs.values_list("rung", flat=True)) == ladder
