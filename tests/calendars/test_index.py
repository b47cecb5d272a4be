import dataclasses
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workalendar.exceptions import CalendarError

from calendars.index import DayKind, NotCovered, WorkdayIndex
from calendars.local import SHANGHAI, NaiveMoment
from calendars.notices import Notice, Span, published_notices

from .day_walk import NATIONAL, works

NOTICES = published_notices()
INDEX = WorkdayIndex.from_notices(NOTICES)
COVERED = st.dates(date(2018, 1, 1), date(2026, 12, 31))
MOVABLE = st.dates(date(2019, 1, 1), date(2025, 12, 31))


def test_every_day_of_2018_to_2026_is_what_the_notices_say():
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(3287)]
    assert [day for day in days if INDEX.is_working_day(day) != works(day)] == []
    assert days[-1] == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
        (2027, 248),  # estimated
    ],
)
def test_a_year_has_its_working_days(year, working_days):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)] + [date(year, 12, 31)]
    assert sum(map(INDEX.is_working_day, set(days))) == working_days


@pytest.mark.parametrize("record", NATIONAL, ids=lambda record: record["id"])
def test_every_day_off_has_a_chinese_name_and_its_notice(record):
    days = [day for span in map(Span.from_json, record["off"]) for day in span]
    reasons = [INDEX.reason(day) for day in days if not works(day)]
    assert all(re.fullmatch("[\u4e00-\u9fff、]+", reason.name) for reason in reasons)
    assert all(reason.kind == "holiday" and reason.doc_no and reason.notice for reason in reasons)


@pytest.mark.parametrize("record", NATIONAL, ids=lambda record: record["id"])
def test_every_make_up_day_names_the_notice_that_asks_for_it(record):
    reasons = [INDEX.reason(date.fromisoformat(day)) for day in record["work"] if day != "2020-02-01"]
    assert all((r.kind, r.name, r.doc_no) == ("make_up", "调休上班", record["doc_no"]) for r in reasons)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2024, 2, 9), "working", ""),  # New Year's Eve 2024: leave was only encouraged
        (date(2025, 1, 28), "holiday", "春节"),  # New Year's Eve, statutory from 2025
        (date(2026, 2, 14), "make_up", "调休上班"),
        (date(2022, 1, 30), "make_up", "调休上班"),  # a Sunday
        (date(2018, 12, 29), "make_up", "调休上班"),  # by the notice for 2019
        (date(2018, 12, 31), "holiday", "元旦"),
        (date(2022, 12, 31), "holiday", "元旦"),  # by the notice for 2023
        (date(2020, 1, 31), "holiday", "春节"),  # by the extension
        (date(2020, 2, 1), "holiday", "春节"),  # a make-up Saturday that the extension cancelled
        (date(2020, 10, 1), "holiday", "国庆节、中秋节"),
        (date(2026, 11, 21), "weekend", "周末"),
        (date(2027, 2, 5), "estimated", "春节"),
        (date(2027, 2, 4), "working", ""),
    ],
)
def test_a_day_says_why(day, kind, name):
    reason = INDEX.reason(day)
    assert (reason.kind, reason.name) == (kind, name)


def test_a_span_without_festival_or_name_takes_the_name_of_what_it_prolongs():
    unnamed = [dataclasses.replace(n, off=tuple(Span(s.first, s.last) for s in n.off)) for n in NOTICES]
    assert WorkdayIndex.from_notices(unnamed).reason(date(2020, 2, 2)).name == "春节"


def test_the_name_of_a_day_does_not_change_the_version():
    unnamed = [dataclasses.replace(n, off=tuple(Span(s.first, s.last) for s in n.off)) for n in NOTICES]
    assert WorkdayIndex.from_notices(unnamed).version == INDEX.version


def test_the_order_in_which_notices_are_given_does_not_matter():
    assert WorkdayIndex.from_notices(reversed(NOTICES)).version == INDEX.version


