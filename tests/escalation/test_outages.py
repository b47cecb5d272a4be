"""Over random histories with random outages of the sweep, the same rungs fire in the same order as with a sweep at
every step, each exactly once; and with a sweep at every step each fires at its very moment, so that a sweep a minute
would find nothing more."""

import os
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from applications.actions.deny_extension import deny_extension
from applications.actions.grant_extension import grant_extension
from applications.actions.request_extension import request_extension
from calendars.drafts import read_drafts
from calendars.intake import all_facts, record
from calendars.store import index_for
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import Life, a_life, shanghai
from workflow.enforcement import put_in_force
from workflow.escalation import rungs
from workflow.journal import first_break
from workflow.models import OPEN, Deadline, Event, FiredRung
from workflow.refusals import Refused
from workflow.resettle import resettle_chunk
from workflow.rungs import course_of
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.either, pytest.mark.slow]

FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
HISTORIES_TRIED = int(os.environ.get("WURI_HISTORIES", "8"))
# The steps of a day meet the moment at which rungs fall due (09:00), the one before and some after; what people do
# happens between two of them, so later than one by less than the shortest gap.
STEPS, LATER = (time(0), time(8, 59), time(9), time(9, 30), time(17, 30)), timedelta(seconds=30)
DAYS = 26
LAST = DAYS * len(STEPS)
# One free day more and two Saturdays to work off, announced while the clocks run.
MORE_OF_NATIONAL_DAY = """国务院办公厅关于调整2026年国庆节假期安排的通知
国办发明电〔2026〕77号
现将2026年国庆节放假安排调整为：10月1日至8日放假，共8天。9月20日（周日）、9月26日（周六）、10月10日（周六）上班。
国务院办公厅
2026年9月14日"""
# When a life begins, and the notice that may come in it.
STARTS = {
    "2026-08-03 08:00": MORE_OF_NATIONAL_DAY,
    "2026-09-16 22:30": MORE_OF_NATIONAL_DAY,
    "2026-09-24 15:10": MORE_OF_NATIONAL_DAY,
    "2026-12-18 09:00": NEXT_YEAR,
    "2026-12-24 16:00": NEXT_YEAR,
}

# What may happen, each at a step of its own; what the law refuses at that moment does not happen in either world.
ACTS = (
    "request_supplement", "resubmit", "accept", "assess", "return_to_assessment", "approve", "refuse", "not_accept",
    "sign", "seal", "withdraw", "ask", "grant", "deny", "notice",
)  # fmt: skip
MOMENTS = st.integers(1, LAST - 1)
# Lives that go their way, at moments of their own ...
LIVES = (
    "request_supplement resubmit accept assess approve sign seal",
    "ask grant accept request_supplement resubmit assess refuse",
    "accept ask deny assess return_to_assessment assess approve sign",
    "request_supplement resubmit request_supplement resubmit ask grant not_accept",
    "accept request_supplement ask grant resubmit withdraw",
    "accept notice assess approve sign seal",
    "request_supplement notice resubmit ask grant accept",
)
ORDERLY = st.builds(
    lambda life, moments: list(zip(sorted(moments), life.split(), strict=False)),
    st.sampled_from(LIVES),
    st.lists(MOMENTS, min_size=2, max_size=8),
)
# ... and acts in any order.
ANYHOW = st.lists(st.tuples(MOMENTS, st.sampled_from(ACTS)), max_size=8)
HISTORIES = ORDERLY | ANYHOW
OUTAGES = st.lists(st.tuples(MOMENTS, st.integers(1, 12 * len(STEPS))), min_size=1, max_size=4)

# Clock, round, rung, due day, moment.
Fired = tuple[str, int, str, Any, datetime]


@dataclass
class World:
    """What fired, in order; when; what was due by the clocks as they stood; and the first step that saw it due."""

    fired: list[Fired] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    due: list[Fired] = field(default_factory=list)
    due_since: list[datetime] = field(default_factory=list)

    def expect(self, due: list[Fired], now: datetime) -> None:
        """A rung of one due day is due once, though settling anew dates what has passed to its own day."""
        known = {one[:4] for one in self.due}
        new = sorted((one for one in due if one[:4] not in known), key=lambda one: one[4])
        self.due += new
        self.due_since += [now] * len(new)


def extend(life: Life, act: str, now: datetime) -> None:
    application: Any = life.application
    if act == "ask":
        request_extension(application=application, actor=life.cast.handler, days=3, reasons="材料多", now=now)
    elif act == "grant":
        grant_extension(application=application, actor=life.cast.supervisor, reasons="同意", now=now)
    else:
        deny_extension(application=application, actor=life.cast.supervisor, reasons="不必", now=now)


