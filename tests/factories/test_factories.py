"""The factory leads to every state, and everything it writes agrees with the engine."""

import pytest

from tests.factories import PATHS, a_life, case_in, shanghai, the_cast
from workflow import worklist
from workflow.journal import first_break
from workflow.lifecycle import LAW
from workflow.models import Event
from workflow.states import State

from . import verbs

pytestmark = pytest.mark.django_db


def test_there_is_a_path_to_every_state() -> None:
    assert set(PATHS) == set(State)


def test_every_entry_of_the_law_can_be_done() -> None:
    assert set(LAW) <= set(vars(verbs))


@pytest.mark.parametrize("state", list(State))
def test_a_case_arrives_with_a_whole_journal_and_its_work_list(state: State) -> None:
    case = case_in(state).case
    entries = Event.objects.filter(case=case).order_by("seq")
    assert first_break(case.pk, case.state, case.seq, case.head, entries.iterator()) is None
    assert worklist.is_current(case)


def test_the_cast_is_the_same_at_every_call() -> None:
    assert the_cast() == the_cast()


def test_a_verb_happens_when_it_is_told_to() -> None:
    at = shanghai("2026-09-28 10:00")
    application = case_in("assessing", moments={"accept": at})
    assert Event.objects.get(case=application.pk, name="accept").at == at


def test_a_natural_person_applies_for_himself() -> None:
    application = case_in("submitted", body=None)
    assert application.case.applicant == the_cast().person
    assert application.applicant_kind == "natural_person"


def test_a_longer_way_is_walked_verb_by_verb() -> None:
    life = a_life()
    for verb in (
        "submit",
        "request_supplement",
        "resubmit",
        "accept",
        "consult",
        "give_opinion",
        "return_to_assessment",
    ):
        life.do(verb)
    assert life.application.case.state == State.ASSESSING
