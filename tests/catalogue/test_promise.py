"""How long the answer takes, by the rule and the calendar that are in force on the day."""

from datetime import date

import pytest

from applications.promise import promise
from workflow.models import Clock, ServiceStandard

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("submitted_on", "due_on"),
    [
        (date(2026, 9, 21), date(2026, 9, 29)),  # over the Mid-Autumn days
        (date(2026, 9, 19), date(2026, 9, 24)),  # a Saturday before the make-up Sunday, which counts
        (date(2026, 11, 23), date(2026, 11, 30)),
    ],
)
def test_the_day_is_the_fifth_working_day_after_today(submitted_on: date, due_on: date) -> None:
    told = promise(submitted_on)
    assert told is not None
    assert (told.working_days, told.due_on, told.firm) == (5, due_on, True)
    assert [day.number for day in told.days if day.number] == [1, 2, 3, 4, 5]


def test_a_day_in_a_year_without_a_notice_is_provisional() -> None:
    told = promise(date(2026, 12, 30))
    assert told is not None
    assert not told.firm


def test_a_new_rule_holds_from_its_day_on() -> None:
    ServiceStandard.objects.create(
        clock=Clock.VALID_REPLY, working_days=3, legal_source="新规则", valid_from=date(2026, 11, 24)
    )
    days = [told.working_days for day in (23, 24) if (told := promise(date(2026, 11, day)))]
    assert days == [5, 3]


def test_nothing_is_promised_without_a_rule() -> None:
    assert promise(date(2017, 12, 31)) is None