class TestAsKnownOnADay:
    def test_before_the_extension_of_2020_the_first_of_february_was_a_make_up_day(self):
        known = WorkdayIndex.from_notices(NOTICES, as_of=date(2020, 1, 26))
        assert known.reason(date(2020, 2, 1)).kind is DayKind.MAKE_UP
        assert known.add(date(2020, 1, 20), 5) == date(2020, 2, 1)
        assert INDEX.add(date(2020, 1, 20), 5) == date(2020, 2, 4)

    def test_a_notice_is_known_on_the_day_it_is_published(self):
        known = WorkdayIndex.from_notices(NOTICES, as_of=date(2020, 1, 27))
        assert known.reason(date(2020, 2, 1)).kind is DayKind.HOLIDAY

    def test_the_amendment_of_2019_made_a_date_earlier(self):
        known = WorkdayIndex.from_notices(NOTICES, as_of=date(2019, 3, 21))
        assert known.add(date(2019, 4, 26), 3) == date(2019, 5, 2)
        assert INDEX.add(date(2019, 4, 26), 3) == date(2019, 4, 30)

    def test_the_end_of_2018_was_an_ordinary_week_until_the_notice_for_2019(self):
        known = WorkdayIndex.from_notices(NOTICES, as_of=date(2018, 12, 5))
        assert known.reason(date(2018, 12, 29)).kind is DayKind.WEEKEND
        assert not known.firm(date(2018, 12, 29))
        assert known.last == date(2019, 12, 31)

    def test_before_the_first_notice_there_is_no_calendar(self):
        with pytest.raises(NotCovered):
            WorkdayIndex.from_notices(NOTICES, as_of=date(2017, 11, 29))


class TestScope:
    def test_local_notices_do_not_count_unless_asked_for(self):
        assert INDEX.is_working_day(date(2018, 11, 5))
        assert INDEX.codes[-1] == "CN-2026"

    def test_a_local_notice_changes_its_days_and_no_others(self):
        local = WorkdayIndex.from_notices(NOTICES, scopes=("CN", "CN-SH"))
        days = [date(2018, 1, 1) + timedelta(days=n) for n in range(3287)]
        changed = [day.isoformat() for day in days if local.is_working_day(day) != INDEX.is_working_day(day)]
        assert changed == [
            *("2018-11-03", "2018-11-05", "2018-11-06", "2018-11-11"),
            *("2019-11-02", "2019-11-04", "2019-11-05", "2019-11-09"),
        ]
        assert local.reason(date(2018, 11, 5)).name == "中国国际进口博览会"
        assert local.version != INDEX.version

    def test_a_local_notice_wins_over_a_national_one_that_was_published_later(self):
        day = date(2026, 4, 4)
        local = Notice("CN-SH-x", (), (day,), scope="CN-SH", published_on=date(2018, 1, 1))
        index = WorkdayIndex.from_notices([*NOTICES, local], scopes=("CN", "CN-SH"))
        assert index.reason(day).notice == "CN-SH-x"


