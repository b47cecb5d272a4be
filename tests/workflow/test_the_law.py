"""Every transition x every person x every state: allowed or refused exactly as the table says, by the
door and by the database (test_the_law_in_pages.py: by the pages)."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from applications.models import Application
from tests.factories import MORNING, the_cast
from workflow.lifecycle import LAW
from workflow.models import Case, Event
from workflow.refusals import OutsideTheDoor
from workflow.states import TERMINAL, State

from .attempts import through_the_door
from .the_table import EVERYTHING, PARTS, THE_TABLE, allowed, near

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATER = MORNING + timedelta(days=60)
InEveryState = dict[State, Application]
# Writing the state that a case is in changes nothing. PostgreSQL tries each state once as the old one and once as the
# new one; `make prove` tries all there too.
PAIRS = [(state, target) for state in State for target in State if state != target]
if connection.vendor == "postgresql" and not EVERYTHING:
    PAIRS = list(pairwise([*State, *list(State)[:1]]))


def test_the_law_is_the_table_of_the_design() -> None:
    law = {name: (set(row.sources), set(row.targets)) for name, row in LAW.items()}
    assert law == {name: (sources, targets) for name, (sources, targets, _by) in THE_TABLE.items()}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("part", PARTS)
def test_the_door_lets_through_exactly_what_the_table_allows(
    in_every_state: InEveryState, part: str, state: State
) -> None:
    actor = the_cast().people.get(part)
    tried = near(part, state) if connection.vendor == "postgresql" else set(LAW)
    outcomes = {name: through_the_door(in_every_state[state], name, actor, LATER) for name in tried}
    assert {name for name, outcome in outcomes.items() if outcome == "done"} == allowed(part, state)
    assert Case.objects.get(pk=in_every_state[state].pk).state == state


@pytest.mark.parametrize(("state", "target"), PAIRS)
def test_the_database_refuses_a_state_written_past_the_door(
    in_every_state: InEveryState, state: State, target: State
) -> None:
    pk = in_every_state[state].pk
    case = Case.objects.get(pk=pk)
    case.__dict__["state"] = target
    ways = {
        "save": lambda: case.save(),
        "update": lambda: Case.objects.filter(pk=pk).update(state=target),
        "bulk_update": lambda: Case.objects.bulk_update([case], ["state"]),
        "with a number": lambda: Case.objects.filter(pk=pk).update(state=target, seq=case.seq + 1),
    }
    for way in ways.values():
        with pytest.raises(IntegrityError, match="without its journal entry"), transaction.atomic():
            way()
    assert Case.objects.get(pk=pk).state == state


@pytest.mark.parametrize("name", LAW)
def test_no_transition_can_be_called_on_the_case_itself(in_every_state: InEveryState, name: str) -> None:
    source = LAW[name].sources[0]
    case = Case.objects.get(pk=in_every_state[source].pk)
    with pytest.raises(OutsideTheDoor):
        getattr(case, name)(target=LAW[name].targets[0])


def test_a_state_cannot_be_assigned(in_every_state: InEveryState) -> None:
    case = Case.objects.get(pk=in_every_state[State.DRAFT].pk)
    with pytest.raises(AttributeError):
        case.state = State.CLOSED


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_a_case_cannot_begin_in_the_middle(in_every_state: InEveryState, state: State) -> None:
    case = Case.objects.get(pk=in_every_state[State.SUBMITTED].pk)
    with pytest.raises(IntegrityError, match="starts as a draft"), transaction.atomic():
        Case.objects.create(
            state=state, applicant=case.applicant, provider=case.provider, number="SQ-1", created_at=MORNING
        )


@pytest.mark.parametrize("state", State)
def test_the_database_refuses_a_journal_entry_that_the_law_does_not_know(
    in_every_state: InEveryState, state: State
) -> None:
    case = Case.objects.get(pk=in_every_state[state].pk)
    legal = {target for row in LAW.values() for source, target in row.edges if source == state}
    for target in set(State) - legal:
        for name in LAW:
            entry = Event(
                case=case, seq=case.seq + 1, at=LATER, kind="move", name=name, source=state, target=target,
                prev_hash=case.head, hash="0" * 64, capacity="system",
            )  # fmt: skip
            with pytest.raises(IntegrityError, match="event_is_within_the_law"), transaction.atomic():
                entry.save(force_insert=True)


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_the_journal_is_append_only(in_every_state: InEveryState, state: State) -> None:
    entries = Event.objects.filter(case=in_every_state[state].pk)
    for change in (
        lambda: entries.update(name="withdraw"),
        lambda: entries.filter(seq=1)._raw_delete("default"),
        lambda: Case.objects.get(pk=in_every_state[state].pk).clock_events.update(kind="void"),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_an_entry_out_of_turn_is_refused(in_every_state: InEveryState) -> None:
    case = Case.objects.get(pk=in_every_state[State.SUBMITTED].pk)
    for wrong in ({"seq": case.seq + 2}, {"prev_hash": "1" * 64}, {"source": "deciding", "target": "refused"}):
        entry = Event(
            **{
                "case": case, "seq": case.seq + 1, "at": LATER, "kind": "move", "name": "refuse", "source": "submitted",
                "target": "not_accepted", "prev_hash": case.head, "hash": "0" * 64, "capacity": "handler",
            } | {"name": "not_accept"} | wrong | ({"name": "refuse"} if "source" in wrong else {})
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="continues the one before"), transaction.atomic():
            entry.save(force_insert=True)


def test_only_ended_states_have_no_way_out() -> None:
    """But for a refusal, of which a review can be asked."""
    with_a_way_out = {source for row in LAW.values() for source in row.sources}
    assert set(State) - with_a_way_out == TERMINAL - {State.REFUSED}


def test_every_state_can_be_reached_from_the_draft() -> None:
    reached, ahead = set(), {State.DRAFT}
    while ahead:
        reached |= ahead
        ahead = {g for row in LAW.values() for s, g in row.edges if s in reached} - reached
    assert reached == set(State)
