"""What the queues hold is what counting their cases gives: after every act, beside every other act, and when folded."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from applications.actions.withdraw import withdraw
from tests.factories import MORNING, a_life, case_in, the_cast
from workflow import tally
from workflow.models import QUEUED, CaseTally, Deadline
from workflow.states import State
from workflow.tally_triggers import KEYS

from .test_at_the_same_moment import at_once, read

CASES = 6
LIFE = (
    "submit", "request_supplement", "resubmit", "accept", "assess", "approve", "sign", "seal", "deliver", "suspend",
    "resume", "close",
)  # fmt: skip
STATES = [state for state in QUEUED if state != State.SUSPENDED]


def wrong() -> list[str]:
    return list(tally.differences())


@pytest.mark.django_db
@pytest.mark.both
def test_the_tally_follows_a_life_from_stage_to_stage() -> None:
    life = a_life()
    assert tally.of_tally() == {}  # a draft is in nobody's hands
    for verb in LIFE:
        state = life.do(verb).case.state
        (key,) = tally.of_tally()
        assert (key[KEYS.index("state")], wrong()) == (state, []), verb


@pytest.mark.django_db
@pytest.mark.both
def test_folding_changes_no_sum_and_leaves_one_row_of_each_kind() -> None:
    made = [case_in(state) for state in (*STATES, *STATES)]
    before = tally.of_tally()
    assert sum(before.values()) == len(made)
    assert tally.fold() > len(before)
    assert (tally.of_tally(), CaseTally.objects.count(), wrong()) == (before, len(before), [])
    assert tally.fold() == 0


@pytest.mark.django_db
@pytest.mark.both
def test_a_due_day_written_past_every_action_is_tallied_too() -> None:
    case = case_in("submitted")
    Deadline.objects.filter(case=case.pk).update(amber_at=1)
    assert wrong() == []


@pytest.mark.django_db
@pytest.mark.both
def test_a_wrong_tally_is_named_by_the_proof_and_made_anew_with_the_work_lists() -> None:
    case_in("submitted")
    CaseTally.objects.all().delete()
    found = StringIO()
    with pytest.raises(CommandError):
        call_command("prove_deadlines", stdout=found)
    assert "0 on record, 1 cases" in found.getvalue()
    call_command("rebuild_worklist", dry_run=True, stdout=StringIO())
    assert len(wrong()) == 1
    call_command("rebuild_worklist", stdout=StringIO())
    assert wrong() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_who_acts_while_others_act_and_the_tally_is_folded_is_counted_once() -> None:
    the_cast()
    made = [case_in("submitted").pk for _each in range(CASES)]
    applicant = the_cast().applicant

    def leave(pk: int) -> None:
        withdraw(application=read(pk), actor=applicant, now=MORNING.replace(hour=12))

    acts = [lambda pk=pk: leave(pk) for pk in made[1:]]
    outcomes = at_once(*acts, *[tally.fold] * 4)
    assert outcomes == ["done"] * len(outcomes)
    assert wrong() == []
    tally.fold()
    assert (sorted(tally.of_tally().values()), CaseTally.objects.count()) == ([1, CASES - 1], 2)
