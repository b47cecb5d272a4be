"""Over random lives of a correction with random outages of the sweep, the same rungs fire in the same order as with a
sweep at every step, each exactly once; with a sweep at every step each fires at its very moment, so that a sweep a
minute would find nothing more. And minute by minute, once."""

import os
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from calendars.drafts import read_drafts
from calendars.intake import all_facts, record
from calendars.store import index_for
from feedback.actions.clear_order import clear_order
from feedback.actions.dispute import dispute
from feedback.actions.send_back import send_back
from feedback.actions.take import take
from feedback.actions.transfer import transfer
from feedback.actions.uphold import uphold
from feedback.actions.withdraw import withdraw
from feedback.models import Matter, MatterEntry, MatterLimit, MatterOrder, MatterRung
from feedback.sweeps import sweep_matters
from notifications.models import Message
from tests.factories import shanghai, the_cast
from workflow.clock import due
from workflow.enforcement import put_in_force
from workflow.escalation import rungs
from workflow.refusals import Refused
from workflow.rungs import course_of
from workflow.time_limit import OPEN

from .lives import REASONS, a_correction, answered

pytestmark = [pytest.mark.both, pytest.mark.slow]

LIVES_TRIED = max(5, int(os.environ.get("WURI_HISTORIES", "15")) // 3)
# `make prove` sweeps each minute of the days, `make test` the minutes round the opening of the office.
EVERY_MINUTE = int(os.environ.get("WURI_HISTORIES", "15")) > 15
STEPS, LATER = (time(0), time(8, 59), time(9), time(17, 30)), timedelta(seconds=30)
DAYS = 18
LAST = DAYS * len(STEPS)
# One free day more and three days to work off, announced while the limits run.
NOTICE = """国务院办公厅关于调整2026年国庆节假期安排的通知
国办发明电〔2026〕77号
现将2026年国庆节放假安排调整为：10月1日至8日放假，共8天。9月20日（周日）、9月26日（周六）、10月10日（周六）上班。
国务院办公厅
2026年9月14日"""
STARTS = ("2026-08-03 08:00", "2026-09-16 22:30", "2026-09-21 09:00", "2026-09-24 15:10")
ACTS = (
    "take", "transfer", "transfer_back", "answer", "dispute", "send_back", "uphold", "clear_order", "withdraw",
    "notice",
)  # fmt: skip
MOMENTS = st.integers(1, LAST - 1)
LIVES = (
    "take answer dispute send_back answer",
    "transfer transfer_back notice answer",
    "take notice answer dispute uphold",
    "take clear_order answer dispute clear_order",
    "notice clear_order withdraw",
)
ORDERLY = st.builds(
    lambda life, moments: list(zip(sorted(moments), life.split(), strict=False)),
    st.sampled_from(LIVES),
    st.lists(MOMENTS, min_size=2, max_size=6),
)
ANYHOW = st.lists(st.tuples(MOMENTS, st.sampled_from(ACTS)), max_size=6)
OUTAGES = st.lists(st.tuples(MOMENTS, st.integers(1, 12 * len(STEPS))), min_size=1, max_size=3)
# Round, rung, due day, moment.
Fired = tuple[int, str, Any, datetime]


@dataclass
class World:
    """What fired, in order, and when; and what was due by the limits as they stood."""

    fired: list[Fired] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    due: list[Fired] = field(default_factory=list)
    entered: list[tuple[str, str]] = field(default_factory=list)

    def expect(self, found: list[Fired]) -> None:
        known = {one[:3] for one in self.due}
        self.due += sorted((one for one in found if one[:3] not in known), key=lambda one: one[3])


def act_on(matter: Matter, act: str, now: datetime) -> None:
    cast = the_cast()
    common: dict[str, Any] = {"matter": matter, "now": now}
    acts: dict[str, Any] = {
        "take": lambda: take(**common, actor=cast.handler),
        "transfer": lambda: transfer(**common, actor=cast.handler, to=cast.consulted, **REASONS),
        "transfer_back": lambda: transfer(**common, actor=cast.consulted_handler, to=cast.provider, **REASONS),
        "answer": lambda: answered(matter, now),
        "dispute": lambda: dispute(**common, actor=cast.person, **REASONS),
        "send_back": lambda: send_back(**common, actor=cast.supervisor, **REASONS),
        "uphold": lambda: uphold(**common, actor=cast.supervisor, **REASONS),
        "clear_order": lambda: clear_order(**common, actor=cast.supervisor, **REASONS),
        "withdraw": lambda: withdraw(**common, actor=cast.person),
        "notice": lambda: announce(now),
    }
    try:
        with transaction.atomic():
            acts[act]()
    except Refused:
        return


def announce(now: datetime) -> None:
    """Approve the notice; the sweep, or whoever acts next, settles by it."""
    drafts = read_drafts(NOTICE, all_facts())
    row, _new = record(drafts[0], by="甲", now=now, overruled="按通知原文")
    put_in_force(row.code, by="乙", now=now)


def due_by(matter: Matter, now: datetime) -> list[Fired]:
    """Rungs of the open limit, as it stands, whose moment has come: no claims, no next look, no memory."""
    limit = MatterLimit.objects.filter(matter=matter, status__in=OPEN).first()
    if limit is None:
        return []
    cleared = MatterOrder.objects.filter(limit=limit, missed_on=limit.due_on, cleared_at__isnull=False).exists()
    course = course_of(limit, cleared=cleared, order_days=limit.order_days)
    ladder = rungs(index_for(limit.calendar_version), course) if course else ()
    return [(limit.round, one.rung.name, limit.due_on, one.at) for one in ladder if one.at <= now]


def moments(begins: datetime) -> list[datetime]:
    days = (begins.date() + n * timedelta(days=1) for n in range(DAYS + 2))
    every = (datetime.combine(day, at, tzinfo=begins.tzinfo) for day in days for at in STEPS)
    return [one for one in every if one > begins][:LAST]


def lived(start: str, life: list[tuple[int, str]], outages: list[tuple[int, int]]) -> World:
    """A life to its end; during an outage the sweep does not run."""
    world, begins = World(), shanghai(start)
    with transaction.atomic():
        matter = a_correction(begins)
        acts: dict[int, list[str]] = {}
        for step, act in life:
            acts.setdefault(step, []).append(act)
        for step, now in enumerate(moments(begins), start=1):
            down = any(since <= step < since + length for since, length in outages)
            if step == LAST or not down:
                sweep_matters(now)
            if not outages:
                world.expect(due_by(matter, now))
            for act in acts.get(step, ()):
                act_on(matter, act, now + LATER)
        look_at(matter, world)
        transaction.set_rollback(True)
    return world


def look_at(matter: Matter, world: World) -> None:
    found = MatterRung.objects.filter(limit__matter=matter).order_by("pk")
    world.fired = list(found.values_list("limit__round", "rung", "due_on", "due_at"))
    world.at = list(found.values_list("fired_at", flat=True))
    for limit in MatterLimit.objects.filter(matter=matter):
        assert limit.due_on == due(index_for(limit.calendar_version), limit.received_on, limit.budget).on
    entries = list(MatterEntry.objects.filter(matter=matter).order_by("seq"))
    world.entered = [(one.name, one.facts.get("rung", "")) for one in entries]
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
    assert [rung for _name, rung in world.entered if rung] == [rung for _round, rung, *_rest in world.fired]
    assert [one.seq for one in entries if "rung" in one.facts] == list(found.values_list("seq", flat=True))


class TestOutages(TestCase):
    @settings(
        max_examples=LIVES_TRIED, deadline=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )  # fmt: skip
    @given(st.sampled_from(STARTS), ORDERLY | ANYHOW, OUTAGES)
    def test_an_outage_changes_neither_the_rungs_nor_their_order(
        self, start: str, life: list[tuple[int, str]], outages: list[tuple[int, int]]
    ) -> None:
        always = lived(start, life, [])
        assert always.fired == always.due
        if not any(act == "notice" for _step, act in life):
            assert always.at == [due_at for *_rest, due_at in always.fired]
        assert len(set(always.fired)) == len(always.fired)
        late = lived(start, life, outages)
        assert late.fired == always.fired
        assert late.entered == always.entered


@pytest.mark.django_db
def test_minute_by_minute_each_rung_fires_once_at_its_moment_and_is_told_once() -> None:
    matter = a_correction(shanghai("2026-09-10 09:00"))
    now, end = shanghai("2026-09-14 08:50"), shanghai("2026-09-23 09:10")
    while now < end:
        sweep_matters(now)
        now += timedelta(minutes=1)
        if not EVERY_MINUTE and now.time() == time(9, 10):
            now += timedelta(hours=23, minutes=40)
    found = MatterRung.objects.filter(limit__matter=matter).order_by("pk")
    assert [(one.rung, one.fired_at) for one in found] == [
        ("two_days_left", shanghai("2026-09-15 09:00")),
        ("one_day_left", shanghai("2026-09-16 09:00")),
        ("due_today", shanghai("2026-09-17 09:00")),
        ("yellow_card", shanghai("2026-09-18 09:00")),
        ("red_card", shanghai("2026-09-22 09:00")),
    ]
    told = list(Message.objects.filter(kind__startswith="feedback_").values_list("recipient", "kind", "seq"))
    assert len(told) == len(set(told))
