"""The ladder as a table: which rung is due on which day, over make-up days, holidays and provisional dates."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from tests.factories import shanghai
from workflow.escalation import LADDERS, Course, Reader, due_rungs, first_moment, rungs

INDEX = WorkdayIndex.from_notices(published_notices())
FAR = shanghai("2027-11-30 12:00")


def course(due_on: date, began_on: date, clock: str = "valid_reply", *, cleared: bool = False) -> Course:
    firm = INDEX.firm(due_on)
    alarm_from = due_on if firm else INDEX.add(due_on, -1)
    return Course(clock, began_on, due_on, alarm_from, cleared)


def days(due_on: str, began_on: str, clock: str = "valid_reply") -> dict[str, str]:
    """Each rung's name and day."""
    of = course(date.fromisoformat(due_on), date.fromisoformat(began_on), clock)
    return {one.rung.name: f"{one.at:%Y-%m-%d}" for one in rungs(INDEX, of)}


@pytest.mark.parametrize(
    ("received", "due_on", "expected"),
    [
        # An ordinary week.
        ("2026-08-03", "2026-08-10", ["2026-08-06", "2026-08-07", "2026-08-10", "2026-08-11", "2026-08-14"]),
        # Over National Day with its make-up Saturday, 10 October.
        ("2026-09-24", "2026-10-09", ["2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-14"]),
        # The make-up Sunday 20 September counts.
        ("2026-09-16", "2026-09-22", ["2026-09-20", "2026-09-21", "2026-09-22", "2026-09-23", "2026-09-29"]),
        # The make-up Saturday before Spring Festival is the due day; the card waits for the end of the holiday.
        ("2026-02-09", "2026-02-14", ["2026-02-12", "2026-02-13", "2026-02-14", "2026-02-24", "2026-02-27"]),
    ],
)
def test_each_rung_has_its_day_by_the_notices(received: str, due_on: str, expected: list[str]) -> None:
    names = ["two_days_left", "one_day_left", "due_today", "yellow_card", "red_card"]
    assert days(due_on, received) == dict(zip(names, expected, strict=True))


def test_warnings_for_a_provisional_day_come_one_working_day_earlier_and_cards_do_not() -> None:
    assert not INDEX.firm(date(2026, 12, 30))
    assert days("2026-12-30", "2026-12-22") == {
        "two_days_left": "2026-12-25",
        "one_day_left": "2026-12-28",
        "due_today": "2026-12-29",
        "yellow_card": "2026-12-31",
        "red_card": "2027-01-06",
    }


def test_a_warning_whose_day_has_come_when_the_clock_begins_is_left_out() -> None:
    assert list(days("2026-08-05", "2026-08-03", "sealing")) == ["one_day_left", "due_today", "yellow_card", "red_card"]
    assert list(days("2026-08-10", "2026-08-07")) == ["due_today", "yellow_card", "red_card"]


def test_a_card_for_a_day_that_was_moved_into_the_past_goes_by_the_day_it_was_moved() -> None:
    assert days("2026-08-03", "2026-08-10") == {"yellow_card": "2026-08-11", "red_card": "2026-08-14"}


def test_the_applicants_own_limits_have_reminders_and_no_cards() -> None:
    found = rungs(INDEX, course(date(2026, 8, 17), date(2026, 8, 3), "supplement"))
    assert [one.rung.name for one in found] == ["two_days_left", "due_today"]
    assert all(Reader.APPLICANT in one.rung.to for one in found)


def test_a_cleared_order_does_not_turn_red() -> None:
    cleared = course(date(2026, 8, 10), date(2026, 8, 3), cleared=True)
    assert [one.rung.name for one in due_rungs(INDEX, cleared, FAR)][-1] == "yellow_card"


@pytest.mark.parametrize(("days", "limit_on", "red"), [(2, date(2026, 10, 10), 12), (3, date(2026, 10, 12), 13)])
def test_the_red_card_follows_the_limit_of_the_order(days: int, limit_on: date, red: int) -> None:
    of = replace(course(date(2026, 9, 30), date(2026, 9, 23)), order_days=days)
    yellow, last = rungs(INDEX, of)[-2:]
    assert (f"{yellow.at:%F %R}", yellow.limit_on) == ("2026-10-08 09:00", limit_on)
    assert f"{last.at:%F %R}" == f"2026-10-{red} 09:00"


@pytest.mark.parametrize(("now", "count"), [("08:59", 2), ("09:00", 3)])
def test_a_rung_is_due_at_nine_and_not_before(now: str, count: int) -> None:
    of = course(date(2026, 8, 10), date(2026, 8, 3))
    assert len(due_rungs(INDEX, of, shanghai(f"2026-08-10 {now}"))) == count


def test_a_clock_that_does_not_run_has_no_rung() -> None:
    assert due_rungs(INDEX, None, FAR) == ()
    assert first_moment(INDEX, None) is None


def test_rungs_beyond_the_calendar_are_left_out() -> None:
    last = INDEX.add(INDEX.last, -1)
    assert "red_card" not in days(str(last), str(INDEX.add(last, -5)))


@given(
    st.dates(date(2018, 3, 1), date(2026, 11, 30)),
    st.integers(1, 20),
    st.sampled_from(sorted(LADDERS)),
    st.integers(0, 60 * 24 * 40),
)
def test_every_ladder_climbs_in_order_in_office_hours_and_only_gains_rungs(
    received: date, budget: int, clock: str, minutes: int
) -> None:
    of = course(INDEX.add(received, budget), received, clock)
    ladder = rungs(INDEX, of)
    moments = [one.at for one in ladder]
    assert moments == sorted(set(moments))
    assert all(INDEX.next_office_moment(at) == at for at in moments)
    now = datetime.combine(received, moments[0].timetz()) + timedelta(minutes=minutes)
    assert due_rungs(INDEX, of, now) == ladder[: sum(at <= now for at in moments)]