class TestEdges:
    @pytest.mark.parametrize(
        "day",
        [date(2017, 12, 29), date(2017, 12, 30), date(2028, 1, 1), date(2028, 1, 2), date(2028, 1, 3)],
    )
    def test_outside_the_calendar_every_day_is_refused_weekends_too(self, day):
        for question in (INDEX.is_working_day, INDEX.count, INDEX.reason, INDEX.firm):
            with pytest.raises(NotCovered):
                question(day)

    def test_a_refusal_is_a_calendar_error_of_workalendar(self):
        with pytest.raises(CalendarError, match="2028-01-01 is outside the calendar, 2018-01-01 to 2027-12-31"):
            INDEX.count(date(2028, 1, 1))

    def test_a_deadline_past_the_end_is_refused(self):
        with pytest.raises(NotCovered):
            INDEX.add(date(2027, 12, 30), 5)

    def test_a_deadline_before_the_beginning_is_refused(self):
        with pytest.raises(NotCovered):
            INDEX.add(date(2018, 1, 2), -2)

    def test_a_naive_moment_is_refused(self):
        for question in (INDEX.is_working_day, INDEX.count, INDEX.reason, INDEX.firm):
            with pytest.raises(NaiveMoment):
                question(datetime(2023, 2, 3, 1))

    def test_a_moment_is_taken_in_shanghai(self):
        assert INDEX.add(datetime(2023, 2, 2, 17, tzinfo=UTC), 1) == date(2023, 2, 6)

    def test_it_cannot_be_changed(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            INDEX.first = date(2000, 1, 1)
        with pytest.raises(TypeError):
            INDEX._reasons[date(2026, 1, 1)] = None

    def test_a_missing_year_is_estimated_and_nothing_after_it_is_firm(self):
        index = WorkdayIndex.from_notices([n for n in NOTICES if n.covers != 2024])
        assert index.reason(date(2024, 10, 1)).kind is DayKind.ESTIMATED
        assert index.firm_until == date(2023, 12, 24)
        assert index.last == date(2027, 12, 31)


class TestFirmness:
    @pytest.mark.parametrize(
        ("day", "firm"),
        [(date(2026, 12, 24), True), (date(2026, 12, 25), False), (date(2027, 1, 4), False)],
    )
    def test_days_are_firm_until_christmas_eve_of_the_last_year_with_a_notice(self, day, firm):
        assert INDEX.firm(day) is firm


class TestArithmetic:
    @given(day=MOVABLE, n=st.integers(1, 60))
    def test_adding_reaches_the_nth_working_day_after(self, day, n):
        reached = INDEX.add(day, n)
        assert INDEX.is_working_day(reached)
        assert INDEX.between(day, reached) == n

    @given(day=MOVABLE, n=st.integers(1, 60))
    def test_subtracting_reaches_the_nth_working_day_before(self, day, n):
        reached = INDEX.add(day, -n)
        assert INDEX.is_working_day(reached)
        assert INDEX.between(reached, day) - INDEX.is_working_day(day) == n - 1

    @given(day=COVERED)
    def test_adding_nothing_gives_the_day_back(self, day):
        assert INDEX.add(day, 0) == day

    @given(a=COVERED, b=COVERED)
    def test_working_days_between_are_those_after_the_first_up_to_the_second(self, a, b):
        first, last = sorted((a, b))
        walked = sum(works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
        assert INDEX.between(first, last) == -INDEX.between(last, first) == walked

    @given(day=COVERED.filter(works))
    def test_counting_and_finding_undo_each_other(self, day):
        assert INDEX.nth(INDEX.count(day)) == day


class TestOfficeHours:
    @pytest.mark.parametrize(
        ("moment", "then"),
        [
            ("2026-11-23T10:00", "2026-11-23T10:00"),
            ("2026-11-23T03:00", "2026-11-23T09:00"),
            ("2026-11-23T17:30", "2026-11-24T09:00"),
            ("2026-11-20T18:00", "2026-11-23T09:00"),  # Friday evening
            ("2026-02-14T10:00", "2026-02-14T10:00"),  # a make-up Saturday is office time
            ("2026-02-14T18:00", "2026-02-24T09:00"),  # before the nine days of Spring Festival
        ],
    )
    def test_a_message_waits_for_the_next_opening(self, moment, then):
        at = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
        assert INDEX.next_office_moment(at) == datetime.fromisoformat(then).replace(tzinfo=SHANGHAI)

    def test_a_limit_closes_in_the_evening_of_its_due_day(self):
        assert INDEX.closes_at(date(2026, 2, 14)).isoformat() == "2026-02-14T17:30:00+08:00"
        assert INDEX.opens_at(date(2026, 2, 14)).isoformat() == "2026-02-14T09:00:00+08:00"
