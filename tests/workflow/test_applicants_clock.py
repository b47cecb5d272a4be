"""The applicant's own limits: in time to the last minute, reminded before, and never cut off too soon."""

from datetime import date

import pytest

from applications.sweeps import lapse_overdue
from calendars.store import current_index
from tests.factories import a_life, shanghai
from tests.factories.lives import Life
from workflow.models import Clock, Deadline, Event, ServiceStandard
from workflow.refusals import Refused
from workflow.states import State
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.django_db, pytest.mark.either]

WAYS = {
    "supplement": (("submit", "request_supplement"), "resubmit"),
    "signing": (("submit", "accept", "assess", "approve"), "sign"),
}
# When the limit of ten working days begins, its last day, and the working day after.
LIMITS = [
    ("2026-08-03 09:00", "2026-08-17", "2026-08-18"),  # a plain Monday
    ("2026-08-07 09:00", "2026-08-21", "2026-08-24"),  # a Friday: the weekend is free
    ("2026-09-10 09:00", "2026-09-23", "2026-09-24"),
    ("2026-09-11 09:00", "2026-09-24", "2026-09-28"),  # the eve of Mid-Autumn
    ("2026-09-16 09:00", "2026-09-30", "2026-10-08"),  # the eve of the National Day week
    ("2026-12-10 09:00", "2026-12-24", "2026-12-25"),
    ("2026-12-17 09:00", "2026-12-31", "2027-01-04"),  # provisional, before an estimated holiday
]


def asked(clock: str, begins: str) -> Life:
    life = a_life(starts_at=shanghai(begins))
    for verb in WAYS[clock][0]:
        life.do(verb)
    return life


def own(life: Life, clock: str) -> Deadline:
    return Deadline.objects.get(case=life.pk, clock=clock)


@pytest.mark.parametrize("clock", WAYS)
@pytest.mark.parametrize(("begins", "last", "after"), LIMITS)
def test_the_last_minute_of_the_last_day_is_in_time(clock: str, begins: str, last: str, after: str) -> None:
    life = asked(clock, begins)
    assert own(life, clock).due_on == date.fromisoformat(last)
    assert lapse_overdue(shanghai(f"{last} 23:59")) == 0
    life.do(WAYS[clock][1], at=shanghai(f"{last} 23:59"))
    assert (own(life, clock).status, own(life, clock).finished_on) == ("met", date.fromisoformat(last))
    assert lapse_overdue(shanghai(f"{after} 12:00")) == 0


@pytest.mark.parametrize("clock", WAYS)
@pytest.mark.parametrize(("begins", "last", "after"), LIMITS)
def test_it_lapses_on_the_working_day_after_and_never_sooner(clock: str, begins: str, last: str, after: str) -> None:
    life = asked(clock, begins)
    index = current_index()
    day = date.fromisoformat(last)
    while day.isoformat() < after:
        assert lapse_overdue(shanghai(f"{day} 00:00")) == lapse_overdue(shanghai(f"{day} 23:59")) == 0
        day = date.fromordinal(day.toordinal() + 1)
    assert index.add(date.fromisoformat(last), 1) == day
    assert lapse_overdue(shanghai(f"{after} 00:00")) == 1
    assert life.application.case.state == State.LAPSED
    assert lapse_overdue(shanghai(f"{after} 00:01")) == 0
    entry = Event.objects.get(case=life.pk, name="lapse")
    assert entry.facts == {"clock": clock, "due_on": last} and entry.actor is None


@pytest.mark.parametrize("clock", WAYS)
def test_on_a_free_day_after_the_last_day_it_is_late_and_still_taken(clock: str) -> None:
    """The limit is over, but nothing has lapsed: what comes on the Saturday is not thrown away."""
    life = asked(clock, "2026-08-07 09:00")
    life.do(WAYS[clock][1], at=shanghai("2026-08-22 10:00"))
    assert own(life, clock).status == "late"
    assert lapse_overdue(shanghai("2026-08-24 09:00")) == 0


@pytest.mark.parametrize("clock", WAYS)
def test_what_has_lapsed_cannot_be_handed_in(clock: str) -> None:
    life = asked(clock, "2026-08-03 09:00")
    lapse_overdue(shanghai("2026-08-18 00:05"))
    with pytest.raises(Refused):
        life.do(WAYS[clock][1], at=shanghai("2026-08-18 00:06"))


@pytest.mark.parametrize("clock", WAYS)
@pytest.mark.parametrize(
    ("begins", "reminders"),
    [
        ("2026-08-03 09:00", ["2026-08-13 09:00", "2026-08-17 09:00"]),
        ("2026-09-16 09:00", ["2026-09-28 09:00", "2026-09-30 09:00"]),
        # Provisional: each a working day earlier than the day would have it.
        ("2026-12-17 09:00", ["2026-12-28 09:00", "2026-12-30 09:00"]),
    ],
)
def test_he_is_reminded_before_the_end(clock: str, begins: str, reminders: list[str]) -> None:
    life = asked(clock, begins)
    if clock == "signing":
        Deadline.objects.filter(case=life.pk).exclude(clock=clock).update(next_rung_at=None)
    for moment in reminders:
        before = Event.objects.filter(case=life.pk, name="warn").count()
        sweep_rungs(shanghai(moment).replace(hour=8, minute=59))
        assert Event.objects.filter(case=life.pk, name="warn").count() == before
        sweep_rungs(shanghai(moment))
        entry = Event.objects.filter(case=life.pk, name="warn").order_by("seq").last()
        assert entry is not None and entry.at == shanghai(moment)
        assert entry.facts["clock"] == clock and "applicant" in entry.facts["to"]


def test_the_length_of_his_limit_is_a_standard() -> None:
    ServiceStandard.objects.create(
        clock=Clock.SUPPLEMENT, working_days=15, legal_source="新规", valid_from="2026-08-01"
    )
    assert own(asked("supplement", "2026-08-03 09:00"), "supplement").due_on == date(2026, 8, 24)
