"""When is a report on use due, and who is told of it when? Plain functions of plain values, on the calendar of working
days."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from calendars.index import NotCovered, WorkdayIndex

# Working days before the due day on which the applicant is reminded; the last one tells the office, too.
BEFORE = (10, 3, 0)
REMINDERS = len(BEFORE) + 1


def due_days(starts_on: date, ends_on: date, months: int, index: WorkdayIndex) -> Iterator[date]:
    """Every so many months from the start until the agreement's end: the day itself, or the next working day
    (民法典 203). Days beyond the calendar are left out until it reaches them."""
    if not months:
        return
    n = 1
    with suppress(NotCovered):
        while (day := months_later(starts_on, n * months)) <= ends_on:
            yield day if index.is_working_day(day) else index.add(day, 1)
            n += 1


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last: from 31 August one month later is 30 September."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def reminders_due(due_on: date, today: date, index: WorkdayIndex) -> int:
    """How many of the reminders have fallen due by `today`; all of them on the first working day after the due day."""
    left = index.count(due_on) - index.count(today)
    if left < 0:
        return REMINDERS
    return sum(left <= days for days in BEFORE) if today <= due_on else len(BEFORE)