def announce(text: str, now: datetime) -> None:
    """Approve a notice, and let the background settle all open cases by it."""
    (draft,) = read_drafts(text, all_facts())
    row, _new = record(draft, by="甲", now=now, overruled="按通知原文")
    digest, after = put_in_force(row.code, by="乙", now=now).version, 0
    while (last := resettle_chunk(digest, after=after, now=now).last) is not None:
        after = last


def act_on(life: Life, act: str, notice: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            if act == "notice":
                announce(notice, now)
            elif act in ("ask", "grant", "deny"):
                extend(life, act, now)
            else:
                life.do(act, at=now)
    except (Refused, ObjectDoesNotExist):
        return


def due_by(life: Life, now: datetime) -> list[Fired]:
    """Rungs of the open clocks, as they stand, whose moment has come: no claims, no next look, no memory."""
    return [
        (one.clock, one.round, due.rung.name, one.due_on, due.at)
        for one in Deadline.objects.filter(case=life.pk, status__in=OPEN).order_by("pk")
        if (course := course_of(one)) is not None
        for due in rungs(index_for(one.calendar_version), course)
        if due.at <= now
    ]


def moments(begins: datetime) -> list[datetime]:
    """The steps of a life, from three hours after its beginning: then it has been handed in."""
    days = (begins.date() + n * timedelta(days=1) for n in range(DAYS + 2))
    every = (datetime.combine(day, at, tzinfo=begins.tzinfo) for day in days for at in STEPS)
    return [one for one in every if one > begins + timedelta(hours=3)][:LAST]


def lived(start: str, history: list[tuple[int, str]], outages: list[tuple[int, int]]) -> World:
    """A life to its end; during an outage the sweep does not run."""
    world, begins = World(), shanghai(start)
    with transaction.atomic():
        life = a_life(starts_at=begins)
        life.do("submit")
        acts: dict[int, list[str]] = {}
        for step, act in history:
            acts.setdefault(step, []).append(act)
        for step, now in enumerate(moments(begins), start=1):
            if not outages:
                world.expect(due_by(life, now), now)
            if step == LAST or not any(since <= step < since + length for since, length in outages):
                sweep_rungs(now)
            for act in acts.get(step, ()):
                act_on(life, act, STARTS[start], now + LATER)
        found = FiredRung.objects.filter(deadline__case=life.pk).order_by("pk")
        world.fired = list(found.values_list("deadline__clock", "deadline__round", "rung", "due_on", "due_at"))
        world.at = list(found.values_list("fired_at", flat=True))
        the_journal_agrees(life, world)
        transaction.set_rollback(True)
    return world


def the_journal_agrees(life: Life, world: World) -> None:
    """The chain is whole, and its entries by the ladder are the claims, in the same order."""
    case, entries = life.application.case, list(Event.objects.filter(case=life.pk).order_by("seq"))
    assert first_break(case.pk, case.state, case.seq, case.head, iter(entries)) is None
    said = [(one.facts["clock"], one.facts["round"], one.facts["rung"]) for one in entries if "rung" in one.facts]
    assert said == [(clock, number, rung) for clock, number, rung, _due_on, _due_at in world.fired]


def moved_back(history: list[tuple[int, str]]) -> bool:
    """Whether a notice came: it moves due days, so that the moment of a rung may lie behind it when it first is due."""
    return any(act == "notice" for _step, act in history)


def as_told(world: World, history: list[tuple[int, str]]) -> list[tuple[Any, ...]]:
    """What fired, in order. A notice about days that have passed dates what had not fired by then anew: its moment is
    that of the calendar by which it fires, and was another by the calendar before."""
    return [one[:4] if moved_back(history) else one for one in world.fired]


class TestOutages(TestCase):
    # A history takes a second: one that fails is shown as it was found, not made smaller for minutes.
    @settings(max_examples=HISTORIES_TRIED, deadline=None, suppress_health_check=list(HealthCheck), phases=FOUND)
    @given(st.sampled_from(sorted(STARTS)), HISTORIES, OUTAGES)
    @example(
        "2026-09-24 15:10", [(120, "resubmit"), (9, "grant"), (56, "ask"), (37, "notice"), (75, "grant")], [(62, 18)]
    )
    @example("2026-09-24 15:10", [(20, "accept"), (86, "notice")], [(97, 9), (82, 29), (53, 34), (32, 7)])
    def test_an_outage_changes_neither_the_rungs_nor_their_order(
        self, start: str, history: list[tuple[int, str]], outages: list[tuple[int, int]]
    ) -> None:
        always = lived(start, history, [])
        assert always.fired == always.due
        assert always.at == always.due_since
        if not moved_back(history):
            assert always.at == [due_at for *_rung, due_at in always.fired]
        assert len(set(always.fired)) == len(always.fired)
        assert as_told(lived(start, history, outages), history) == as_told(always, history)
