"""Over random histories with random outages of the sweep, the same rungs fire in the same order as with a sweep at
every step, each exactly once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from applications.actions.deny_extension import deny_extension
from applications.actions.grant_extension import grant_extension
from applications.actions.request_extension import request_extension
from tests.factories import Life, a_life, shanghai
from workflow.models import FiredRung
from workflow.refusals import Refused
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.both, pytest.mark.slow]

# Steps of half an hour meet every moment at which a rung falls due (09:00).
STEP = timedelta(minutes=30)
DAYS = 26
STARTS = ("2026-08-03 08:00", "2026-09-16 22:30", "2026-09-24 15:10", "2026-02-09 11:00", "2026-12-18 09:00")

# What may happen, each at a step of its own; what the law refuses at that moment does not happen in either world.
ACTS = (
    "request_supplement", "resubmit", "accept", "assess", "return_to_assessment", "approve", "refuse", "not_accept",
    "sign", "seal", "withdraw", "ask", "grant", "deny",
)  # fmt: skip
MOMENTS = st.integers(1, DAYS * 48 - 1)
# Lives that go their way, at moments of their own ...
LIVES = (
    "request_supplement resubmit accept assess approve sign seal",
    "ask grant accept request_supplement resubmit assess refuse",
    "accept ask deny assess return_to_assessment assess approve sign",
    "request_supplement resubmit request_supplement resubmit ask grant not_accept",
    "accept request_supplement ask grant resubmit withdraw",
)
ORDERLY = st.builds(
    lambda life, moments: list(zip(sorted(moments), life.split(), strict=False)),
    st.sampled_from(LIVES),
    st.lists(MOMENTS, min_size=2, max_size=8),
)
# ... and acts in any order.
ANYHOW = st.lists(st.tuples(MOMENTS, st.sampled_from(ACTS)), max_size=8)
HISTORIES = ORDERLY | ANYHOW
OUTAGES = st.lists(st.tuples(MOMENTS, st.integers(1, 48 * 12)), min_size=1, max_size=4)


def extend(life: Life, act: str, now: datetime) -> None:
    application: Any = life.application
    if act == "ask":
        request_extension(application=application, actor=life.cast.handler, days=3, reasons="材料多", now=now)
    elif act == "grant":
        grant_extension(application=application, actor=life.cast.supervisor, reasons="同意", now=now)
    else:
        deny_extension(application=application, actor=life.cast.supervisor, reasons="不必", now=now)


def act_on(life: Life, act: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            if act in ("ask", "grant", "deny"):
                extend(life, act, now)
            else:
                life.do(act, at=now)
    except (Refused, ObjectDoesNotExist):
        return


def lived(start: datetime, history: list[tuple[int, str]], outages: list[tuple[int, int]]) -> list[tuple[Any, ...]]:
    """The rungs that have fired by the end, in order; during an outage the sweep does not run."""
    with transaction.atomic():
        life = a_life(starts_at=start)
        life.do("submit")
        acts: dict[int, list[str]] = {}
        for step, act in history:
            acts.setdefault(step, []).append(act)
        for step in range(1, DAYS * 48 + 1):
            now = start + timedelta(hours=2) + step * STEP
            now = now.replace(minute=0 if now.minute < 30 else 30)
            if step == DAYS * 48 or not any(since <= step < since + length for since, length in outages):
                sweep_rungs(now)
            for act in acts.get(step, ()):
                act_on(life, act, now)
        found = FiredRung.objects.filter(deadline__case=life.pk).order_by("pk")
        rungs = list(found.values_list("deadline__clock", "deadline__round", "rung", "due_on", "due_at"))
        transaction.set_rollback(True)
    return rungs


class TestOutages(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(STARTS), HISTORIES, OUTAGES)
    def test_an_outage_changes_neither_the_rungs_nor_their_order(
        self, start: str, history: list[tuple[int, str]], outages: list[tuple[int, int]]
    ) -> None:
        always = lived(shanghai(start), history, [])
        assert len(set(always)) == len(always)
        assert lived(shanghai(start), history, outages) == always
