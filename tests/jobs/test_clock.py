"""Is there one clock, which a test and a demonstration can move?"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone

from jobs import clock

NINE = datetime.fromisoformat("2026-09-28T09:00:00+08:00")


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    """The demonstration's clock file, not yet written."""
    settings.WURI_CLOCK_FILE = str(tmp_path / "clock")
    return tmp_path / "clock"


def is_about(moment: datetime) -> bool:
    return abs(clock.now() - moment) < timedelta(seconds=5)


def test_the_clock_is_aware_and_speaks_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert is_about(timezone.now())


def test_time_stands_still_on_a_journey_and_comes_back_after_it() -> None:
    with clock.travel(NINE) as journey:
        assert clock.now() == clock.now() == NINE
        journey.forward(timedelta(days=1))
        with clock.travel(NINE):
            assert clock.now() == NINE
        assert clock.now() == NINE + timedelta(days=1)
    assert is_about(timezone.now())


def test_a_journey_takes_every_thread_along() -> None:
    seen: list[datetime] = []
    with clock.travel(NINE):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [NINE]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(clock.NaiveMoment), clock.travel(datetime(2026, 9, 28, 9)):
        pass


@pytest.mark.parametrize(("text", "hours"), [("+86400\n", 24), ("-3600", -1), ("0.5", 0)])
def test_the_clock_file_may_hold_seconds_to_add(file: Path, text: str, hours: int) -> None:
    file.write_text(text)
    assert is_about(timezone.now() + timedelta(hours=hours))


def test_the_clock_file_may_hold_the_moment_at_which_it_was_written(file: Path) -> None:
    file.write_text("2026-09-28T09:00:00+08:00\n")
    written = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(file, (written, written))
    assert is_about(NINE + timedelta(hours=2))


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-09-28T09:00:00"])
def test_a_clock_file_that_says_nothing_clear_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(clock.ClockFileIsUnreadable):
        clock.now()


def test_the_demonstrations_clock_is_set_and_given_back(file: Path) -> None:
    clock.set_demo_clock(NINE)
    assert is_about(NINE)
    clock.set_demo_clock(NINE + timedelta(days=1))
    assert is_about(NINE + timedelta(days=1))
    clock.set_demo_clock(None)
    assert is_about(timezone.now())


def test_without_a_clock_file_the_clock_cannot_be_set(settings: Any) -> None:
    settings.WURI_CLOCK_FILE = ""
    with pytest.raises(clock.DemoClockIsOff):
        clock.set_demo_clock(NINE)
