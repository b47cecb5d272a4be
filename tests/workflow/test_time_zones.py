"""The machine's own time zone changes nothing: Shanghai's days are Shanghai's anywhere."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calendars.hours import closes_at, opens_at
from calendars.local import local_day
from tests.factories import shanghai

ROOT = Path(__file__).parents[2]
ZONES = ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"]

# Without Django, which would set the zone by itself: nothing may come between the machine and the rules.
PROGRAM = """
import time
from datetime import UTC, datetime
from calendars.adapter import NoticeCalendar
from calendars.index import WorkdayIndex
from calendars.local import local_day
from calendars.notices import published_notices
from workflow.clock import Mode, Pause, due, explain, standing
from workflow.escalation import Course, rungs

index = WorkdayIndex.from_notices(published_notices())
late = datetime(2026, 9, 23, 16, 30, tzinfo=UTC)  # half past midnight of the 24th in Shanghai
on = local_day(late)
pause = Pause(on, local_day(datetime(2026, 9, 28, 15, 59, tzinfo=UTC)))
result = due(index, late, 5)
print(time.tzname[0], file=__import__("sys").stderr)
print(index.version, on, result, due(index, late, 5, (pause,)))
print(index.opens_at(result.on), index.closes_at(result.on), index.next_office_moment(late))
print([(day.on, day.kind, day.number) for day in explain(index, on, 5, (pause,), Mode.SUSPEND, on)])
print(standing(index, on, 5, (), Mode.SUSPEND, local_day(datetime(2026, 10, 9, 23, 59, tzinfo=UTC))))
print([(one.rung.name, one.at) for one in rungs(index, Course("valid_reply", on, result.on, result.alarm_from))])
print(NoticeCalendar(index).add_working_days(late, 5, keep_datetime=True))
"""


def told_in(zone: str) -> tuple[str, str]:
    """What the program says there, and the name of the zone that it found itself in."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=os.environ | {"TZ": zone}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout, done.stderr.strip()


def test_a_process_anywhere_gives_the_same_answers() -> None:
    told = {zone: told_in(zone) for zone in ZONES}
    assert {said for said, _name in told.values()} == {told["Asia/Shanghai"][0]}
    assert "2026-09-24" in told["UTC"][0] and "2026-10-09" in told["UTC"][0]
    assert len({name for _said, name in told.values()}) == len(ZONES)


@pytest.fixture(params=ZONES)
def anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_day_and_the_office_hours_are_shanghais(anywhere: str) -> None:
    midnight = shanghai("2026-09-24 00:00")
    assert local_day(midnight) == midnight.date()
    assert opens_at(midnight.date()) == shanghai("2026-09-24 09:00")
    assert closes_at(midnight.date()) == shanghai("2026-09-24 17:30")


def test_the_tests_run_where_they_were_told_to() -> None:
    """setup/check runs them in New York and in UTC; without this the zone could be lost on the way."""
    wanted = os.environ.get("WURI_TEST_TZ", "Asia/Shanghai")
    names = {"America/New_York": "EST", "UTC": "UTC", "Asia/Shanghai": "CST"}
    assert time.tzname[0] == names[wanted]
