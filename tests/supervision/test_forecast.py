"""The forecast of late replies: the rule on plain values, its twin in SQL, and the page that says why."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.desk import desk_of
from applications.expected_late import alike, expected_late, latest_stays, paces
from applications.forecast import AHEAD, Pace, expected_on, forecast, pace_of, stays_of
from calendars.index import WorkdayIndex
from calendars.local import local_day
from calendars.notices import published_notices
from tests.review.conftest import MONDAY
from workflow.models import Case
from workflow.states import State

from .conftest import City

INDEX = WorkdayIndex.from_notices(published_notices())
BUDGETS = {"accept": 1, "assess": 2, "decide": 2}
TODAY = date(2026, 9, 14)  # a Monday; the following Sunday is a working day
PACE = pace_of({}, BUDGETS)


def day(n: int) -> date:
    return date(2026, 9, n)


@pytest.mark.parametrize(
    ("state", "since", "due", "expected"),
    [
        (State.SUBMITTED, 14, 21, 20),  # one day here, two and two ahead: the make-up Sunday counts
        (State.SUBMITTED, 10, 17, 18),  # should have left by now: leaves today
        (State.ASSESSING, 11, 18, 17),
        (State.CONSULTING, 11, 16, 17),
        (State.DECIDING, 14, 15, 16),
    ],
)
def test_a_reply_is_expected_after_the_usual_days_of_what_is_left(
    state: State, since: int, due: int, expected: int
) -> None:
    assert expected_on(INDEX, state, day(since), TODAY, PACE) == day(expected)
    told = forecast(INDEX, state, day(since), day(due), TODAY, PACE)
    assert (told is not None) == (expected > due)


def test_what_is_overdue_already_is_no_forecast() -> None:
    assert forecast(INDEX, State.DECIDING, day(7), day(11), TODAY, PACE) is None


def test_a_forecast_says_how_long_it_was_there_and_how_far_it_will_be_late() -> None:
    told = forecast(INDEX, State.DECIDING, day(11), day(14), TODAY, pace_of({State.DECIDING: [3] * 5}, BUDGETS))
    assert told is not None
    assert (told.used, told.expected_on, told.behind) == (1, day(16), 2)


@pytest.mark.parametrize(
    ("stays", "days", "measured"),
    [
        ([4, 4, 4, 4], 2, False),
        ([4, 4, 1, 1, 1], 1, True),
        ([1, 1, 3, 3, 3, 9], 3, True),
        ([1, 1, 3, 3, 3, 3], 3, True),
    ],
)
def test_the_usual_time_is_the_middle_of_enough_replies_and_else_the_budget(
    stays: list[int], days: int, measured: bool
) -> None:
    pace = pace_of({State.ASSESSING: stays}, BUDGETS)
    assert (pace.days[State.ASSESSING], State.ASSESSING in pace.measured) == (days, measured)


def test_stays_at_a_stage_are_added_up_and_waiting_for_the_applicant_is_none() -> None:
    moves = [
        (day(1), "submitted"), (day(2), "assessing"), (day(3), "supplement"), (day(8), "assessing"),
        (day(10), "deciding"), (day(10), "refused"),
    ]  # fmt: skip
    assert stays_of(INDEX, moves) == {State.SUBMITTED: 1, State.ASSESSING: 3, State.DECIDING: 0}


DAYS = st.dates(date(2026, 8, 20), date(2026, 10, 20))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(list(AHEAD)), DAYS, DAYS, st.integers(0, 20), st.lists(st.integers(0, 6), min_size=4, max_size=4)
)
def test_more_time_taken_never_brings_a_reply_nearer(
    state: State, since: date, today: date, later: int, days: list[int]
) -> None:
    quick = Pace(dict(zip(AHEAD, days, strict=True)))
    slow = Pace({stage: n + 1 for stage, n in quick.days.items()})
    today = max(since, today)
    assert today <= expected_on(INDEX, state, since, today, quick)
    assert expected_on(INDEX, state, since, today, quick) <= expected_on(INDEX, state, since, today, slow)
    after = today + timedelta(days=later)
    assert expected_on(INDEX, state, since, today, quick) <= expected_on(INDEX, state, since, after, quick)


@pytest.mark.django_db
class TestTheList:
    @pytest.mark.parametrize("slower", range(5))
    def test_holds_exactly_the_cases_that_the_rule_names(self, monday: Any, city: City, slower: int) -> None:
        desk = desk_of(city.cast.supervisor, MONDAY)
        found = {
            provider: Pace({state: n + slower for state, n in pace.days.items()})
            for provider, pace in paces(desk).items()
        }
        listed = set(expected_late(desk.visible(), desk, found).values_list("pk", flat=True))
        assert listed == {case.pk for case in Case.objects.exclude(since=None) if is_late(case, desk, found)}

    def test_says_why_each_case_is_there(self, sees: Callable[..., Any], city: City) -> None:
        page = sees(city.cast.supervisor, "/supervision/forecast/")
        why = {row.case.number: row.why for row in page.context["rows"]}
        assert why[city.cases["near"].number] == (
            "待受理已用 4 个工作日，按环节标准为 1 个；其后风险评估按环节标准为 2 个；其后审核决定按环节标准为 2 个；"
            "预计 2026-10-09 答复，比届满日晚 3 个工作日。"
        )
        assert city.cases["paused"].number not in why
        assert city.cases["overdue"].number not in why

    def test_reads_the_pace_from_the_journals_of_the_latest_replies(self, monday: Any, city: City) -> None:
        [stays] = latest_stays([city.health.provider.pk], INDEX, local_day(MONDAY)).values()
        days = {state: sorted(of_each) for state, of_each in stays.items()}
        assert days == {State.SUBMITTED: [0, 0], State.ASSESSING: [0, 0], State.DECIDING: [0, 4]}

    def test_groups_departments_of_the_same_pace(self, city: City) -> None:
        groups = alike({1: PACE, 2: PACE, 3: Pace({**PACE.days, State.DECIDING: 5})})
        assert groups[State.DECIDING, 2, 0] == [1, 2]
        assert groups[State.ASSESSING, 2, 5] == [3]


def is_late(case: Case, desk: Any, found: dict[int, Pace]) -> bool:
    """The rule itself, asked for one case."""
    reply = case.deadlines.filter(clock="valid_reply", status="running").first()
    if reply is None or case.state not in AHEAD:
        return False
    since = local_day(case.since)
    return bool(forecast(desk.index, State(case.state), since, reply.due_on, desk.today, found[case.provider_id]))
