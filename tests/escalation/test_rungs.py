"""Rungs fire once, in order, to the right people, and never for a clock that stands still."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from jobs.clock import travel
from jobs.models import Job
from tests.factories import Cast, a_life, case_in, shanghai
from tests.notifications.outbox import hand_on
from workflow.journal import first_break
from workflow.models import Case, Deadline, Event, FiredRung
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.django_db, pytest.mark.both]

Sweep = Callable[[str], int]
Fired = Callable[[Application], list[str]]
# Received on Monday 3 August 2026: due on Monday 10 August.
START = shanghai("2026-08-03 08:00")
ALL = ["two_days_left", "one_day_left", "due_today", "yellow_card", "red_card"]


@pytest.fixture
def application(cast: Cast) -> Application:
    return case_in("assessing", starts_at=START)


def test_each_rung_fires_at_its_moment_and_once(application: Application, sweep: Sweep, fired: Fired) -> None:
    moments = ["2026-08-06 09:00", "2026-08-07 09:00", "2026-08-10 09:00", "2026-08-11 09:00", "2026-08-14 09:00"]
    for count, moment in enumerate(moments, start=1):
        before = shanghai(moment) - timedelta(minutes=1)
        assert sweep_rungs(before) == 0
        assert sweep(moment) == 1
        assert sweep(moment) == 0
        assert fired(application) == ALL[:count]
    assert sweep("2026-09-30 12:00") == 0


def test_after_an_outage_what_was_missed_fires_in_order_in_one_sweep(
    application: Application, sweep: Sweep, fired: Fired
) -> None:
    assert sweep("2026-08-20 15:00") == 5
    assert fired(application) == ALL
    entries = list(Event.objects.filter(case=application.pk, actor=None).order_by("seq"))
    assert [entry.facts["rung"] for entry in entries] == ALL
    assert [entry.name for entry in entries] == ["warn", "warn", "warn", "yellow_card", "red_card"]
    assert {entry.at for entry in entries} == {shanghai("2026-08-20 15:00")}
    case = Case.objects.get(pk=application.pk)
    assert first_break(case.pk, case.state, case.seq, case.head, iter(case.events.all())) is None
    assert list(FiredRung.objects.order_by("pk").values_list("seq", flat=True)) == [entry.seq for entry in entries]


def test_each_rung_reaches_those_it_names(
    application: Application, sweep: Sweep, told: Callable[..., set[str]]
) -> None:
    expected = [
        ("2026-08-06 09:00", "warn", {"陈承"}),
        ("2026-08-07 09:00", "warn", {"陈承", "严签"}),
        ("2026-08-10 09:00", "warn", {"陈承", "严签"}),
        # Supervisors read of cards in their daily digest.
        ("2026-08-11 09:00", "yellow_card", {"陈承", "方岳"}),
        ("2026-08-14 09:00", "red_card", {"陈承", "方岳"}),
    ]
    for moment, kind, names in expected:
        sweep(moment)
        assert told(application, kind) == names


def test_a_paused_clock_fires_nothing_and_its_new_due_day_fires_anew(cast: Cast, sweep: Sweep, fired: Fired) -> None:
    life = a_life(starts_at=START)
    life.do("submit")
    assert sweep("2026-08-06 09:00") == 1
    life.do("request_supplement", at=shanghai("2026-08-06 10:00"))
    reply = Deadline.objects.get(case=life.pk, clock="valid_reply")
    assert sweep("2026-08-13 12:00") == 0
    life.do("resubmit", at=shanghai("2026-08-14 11:00"))
    reply.refresh_from_db()
    assert str(reply.due_on) == "2026-08-18"
    assert sweep("2026-08-17 09:00") == 1
    assert fired(life.application)[-1] == "one_day_left"


def test_an_ended_clock_fires_nothing(cast: Cast, sweep: Sweep, fired: Fired) -> None:
    application = case_in("refused", starts_at=START)
    assert sweep("2026-09-30 12:00") == 0
    assert fired(application) == []


def test_what_the_sweep_missed_fires_before_the_clock_is_paused_or_ended(cast: Cast, fired: Fired) -> None:
    life = a_life(starts_at=START)
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    life.do("refuse", at=shanghai("2026-08-12 10:00"))
    assert fired(life.application) == ALL[:4]
    names = list(Event.objects.filter(case=life.pk).order_by("seq").values_list("name", flat=True))
    assert names[3:] == ["warn", "warn", "warn", "yellow_card", "refuse"]


def test_a_pause_that_begins_after_the_due_day_spares_nobody_the_red_card(
    cast: Cast, sweep: Sweep, fired: Fired
) -> None:
    life = a_life(starts_at=START)
    life.do("submit")
    life.do("request_supplement", at=shanghai("2026-08-12 10:00"))
    assert sweep("2026-08-14 09:00") == 1
    assert fired(life.application) == ALL


def test_seals_and_deliveries_have_the_ladder_too(cast: Cast, sweep: Sweep) -> None:
    application = case_in("sealing", starts_at=START)
    sweep("2026-08-20 09:00")
    rungs = FiredRung.objects.filter(deadline__case=application.pk, deadline__clock="sealing").order_by("pk")
    assert list(rungs.values_list("rung", flat=True)) == ALL[1:]


def test_the_applicant_is_reminded_of_his_own_limit(
    cast: Cast, sweep: Sweep, fired: Fired, told: Callable[..., set[str]]
) -> None:
    application = case_in("supplement", starts_at=START)
    assert sweep("2026-08-13 09:00") == 1
    assert told(application, "warn") == {"沈知远"}
    assert sweep("2026-08-17 09:00") == 1
    assert told(application, "warn") == {"沈知远", "陈承"}
    assert fired(application) == ["two_days_left", "due_today"]


@pytest.mark.parametrize(
    ("swept", "mailed"),
    [
        ("2026-08-06 09:00", "2026-08-06 09:00"),
        ("2026-08-06 16:20", "2026-08-06 16:20"),
        ("2026-08-06 23:40", "2026-08-07 09:00"),
        ("2026-08-08 11:00", "2026-08-10 09:00"),
    ],
)
def test_the_mails_of_a_rung_wait_for_office_hours(
    application: Application, sweep: Sweep, swept: str, mailed: str
) -> None:
    Job.objects.all().delete()
    sweep(swept)
    with travel(shanghai(swept)):
        hand_on()
    waiting = set(Job.objects.filter(name="notifications.mail").values_list("run_at", flat=True))
    assert waiting == {shanghai(mailed)}


def test_the_database_refuses_a_second_claim(application: Application, sweep: Sweep) -> None:
    sweep("2026-08-06 09:00")
    again = FiredRung.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_a_stale_look_at_the_ladder_does_no_harm(application: Application, sweep: Sweep, fired: Fired) -> None:
    sweep("2026-08-07 09:00")
    Deadline.objects.filter(case=application.pk).update(next_rung_at=START)
    assert sweep("2026-08-07 10:00") == 0
    assert fired(application) == ALL[:2]
    assert Deadline.objects.get(case=application.pk).next_rung_at == shanghai("2026-08-10 09:00")


def test_an_idle_sweep_is_one_query(application: Application, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as captured:
        sweep_rungs(shanghai("2026-08-05 12:00"))
    assert isinstance(captured, CaptureQueriesContext)
