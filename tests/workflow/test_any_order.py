"""Random legal and illegal acts by random people: whatever they do, the books agree after every step."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import User
from applications.models import Application
from calendars.store import index_for
from tests.factories import MORNING, a_life, the_cast
from tests.factories.lives import Life
from workflow import door, worklist
from workflow.journal import first_break
from workflow.lifecycle import LAW, NOTES
from workflow.models import OPEN, Case, Event, FiredRung
from workflow.proof import differences
from workflow.refusals import Refused
from workflow.states import TERMINAL, State

from .attempts import fill_in
from .the_table import PARTS, THE_TABLE

pytestmark = pytest.mark.both

# Lives of sixty steps; `make prove` lives sixty of them.
EXAMPLES = int(os.environ.get("WURI_LIVED", "4" if connection.vendor == "postgresql" else "8"))

# What entries about a clock and its orders record.
A_CLOCK = {"clock": "valid_reply", "round": 1, "days": 1, "due_on": "2026-09-17", "limit_on": "2026-09-21"}


def fired_since(before: Case) -> int:
    """Rungs that have fired after the case was read."""
    return FiredRung.objects.filter(deadline__case=before.pk, seq__gt=before.seq).count()


class AnyOrder(RuleBasedStateMachine):
    """A few applications, and people who try everything on them."""

    @initialize()
    def begin(self) -> None:
        self.cast = the_cast()
        self.lives: list[Life] = [a_life(), a_life(body=None)]
        self.now = MORNING + timedelta(hours=2)
        self.done = 0

    @rule(which=st.integers(0, 1), part=st.sampled_from(PARTS), name=st.sampled_from(sorted(LAW)))
    def someone_tries_a_transition(self, which: int, part: str, name: str) -> None:
        application = self.lives[which].application
        before = Case.objects.get(pk=application.pk)
        sources, targets, by = THE_TABLE[name]
        outcome = self.attempt(application, name, self.cast.people.get(part))
        after = Case.objects.get(pk=application.pk)
        if outcome == "done":
            assert before.state in sources
            assert after.state in targets
            # What the ladder of a clock had to say comes before the act that changes the clock.
            assert after.seq == before.seq + 1 + fired_since(before)
        else:
            assert (after.state, after.seq, after.head) == (before.state, before.seq, before.head)
        if part in by and before.state in sources and part in ("handler", "assessor", "supervisor", "system"):
            assert outcome == "done"

    @rule(which=st.integers(0, 1), data=st.data())
    def someone_goes_on_as_he_may(self, which: int, data: st.DataObject) -> None:
        application = self.lives[which].application
        legal = sorted(name for name, (sources, _to, _by) in THE_TABLE.items() if application.case.state in sources)
        if not legal:
            return
        name = data.draw(st.sampled_from(legal))
        part = data.draw(st.sampled_from(sorted(THE_TABLE[name][2])))
        if application.case.body_id is None and part in ("applicant", "colleague"):
            part = "person"
        self.attempt(application, name, self.cast.people.get(part))

    @rule(which=st.integers(0, 1), part=st.sampled_from(PARTS), name=st.sampled_from(sorted(NOTES)))
    def someone_tries_a_note(self, which: int, part: str, name: str) -> None:
        try:
            with door.note(self.lives[which].pk, name, self.cast.people.get(part), now=self.now) as step:
                step.record = {"to_name": "某", "reasons": "某", **A_CLOCK}
        except Refused:
            return

    @rule(which=st.integers(0, 1), state=st.sampled_from(list(State)))
    def someone_writes_past_the_door(self, which: int, state: State) -> None:
        case = Case.objects.get(pk=self.lives[which].pk)
        if case.state == state:
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state=state)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def attempt(self, application: Application, name: str, actor: User | None) -> str:
        try:
            with door.passage(application.pk, name, actor, now=self.now) as step:
                fill_in(step)
        except Refused as refused:
            return refused.code
        return "done"

    @invariant()
    def the_books_agree(self) -> None:
        for life in getattr(self, "lives", []):
            case = Case.objects.get(pk=life.pk)
            entries = list(Event.objects.filter(case=case))
            assert first_break(case.pk, case.state, case.seq, case.head, iter(entries)) is None
            assert [entry.seq for entry in entries] == list(range(1, case.seq + 1))
            assert worklist.is_current(case)
            running = case.deadlines.filter(status__in=OPEN).exists()
            assert not (case.state in TERMINAL and running)
            assert list(differences(case.standards, entries, list(case.deadlines.all()), index_for)) == []


class TestAnyOrder(TestCase):
    """Runs the machine in Hypothesis' own database sandbox: every example is rolled back."""

    def test_the_books_agree_after_every_step(self) -> None:
        def machine() -> Any:
            self.setup_example()
            return Sandboxed(self)

        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=60,
                deadline=None,
                # Shrinking a life of sixty steps takes minutes; the seed that fails is printed all the same.
                phases=[Phase.explicit, Phase.reuse, Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )

    def runTest(self) -> None:
        raise NotImplementedError

    setup_example = TestCase.setup_example
    teardown_example = TestCase.teardown_example


class Sandboxed(AnyOrder):
    """Gives the example's database back when the machine is torn down."""

    def __init__(self, test: TestCase) -> None:
        self.test = test
        super().__init__()

    def teardown(self) -> None:
        self.test.teardown_example(None)
