"""Asking third parties stops the reply's clock where the standard says so, and only there."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from accounts.roles import Role
from applications.case_clock import paused_for
from applications.clockface import days_of
from applications.overruns import standings
from calendars.store import current_index
from jobs import clock
from tests.factories import Cast, a_life, shanghai, the_cast
from tests.factories.lives import Life
from workflow.clock import Place
from workflow.models import ClockEvent, Deadline, Event, ServiceStandard

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def standard(**facts: Any) -> None:
    """The reply's limit for the cases of these tests."""
    usual = {"working_days": 5, "legal_source": "新规", "valid_from": "2026-09-01", "consultation_pauses": True}
    ServiceStandard.objects.create(clock="valid_reply", **(usual | facts))


def asked(*, departments: list[Any] | None = None) -> Life:
    """Received on Thursday the 10th, others asked on the Friday: one day of five is used."""
    life = a_life()
    life.do("submit")
    life.do("accept", at=shanghai("2026-09-11 09:00"))
    said = {"departments": departments} if departments else {}
    life.do("consult", at=shanghai("2026-09-11 10:00"), **said)
    return life


def reply(life: Life) -> Deadline:
    return Deadline.objects.get(case=life.pk, clock="valid_reply")


def test_the_clock_stands_still_until_the_opinion_is_given() -> None:
    standard()
    life = asked()
    assert (reply(life).status, reply(life).due_on, reply(life).next_rung_at) == ("paused", None, None)
    life.do("give_opinion", at=shanghai("2026-09-18 16:00"))
    # Four days are left: the worked Sunday 20, 21, 22, 23.
    assert (reply(life).status, reply(life).due_on) == ("running", date(2026, 9, 23))
    assert reply(life).pauses == [["2026-09-11", "2026-09-18", "consult"]]
    kinds = ClockEvent.objects.filter(case=life.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["start", "pause", "resume"]
    call_command("prove_deadlines")


def test_without_the_setting_the_clock_goes_on() -> None:
    life = asked()
    assert (reply(life).status, reply(life).due_on) == ("running", date(2026, 9, 17))
    life.do("give_opinion", at=shanghai("2026-09-18 16:00"))
    assert (reply(life).due_on, reply(life).pauses) == (date(2026, 9, 17), [])
    call_command("prove_deadlines")


def test_of_several_opinions_the_last_one_resumes_the_clock() -> None:
    standard()
    cast = the_cast()
    since = date(2020, 1, 1)
    Membership.objects.create(user=cast.auditor, organisation=cast.authority, role=Role.HANDLER, since=since)
    life = asked(departments=[cast.consulted, cast.authority])
    life.do("give_opinion", at=shanghai("2026-09-14 10:00"))
    assert reply(life).status == "paused"
    call_command("prove_deadlines")
    second = Life(life.cast.__class__(**vars(life.cast) | {"consulted_handler": cast.auditor}), life.pk, life.moment)
    second.do("give_opinion", at=shanghai("2026-09-16 10:00"))
    assert (reply(life).status, reply(life).due_on) == ("running", date(2026, 9, 21))
    facts = [event.facts.get("resumes") for event in Event.objects.filter(case=life.pk, name="give_opinion")]
    assert facts == [None, True]
    call_command("prove_deadlines")


def test_a_clock_that_a_supplement_restarts_is_only_suspended_by_a_consultation() -> None:
    standard(mode="restart")
    life = asked()
    life.do("give_opinion", at=shanghai("2026-09-18 16:00"))
    assert reply(life).due_on == date(2026, 9, 23)
    call_command("prove_deadlines")


def test_asking_twice_pauses_twice() -> None:
    standard()
    life = asked()
    life.do("give_opinion", at=shanghai("2026-09-14 10:00"))
    life.do("return_to_assessment", at=shanghai("2026-09-15 09:00"))
    life.do("consult", at=shanghai("2026-09-15 10:00"))
    life.do("give_opinion", at=shanghai("2026-09-17 10:00"))
    # 11 and 15 are used; 18, the worked Sunday 20 and 21 are left.
    assert reply(life).due_on == date(2026, 9, 21)
    call_command("prove_deadlines")


def test_what_is_withdrawn_while_others_are_asked_leaves_no_clock() -> None:
    standard()
    life = asked()
    life.do("withdraw", at=shanghai("2026-09-14 10:00"))
    assert reply(life).status == "void"
    call_command("prove_deadlines")


def test_nothing_fires_while_others_are_asked_where_every_answer_is_waited_for(settings: Any) -> None:
    settings.WURI_SILENCE_BLOCKS = True
    standard()
    life = asked()
    before = Event.objects.filter(case=life.pk).count()
    call_command("tick", at="2026-10-30T10:00:00+08:00")
    assert Event.objects.filter(case=life.pk).count() == before


def test_every_day_of_the_pause_is_explained_by_its_cause() -> None:
    standard()
    life = asked()
    life.do("give_opinion", at=shanghai("2026-09-16 16:00"))
    days = days_of(reply(life), date(2026, 9, 16))
    assert [(str(day.on), day.name) for day in days if day.kind is Place.PAUSE] == [
        ("2026-09-14", "consult"), ("2026-09-15", "consult"), ("2026-09-16", "consult"),
    ]  # fmt: skip
    assert paused_for(reply(life)) == "征求意见"


def test_the_days_of_the_pause_belong_to_no_stage() -> None:
    standard()
    life = asked()
    life.do("give_opinion", at=shanghai("2026-09-18 16:00"))
    events, today = Event.objects.filter(case=life.pk), date(2026, 9, 21)
    found = standings(life.application.case, events, current_index(), today)
    assert {one.stage: one.used for one in found} == {"accept": 1, "assess": 0, "decide": 2}


def test_both_sides_read_why_the_clock_stands_still(cast: Cast, client: Client) -> None:
    standard()
    life = asked()
    with clock.travel(shanghai("2026-09-15 10:00")):
        client.force_login(cast.applicant)
        told = client.get(reverse("application", args=[life.pk])).content.decode()
        client.force_login(cast.handler)
        shown = client.get(reverse("case", args=[life.pk])).content.decode()
    assert "征求意见期间暂停计时" in told and "余<b>4</b>个工作日" in told
    assert "征求意见期间暂停计时" in shown and "暂停计时" in shown
    life.do("give_opinion", at=shanghai("2026-09-16 16:00"))
    with clock.travel(shanghai("2026-09-17 10:00")):
        client.force_login(cast.applicant)
        told = client.get(reverse("application", args=[life.pk])).content.decode()
    assert "征求意见暂停 3 个工作日" in told and "答复时限恢复计时" in told


@pytest.fixture
def cast() -> Cast:
    return the_cast()
