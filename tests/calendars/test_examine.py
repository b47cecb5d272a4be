from dataclasses import replace
from datetime import date

import pytest

from calendars.changes import changed_days
from calendars.examine import Doubt, examine
from calendars.index import WorkdayIndex
from calendars.notices import Span, published_notices

NOTICES = {notice.code: notice for notice in published_notices()}
SOUND = NOTICES["CN-2026"]


@pytest.mark.parametrize(
    "notice", [n for n in NOTICES.values() if n.code != "CN-2020-extension"], ids=lambda notice: notice.code
)
def test_the_published_notices_raise_no_doubt(notice):
    assert examine(notice, NOTICES.values()) == ()


def test_the_extension_of_2020_breaks_the_sum_and_may():
    (finding,) = examine(NOTICES["CN-2020-extension"], NOTICES.values())
    assert finding.doubt is Doubt.UNBALANCED
    assert finding.may_be_overruled


@pytest.mark.parametrize(
    ("changes", "doubt", "days"),
    [
        ({"doc_no": ""}, Doubt.NO_SOURCE, ()),
        ({"published_on": None}, Doubt.NO_SOURCE, ()),
        ({"covers": None}, Doubt.NO_YEAR, ()),
        ({"amends": "CN-1999"}, Doubt.UNKNOWN_AMENDED, ()),
        ({"off": (*SOUND.off, Span(date(2026, 3, 9), date(2026, 3, 2), "某节"))}, Doubt.REVERSED, (date(2026, 3, 9),)),
        ({"work": (*SOUND.work, date(2026, 10, 10))}, Doubt.TWICE, (date(2026, 10, 10),)),
        ({"work": (*SOUND.work, date(2026, 10, 1))}, Doubt.TWICE, (date(2026, 10, 1),)),
        ({"work": (*SOUND.work, date(2026, 3, 4))}, Doubt.WEEKDAY_WORK, (date(2026, 3, 4),)),
        ({"work": (*SOUND.work, date(2025, 12, 14))}, Doubt.OUTSIDE_YEAR, (date(2025, 12, 14),)),
        ({"off": (*SOUND.off, Span(date(2026, 3, 4), date(2026, 3, 4)))}, Doubt.UNNAMED, (date(2026, 3, 4),)),
        ({"work": SOUND.work[1:]}, Doubt.UNBALANCED, ()),
    ],
)
def test_a_fault_is_found_and_its_days_named(changes, doubt, days):
    findings = {finding.doubt: finding.days for finding in examine(replace(SOUND, **changes), NOTICES.values())}
    assert findings[doubt] == days


def test_the_dry_run_shows_the_days_that_an_amendment_changes():
    old = WorkdayIndex.from_notices(n for n in NOTICES.values() if n.code != "CN-2019-labour")
    new = WorkdayIndex.from_notices(NOTICES.values())
    changes = changed_days(old, new)
    assert [str(change.on) for change in changes] == ["2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"]
    assert [(change.was.kind, change.becomes.kind) for change in changes[:2]] == [
        ("weekend", "make_up"),
        ("working", "holiday"),
    ]


def test_the_notice_for_a_new_year_changes_its_estimate_and_the_end_of_the_year_before():
    old = WorkdayIndex.from_notices(NOTICES.values(), as_of=date(2018, 12, 5))
    new = WorkdayIndex.from_notices(NOTICES.values(), as_of=date(2018, 12, 6))
    changed = [str(change.on) for change in changed_days(old, new)]
    assert changed[:2] == ["2018-12-29", "2018-12-31"]
