"""The clock: published cases, a slow second opinion, and an explanation that cannot differ from the date."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.due import Due
from calendars.index import NotCovered, WorkdayIndex
from calendars.local import NaiveMoment, local_day
from calendars.notices import NATIONAL, published_notices
from tests.calendars.day_walk import due_by_restarting, due_by_walking
from workflow.clock import Lamp, Mode, Pause, PauseImpossible, Place, due, explain, standing

DATA = Path(__file__).parents[1] / "data"
NOTICES = published_notices()
INDEX = WorkdayIndex.from_notices(NOTICES)
ONE_DAY = timedelta(days=1)


def day(text):
    return date.fromisoformat(text)


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["note"][:60]) for row in csv.DictReader(file)]


def pauses_in(text):
    spans = (span.split("/") for span in text.split(";") if span)
    return [Pause(day(since), day(until) if until else None, "补正") for since, until in spans]


# ---- published cases ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", rows("deadline_cases.csv"))
def test_the_due_day_is_the_published_one(case):
    received_on = local_day(datetime.fromisoformat(case["received_at"]))
    expected = day(case["expected_due_date"])
    assert due(INDEX, received_on, int(case["working_days"])) == Due(expected, True, expected)


@pytest.mark.parametrize("case", rows("deadline_pause_cases.csv"))
def test_the_due_day_after_pauses_is_the_published_one(case):
    received_on = local_day(datetime.fromisoformat(case["received_at"]))
    pauses = pauses_in(case["pauses"])
    result = due(INDEX, received_on, int(case["working_days"]), pauses, Mode(case["mode"]))
    assert result.on == day(case["expected_due_date"])


@pytest.mark.parametrize(
    ("received_on", "budget", "as_of", "then", "now"),
    [
        ("2019-04-26", 3, "2019-03-21", "2019-05-02", "2019-04-30"),
        ("2019-04-26", 5, "2019-03-21", "2019-05-06", "2019-05-06"),  # the same by coincidence
        ("2020-01-20", 5, "2020-01-20", "2020-02-01", "2020-02-04"),
        ("2020-01-19", 10, "2020-01-19", "2020-02-06", "2020-02-10"),
    ],
)
def test_an_amendment_moves_a_date_and_what_was_told_before_can_be_shown(received_on, budget, as_of, then, now):
    known = WorkdayIndex.from_notices(NOTICES, as_of=day(as_of))
    assert due(known, day(received_on), budget).on == day(then)
    assert due(INDEX, day(received_on), budget).on == day(now)


# ---- a second opinion -----------------------------------------------------------------------------------

RECEIPTS = st.dates(date(2018, 1, 2), date(2025, 6, 30))


@st.composite
def clocks(draw):
    """A receipt, a budget, and pauses that begin after it in any order; they may overlap, touch or be empty."""
    received_on, budget = draw(RECEIPTS), draw(st.integers(1, 30))
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 25)), max_size=5))
    begins = [(received_on + since * ONE_DAY, length) for since, length in spans]
    return received_on, budget, [(since, since + length * ONE_DAY) for since, length in begins]


def as_pauses(spans):
    return [Pause(since, until, "补正") for since, until in spans]


@given(clock=clocks())
def test_the_formula_is_the_walk_over_days(clock):
    received_on, budget, spans = clock
    assert due(INDEX, received_on, budget, as_pauses(spans)).on == due_by_walking(received_on, budget, spans)


@given(clock=clocks())
def test_a_restart_is_a_walk_that_begins_anew(clock):
    received_on, budget, spans = clock
    result = due(INDEX, received_on, budget, as_pauses(spans), Mode.RESTART)
    assert result.on == due_by_restarting(received_on, budget, spans)


@given(clock=clocks(), mode=st.sampled_from(Mode))
def test_the_order_of_pauses_does_not_matter(clock, mode):
    received_on, budget, spans = clock
    forwards, backwards = (as_pauses(order) for order in (spans, spans[::-1]))
    assert due(INDEX, received_on, budget, forwards, mode) == due(INDEX, received_on, budget, backwards, mode)


@given(clock=clocks(), extension=st.integers(0, 10))
def test_an_extension_is_a_longer_budget(clock, extension):
    received_on, budget, spans = clock
    pauses = as_pauses(spans)
    extended = due(INDEX, received_on, budget, pauses, extension=extension)
    assert extended == due(INDEX, received_on, budget + extension, pauses)


@given(clock=clocks(), mode=st.sampled_from(Mode))
def test_a_pause_never_makes_a_date_earlier(clock, mode):
    received_on, budget, spans = clock
    assert due(INDEX, received_on, budget, as_pauses(spans), mode).on >= due(INDEX, received_on, budget).on


@given(clock=clocks(), since=st.integers(0, 40))
def test_a_pause_within_one_day_gains_nothing(clock, since):
    received_on, budget, spans = clock
    moment = received_on + since * ONE_DAY
    plain, more = as_pauses(spans), as_pauses([*spans, (moment, moment)])
    assert due(INDEX, received_on, budget, more) == due(INDEX, received_on, budget, plain)


# ---- the explanation ------------------------------------------------------------------------------------


@given(clock=clocks(), mode=st.sampled_from(Mode))
def test_the_day_numbered_with_the_budget_is_the_due_day(clock, mode):
    received_on, budget, spans = clock
    pauses = as_pauses(spans)
    days = explain(INDEX, received_on, budget, pauses, mode, received_on)
    numbered = [one for one in days if one.number is not None]
    assert [one.number for one in numbered] == list(range(1, budget + 1))
    assert [one.on for one in days if one.is_due] == [numbered[-1].on]
    assert numbered[-1].on == days[-1].on == due(INDEX, received_on, budget, pauses, mode).on


@given(clock=clocks(), mode=st.sampled_from(Mode), beyond=st.integers(0, 20))
def test_every_day_from_receipt_is_explained_once(clock, mode, beyond):
    received_on, budget, spans = clock
    pauses = as_pauses(spans)
    until = due(INDEX, received_on, budget, pauses, mode).on + beyond * ONE_DAY
    days = explain(INDEX, received_on, budget, pauses, mode, until)
    assert [one.on for one in days] == [received_on + n * ONE_DAY for n in range((until - received_on).days + 1)]
    off = [one.on for one in days if one.kind in (Place.WEEKEND, Place.HOLIDAY)]
    assert not any(map(INDEX.is_working_day, off))
    assert days[0].kind is Place.RECEIPT
    assert sum(one.kind is Place.AFTER for one in days) == INDEX.between(until - beyond * ONE_DAY, until)


@given(clock=clocks(), mode=st.sampled_from(Mode))
def test_the_days_excluded_are_those_explained_as_paused(clock, mode):
    received_on, budget, spans = clock
    pauses = as_pauses(spans)
    due_on = due(INDEX, received_on, budget, pauses, mode).on
    paused = [one for one in explain(INDEX, received_on, budget, pauses, mode, due_on) if one.kind is Place.PAUSE]
    at_the_end = standing(INDEX, received_on, budget, pauses, mode, due_on)
    assert (at_the_end.excluded, at_the_end.left, at_the_end.used) == (len(paused), 0, budget)
    assert all(one.name == "补正" for one in paused)


@given(clock=clocks(), data=st.data())
def test_the_standing_of_a_day_is_the_number_of_the_explanation(clock, data):
    received_on, budget, spans = clock
    pauses = as_pauses(spans)
    days = explain(INDEX, received_on, budget, pauses, Mode.SUSPEND, received_on)
    today = data.draw(st.sampled_from(days)).on
    state = standing(INDEX, received_on, budget, pauses, Mode.SUSPEND, today)
    assert state.used == max((one.number or 0 for one in days if one.on <= today), default=0)
    assert state.left == budget - state.used
    assert state.overdue == 0


def told(days):
    return " ".join(f"{one.on:%m%d}{one.kind[0]}{one.number or ''}" for one in days)


@pytest.mark.parametrize(
    ("pauses", "mode", "story"),
    [
        ("", "suspend", "0311r 0312c1 0313c2 0314c3 0315c4 0316w 0317w 0318c5"),
        (
            "2024-03-13/2024-03-15",
            "suspend",
            "0311r 0312c1 0313c2 0314p 0315p 0316w 0317w 0318c3 0319c4 0320c5",
        ),
        (  # begins on the due day: the day is given back, and one day is left after the pause
            "2024-03-18/2024-03-20",
            "suspend",
            "0311r 0312c1 0313c2 0314c3 0315c4 0316w 0317w 0318p 0319p 0320p 0321c5",
        ),
        (  # begins a day too late: the clock has run out
            "2024-03-19/2024-03-21",
            "suspend",
            "0311r 0312c1 0313c2 0314c3 0315c4 0316w 0317w 0318c5",
        ),
        (  # begins and ends on one day
            "2024-03-13/2024-03-13",
            "suspend",
            "0311r 0312c1 0313c2 0314c3 0315c4 0316w 0317w 0318c5",
        ),
        (  # begins on the day of receipt
            "2024-03-11/2024-03-13",
            "suspend",
            "0311r 0312p 0313p 0314c1 0315c2 0316w 0317w 0318c3 0319c4 0320c5",
        ),
        (  # a restart gives back what was used
            "2024-03-13/2024-03-14",
            "restart",
            "0311r 0312p 0313p 0314p 0315c1 0316w 0317w 0318c2 0319c3 0320c4 0321c5",
        ),
    ],
)
def test_an_explanation_tells_the_story_of_the_clock(pauses, mode, story):
    received_on = day("2024-03-11")
    assert told(explain(INDEX, received_on, 5, pauses_in(pauses), Mode(mode), received_on)) == story


def test_an_explanation_names_holidays_make_up_days_and_their_notices():
    days = {str(one.on): one for one in explain(INDEX, day("2026-02-12"), 5, (), Mode.SUSPEND, day("2026-03-02"))}
    assert (days["2026-02-14"].number, days["2026-02-14"].make_up) == (2, True)
    assert days["2026-02-14"].doc_no == days["2026-02-17"].doc_no == "国办发明电〔2025〕7号"
    assert (days["2026-02-17"].kind, days["2026-02-17"].name) == (Place.HOLIDAY, "春节")
    assert (days["2026-02-26"].number, days["2026-02-26"].is_due, days["2026-02-26"].doc_no) == (5, True, "")
    assert (days["2026-02-27"].kind, days["2026-02-28"].kind) == (Place.AFTER, Place.AFTER)
    assert (days["2026-03-01"].kind, days["2026-03-01"].name) == (Place.WEEKEND, "")


def test_each_pause_is_explained_by_its_own_cause_even_where_two_touch():
    pauses = [Pause(day("2024-03-12"), day("2024-03-14"), "补正"), Pause(day("2024-03-14"), day("2024-03-18"), "会签")]
    days = explain(INDEX, day("2024-03-11"), 5, pauses, Mode.SUSPEND, day("2024-03-11"))
    assert [one.name for one in days if one.kind is Place.PAUSE] == ["补正", "补正", "会签", "会签"]


def test_an_open_pause_is_explained_up_to_the_day_asked_for():
    days = explain(INDEX, day("2024-03-11"), 5, pauses_in("2024-03-13/"), Mode.SUSPEND, day("2024-03-18"))
    assert told(days) == "0311r 0312c1 0313c2 0314p 0315p 0316w 0317w 0318p"
    assert not any(one.is_due for one in days)


def test_days_that_a_notice_may_still_change_are_marked_provisional():
    days = explain(INDEX, day("2026-12-23"), 5, (), Mode.SUSPEND, day("2027-01-01"))
    assert [one.on.day for one in days if one.provisional] == [25, 26, 27, 28, 29, 30, 31, 1]
    assert (days[-1].kind, days[-1].name) == (Place.HOLIDAY, "元旦")


# ---- dates that are not firm ----------------------------------------------------------------------------


def test_a_date_after_christmas_eve_of_the_last_published_year_warns_a_working_day_earlier():
    assert due(INDEX, day("2026-11-26"), 20) == Due(day("2026-12-24"), True, day("2026-12-24"))
    assert due(INDEX, day("2026-11-27"), 20) == Due(day("2026-12-25"), False, day("2026-12-24"))


@pytest.mark.parametrize("notice", [n for n in NOTICES if n.covers and n.covers > 2018], ids=lambda n: n.code)
def test_a_notice_made_no_provisional_date_earlier_by_more_than_one_working_day(notice):
    """Why warnings go one working day earlier: receipts from September to the eve of each yearly notice."""
    eve = notice.published_on - ONE_DAY
    known = WorkdayIndex.from_notices(NOTICES, as_of=eve)
    final = WorkdayIndex.from_notices(NOTICES, as_of=notice.published_on)
    receipts = [eve - n * ONE_DAY for n in range((eve - date(eve.year, 9, 1)).days + 1)]
    clocks = [(due(known, on, n), due(final, on, n)) for on in receipts for n in range(5, 61, 5)]
    moved = [final.between(then.on, told.on) for told, then in clocks if not told.firm]
    assert max(moved) <= 1


# ---- the standing ---------------------------------------------------------------------------------------


def look(today, pauses="", mode="suspend", finished_on=None, **more):
    on = day(finished_on) if finished_on else None
    return standing(INDEX, day("2024-03-11"), 5, pauses_in(pauses), Mode(mode), day(today), on, **more)


@pytest.mark.parametrize(
    ("today", "lamp", "left", "used", "overdue"),
    [
        ("2024-03-11", "green", 5, 0, 0),
        ("2024-03-12", "green", 4, 1, 0),
        ("2024-03-14", "amber", 2, 3, 0),
        ("2024-03-15", "amber", 1, 4, 0),
        ("2024-03-17", "amber", 1, 4, 0),  # a Sunday
        ("2024-03-18", "amber", 0, 5, 0),  # due today
        ("2024-03-19", "red", None, 6, 1),
        ("2024-03-25", "red", None, 10, 5),
    ],
)
def test_a_clock_runs_from_green_to_red(today, lamp, left, used, overdue):
    state = look(today)
    assert (state.lamp, state.left, state.used, state.overdue) == (lamp, left, used, overdue)
    assert (state.budget, state.excluded, state.due_on) == (5, 0, day("2024-03-18"))
    assert state.is_late is (left is None)


def test_on_the_weekend_after_a_due_friday_the_lamp_is_red_before_a_working_day_is_overdue():
    state = standing(INDEX, day("2024-03-08"), 5, (), Mode.SUSPEND, day("2024-03-16"))
    assert (state.due_on, state.lamp, state.left, state.overdue) == (day("2024-03-15"), Lamp.RED, None, 0)


def test_a_paused_clock_is_grey_and_keeps_what_is_left():
    state = look("2024-04-30", "2024-03-13/")
    assert (state.lamp, state.left, state.used, state.overdue) == (Lamp.GREY, 3, 2, 0)
    assert (state.due_on, state.alarm_from) == (None, None)
    assert state.excluded == INDEX.between(day("2024-03-13"), day("2024-04-30"))


def test_a_clock_paused_on_its_due_day_keeps_one_day():
    state = look("2024-03-18", "2024-03-18/")
    assert (state.lamp, state.left, state.used, state.excluded) == (Lamp.GREY, 1, 4, 1)


def test_a_paused_clock_that_will_restart_has_its_whole_budget_left():
    state = look("2024-03-15", "2024-03-13/", "restart")
    assert (state.lamp, state.left, state.used) == (Lamp.GREY, 5, 0)


def test_the_day_a_pause_ends_the_clock_is_no_longer_grey():
    assert look("2024-03-14", "2024-03-13/2024-03-15").lamp is Lamp.GREY
    state = look("2024-03-15", "2024-03-13/2024-03-15")
    assert (state.lamp, state.left, state.due_on) == (Lamp.GREEN, 3, day("2024-03-20"))


def test_a_pause_that_comes_after_the_due_day_does_not_hide_that_it_is_overdue():
    state = look("2024-03-21", "2024-03-19/")
    assert (state.lamp, state.overdue, state.due_on) == (Lamp.RED, 3, day("2024-03-18"))


def test_a_look_back_does_not_know_the_pauses_that_came_later():
    assert look("2024-03-12", "2024-03-13/") == look("2024-03-12")


@pytest.mark.parametrize(
    ("finished_on", "left", "used", "overdue"),
    [("2024-03-14", 2, 3, 0), ("2024-03-18", 0, 5, 0), ("2024-03-20", None, 7, 2)],
)
def test_a_finished_clock_stands_still_on_its_last_day(finished_on, left, used, overdue):
    state = look("2024-06-30", finished_on=finished_on)
    assert (state.lamp, state.left, state.used, state.overdue) == (Lamp.DONE, left, used, overdue)


def test_an_extension_counts_as_budget():
    state = look("2024-03-19", extension=5)
    assert (state.budget, state.left, state.lamp, state.due_on) == (10, 4, Lamp.GREEN, day("2024-03-25"))


def test_the_yellow_lamp_can_be_set_to_come_later():
    assert look("2024-03-15", amber_at=0).lamp is Lamp.GREEN
    assert look("2024-03-18", amber_at=0).lamp is Lamp.AMBER


def test_a_provisional_date_turns_yellow_one_working_day_earlier():
    firm, provisional = (
        standing(INDEX, day(received_on), 5, (), Mode.SUSPEND, day(today))
        for received_on, today in [("2026-12-17", "2026-12-21"), ("2026-12-18", "2026-12-22")]
    )
    assert (firm.left, firm.lamp, firm.firm) == (3, Lamp.GREEN, True)
    assert (provisional.left, provisional.lamp, provisional.firm) == (3, Lamp.AMBER, False)


# ---- what is refused ------------------------------------------------------------------------------------


def test_a_moment_is_taken_in_shanghai():
    assert due(INDEX, datetime(2023, 2, 2, 17, tzinfo=UTC), 1).on == day("2023-02-06")


def test_a_naive_moment_is_refused():
    with pytest.raises(NaiveMoment):
        due(INDEX, datetime(2023, 2, 3, 1), 1)


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(PauseImpossible):
        Pause(day("2024-03-13"), day("2024-03-12"), "补正")


def test_a_pause_that_begins_before_the_receipt_is_refused():
    with pytest.raises(PauseImpossible):
        due(INDEX, day("2024-03-11"), 5, pauses_in("2024-03-10/2024-03-12"))


def test_a_limit_of_no_days_is_refused():
    with pytest.raises(ValueError, match="0 working days"):
        due(INDEX, day("2024-03-11"), 0)


def test_a_receipt_outside_the_calendar_is_refused_on_a_weekend_too():
    with pytest.raises(NotCovered):
        due(INDEX, day("2028-01-01"), 5)


def test_a_limit_that_runs_past_the_calendar_is_refused_and_not_guessed():
    with pytest.raises(NotCovered):
        due(INDEX, day("2027-12-28"), 5)


def test_only_national_notices_settle_these_dates():
    assert {notice.scope for notice in NOTICES if notice.code in INDEX.codes} == {NATIONAL}
