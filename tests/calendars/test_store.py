"""The calendar in the database: seeded, versioned, cached, and guarded."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from calendars import store
from calendars.index import WorkdayIndex
from calendars.models import CalendarVersion, HolidayNotice
from calendars.notices import published_notices
from calendars.versions import seed

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_index_is_remembered():
    store.index_for.cache_clear()


def a_notice(**facts):
    """An invented notice for 2027, for these tests only."""
    invented = {
        "code": "TEST-2027",
        "scope": "CN",
        "doc_no": "测试〔2026〕1号",
        "issuer": "测试机关",
        "published_on": date(2026, 11, 20),
        "covers": 2027,
        "off": [["2027-01-01", "2027-01-03"], ["2027-02-05", "2027-02-11"]],
        "work": ["2026-12-27"],
        "in_force": True,
        "affects_clock": True,
        "imported_by": "甲",
        "approved_by": "乙",
    }
    return HolidayNotice(**invented | facts)


def test_the_migration_records_the_published_notices_as_they_are():
    recorded = {notice.code: notice.facts() for notice in HolidayNotice.objects.select_related("amends")}
    assert recorded == {notice.code: notice for notice in published_notices()}


def test_the_migration_makes_the_national_calendar_current():
    version = CalendarVersion.objects.get()
    assert version.is_current
    assert version.digest == WorkdayIndex.from_notices(published_notices()).version
    assert (version.first_year, version.last_year, version.scopes) == (2018, 2027, ["CN"])


def test_doubtful_local_notices_are_recorded_but_not_in_force():
    local = HolidayNotice.objects.filter(scope="CN-SH")
    assert list(local.values_list("in_force", "affects_clock", "approved_by")) == [(False, False, "")] * 2
    assert all(notice.confidence for notice in local)


def test_seeding_twice_changes_nothing():
    before = list(HolidayNotice.objects.values()), list(CalendarVersion.objects.values())
    seed(notices=HolidayNotice, versions=CalendarVersion, now=NOW)
    assert (list(HolidayNotice.objects.values()), list(CalendarVersion.objects.values())) == before


def test_asking_again_costs_one_query(django_assert_num_queries):
    first = store.current_index()
    with django_assert_num_queries(1):
        assert store.current_index() is first
    with django_assert_num_queries(1):
        assert store.current_version_digest() == first.version


def test_the_adapter_stands_on_the_current_index():
    assert store.working_calendar().index is store.current_index()


def test_an_approved_notice_is_seen_at_the_next_call_and_the_old_version_remains():
    old = store.current_index()
    a_notice().save()
    assert store.current_index() is old
    version = store.settle_version(now=NOW)
    new = store.current_index()
    assert new.version == version.digest != old.version
    assert (version.sequence, version.built_at, version.notices[-1]) == (2, NOW, "TEST-2027")
    assert new.is_working_day(date(2026, 12, 27))
    store.index_for.cache_clear()
    assert not store.index_for(old.version).is_working_day(date(2026, 12, 27))


def test_settling_without_news_keeps_the_version():
    before = CalendarVersion.objects.get()
    assert store.settle_version(now=NOW) == before
    assert CalendarVersion.objects.get().built_at == before.built_at


def test_a_version_that_existed_is_taken_up_again():
    first = store.current_version_digest()
    notice = a_notice()
    notice.save()
    store.settle_version(now=NOW)
    HolidayNotice.objects.filter(pk=notice.pk).update(in_force=False, affects_clock=False)
    store.settle_version(now=NOW)
    assert store.current_version_digest() == first
    assert CalendarVersion.objects.count() == 2


@pytest.mark.parametrize("state", [{"in_force": False, "affects_clock": False}, {"affects_clock": False}])
def test_a_notice_that_is_not_in_force_or_affects_no_clock_is_not_counted(state):
    a_notice(**state).save()
    assert store.settle_version(now=NOW).notices[-1] == "CN-2026"


def test_a_local_notice_with_a_legal_basis_counts_over_the_national_ones():
    local = a_notice(
        code="TEST-SH",
        scope="CN-SH",
        covers=None,
        off=[["2026-11-25", "2026-11-25", "测试"]],
        work=[],
        legal_basis="测试",
    )
    local.save()
    version = store.settle_version(now=NOW)
    assert version.scopes == ["CN", "CN-SH"]
    assert store.current_index().reason(date(2026, 11, 25)).name == "测试"


def test_what_was_known_on_a_day_can_be_asked():
    assert store.index_known_on(date(2020, 1, 20)).is_working_day(date(2020, 2, 1))
    assert not store.current_index().is_working_day(date(2020, 2, 1))


def test_a_notice_that_was_edited_is_noticed():
    HolidayNotice.objects.filter(code="CN-2026").update(work=[])
    with pytest.raises(store.CalendarDamaged, match="now give"):
        store.current_index()


def test_an_unknown_version_is_refused():
    with pytest.raises(store.NoCalendar, match="0000"):
        store.index_for("000000000000")


def test_without_a_current_version_there_is_no_calendar():
    CalendarVersion.objects.update(is_current=False)
    with pytest.raises(store.NoCalendar):
        store.current_index()


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"code": "CN-2026"}, "holiday_notice_code_is_unique|calendars_holidaynotice.code"),
        ({"covers": 2026}, "one_notice_in_force_covers_a_year|calendars_holidaynotice.covers"),
        ({"scope": "FR", "legal_basis": "测试"}, "holiday_notice_scope_is_known"),
        ({"doc_no": ""}, "a_national_notice_has_number_and_day"),
        ({"published_on": None}, "a_national_notice_has_number_and_day"),
        ({"covers": None}, "a_national_notice_covers_or_amends"),
        ({"approved_by": ""}, "a_notice_in_force_has_a_second_person"),
        ({"approved_by": "甲"}, "a_notice_in_force_has_a_second_person"),
        ({"in_force": False}, "only_a_notice_in_force_affects_clocks"),
        ({"scope": "CN-SH"}, "a_local_notice_needs_a_legal_basis"),
    ],
)
def test_the_database_refuses_a_notice_that_breaks_a_rule(facts, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        a_notice(**facts).save()


def test_the_database_refuses_two_current_versions():
    with pytest.raises(IntegrityError, match=r"one_calendar_version_is_current|is_current"), transaction.atomic():
        CalendarVersion.objects.create(
            digest="x",
            notices=[],
            scopes=[],
            first_year=2018,
            last_year=2027,
            built_at=NOW,
            sequence=9,
            is_current=True,
        )


def test_the_database_refuses_a_calendar_that_ends_where_it_begins():
    with pytest.raises(IntegrityError, match="a_calendar_reaches_past_its_first_year"), transaction.atomic():
        CalendarVersion.objects.create(
            digest="x", notices=[], scopes=[], first_year=2018, last_year=2018, built_at=NOW, sequence=9
        )
