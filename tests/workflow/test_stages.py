"""What each stage used of the five days: pauses belong to none, overruns are told, the due day stays."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from tests.factories import shanghai
from workflow.stages import overrun, stage_standing

INDEX = WorkdayIndex.from_notices(published_notices())
BUDGETS = {"accept": 1, "assess": 2, "decide": 2}


@dataclass
class Said:
    seq: int
    at: datetime
    source: str
    target: str


def journal(*moves: tuple[str, str]) -> list[Said]:
    """(moment, new state) pairs as entries."""
    states = ["draft", *(state for _at, state in moves)]
    return [Said(n, shanghai(at), states[n - 1], state) for n, (at, state) in enumerate(moves, start=1)]


def used(entries: list[Said], today: str) -> dict[str, int]:
    return {one.stage: one.used for one in stage_standing(INDEX, entries, BUDGETS, date.fromisoformat(today))}


def test_the_stages_add_up_to_the_days_that_the_reply_used() -> None:
    life = journal(
        ("2026-09-24 10:00", "submitted"), ("2026-09-28 10:00", "assessing"), ("2026-09-30 15:00", "deciding"),
        ("2026-10-10 09:00", "agreement"),
    )  # fmt: skip
    assert used(life, "2026-10-20") == {"accept": 1, "assess": 2, "decide": 3}
    assert sum(used(life, "2026-10-20").values()) == INDEX.between(date(2026, 9, 24), date(2026, 10, 10))


def test_waiting_for_the_applicant_belongs_to_no_stage_and_what_was_used_before_is_kept() -> None:
    life = journal(
        ("2026-08-03 10:00", "submitted"), ("2026-08-05 10:00", "supplement"), ("2026-08-14 23:59", "submitted"),
    )  # fmt: skip
    assert used(life, "2026-08-12") == {"accept": 2}
    assert used(life, "2026-08-17") == {"accept": 3}


def test_a_consultation_is_part_of_the_assessment() -> None:
    life = journal(
        ("2026-08-03 10:00", "submitted"), ("2026-08-03 11:00", "assessing"), ("2026-08-04 10:00", "consulting"),
        ("2026-08-06 10:00", "deciding"),
    )  # fmt: skip
    assert used(life, "2026-08-06") == {"accept": 0, "assess": 3, "decide": 0}


@pytest.mark.parametrize(("today", "over"), [("2026-08-04", None), ("2026-08-05", 1), ("2026-08-08", 3)])
def test_the_present_stage_is_over_its_time_when_its_days_are_used_up(today: str, over: int | None) -> None:
    found = overrun(
        stage_standing(INDEX, journal(("2026-08-03 10:00", "submitted")), BUDGETS, date.fromisoformat(today))
    )
    assert (found.overrun if found else None) == over


def test_a_stage_that_was_left_is_not_the_present_one() -> None:
    life = journal(("2026-08-03 10:00", "submitted"), ("2026-08-07 10:00", "assessing"))
    assert overrun(stage_standing(INDEX, life, BUDGETS, date(2026, 8, 7))) is None
