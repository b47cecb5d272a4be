"""The work list is a function of the state, and can be made again from it."""

import pytest
from django.core.management import call_command
from viewflow.workflow import PROCESS
from viewflow.workflow.models import Process, Task

from accounts.models import Organisation
from applications.actions.give_opinion import give_opinion
from applications.models import Application
from tests.factories import a_life, case_in, the_cast
from workflow import worklist
from workflow.flows import CaseFlow
from workflow.models import Case
from workflow.states import TERMINAL, TURN, Capacity, State

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def names(application: Application) -> list[str]:
    return [task.flow_task.name for task in worklist.open_tasks(Case.objects.get(pk=application.pk))]


@pytest.mark.parametrize("state", State)
def test_every_state_has_just_the_tasks_it_ought_to_have(
    in_every_state: dict[State, Application], state: State
) -> None:
    case = Case.objects.get(pk=in_every_state[state].pk)
    assert worklist.is_current(case)
    assert len(worklist.open_tasks(case)) == (1 if state in TURN else 0)


@pytest.mark.parametrize("state", State)
def test_a_living_state_is_served_by_one_node_and_an_ended_one_by_the_end(state: State) -> None:
    node = CaseFlow.hub.node_for(state)
    assert (node is CaseFlow.end) == (state in TERMINAL or state == State.DRAFT)
    assert [served for _node, served in CaseFlow.hub._cases].count(state) == (state in TURN)


@pytest.mark.parametrize("state", sorted(TERMINAL))
def test_an_ended_case_has_no_living_process(in_every_state: dict[State, Application], state: State) -> None:
    processes = Process.objects.filter(artifact_object_id=in_every_state[state].pk)
    assert not processes.filter(finished__isnull=True).exists()
    assert set(processes.values_list("status", flat=True)) <= {PROCESS.DONE, PROCESS.CANCELED}


@pytest.mark.parametrize("state", sorted(TURN))
def test_a_task_is_offered_to_those_whose_turn_it_is_and_to_nobody_else(
    in_every_state: dict[State, Application], state: State
) -> None:
    on_the_list = {
        part
        for part, user in the_cast().people.items()
        if worklist.case_ids_for(user, user.memberships.all())
        .filter(process__artifact_object_id=in_every_state[state].pk)
        .exists()
    }
    capacity = TURN[state]
    assert (
        on_the_list
        == {
            Capacity.APPLICANT: {"applicant", "colleague"},
            Capacity.HANDLER: {"handler", "second_handler"},
            Capacity.RISK_ASSESSOR: {"assessor"},
            Capacity.APPROVER: {"approver"},
            Capacity.CONSULTED: {"consulted_handler"},
        }[capacity]
    )


def test_a_natural_person_finds_his_tasks_too() -> None:
    application = case_in("supplement", body=None)
    person = the_cast().person
    assert list(worklist.case_ids_for(person, [])) == [application.pk]


def test_each_consulted_department_gets_a_task_of_its_own_and_the_last_answer_moves_the_case_on() -> None:
    cast = the_cast()
    second = Organisation.objects.create(kind="department", name="市经济信息化委")
    handler = cast.second_handler
    handler.memberships.create(organisation=second, role="handler", since="2020-01-01")
    life = a_life()
    for verb in ("submit", "accept"):
        life.do(verb)
    life.do("consult", departments=[cast.consulted, second])
    assert names(life.application) == ["opinion", "opinion"]
    life.do("give_opinion")
    assert life.application.case.state == State.CONSULTING
    assert names(life.application) == ["opinion"]
    give_opinion(application=life.application, actor=handler, agrees=False, opinion="不同意", now=life.moment)
    assert life.application.case.state == State.DECIDING
    assert names(life.application) == ["deciding"]


def test_a_withdrawal_in_the_middle_leaves_nothing_to_do() -> None:
    application = case_in("withdrawn", via=("submit", "accept", "consult", "withdraw"))
    assert names(application) == []


@pytest.mark.parametrize("state", sorted(TURN))
def test_a_damaged_work_list_is_made_again_from_the_states(
    in_every_state: dict[State, Application], state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case.objects.get(pk=in_every_state[state].pk)
    Task.objects.filter(process__artifact_object_id=case.pk).delete()
    assert not worklist.is_current(case)
    call_command("rebuild_worklist", dry_run=True)
    assert not worklist.is_current(case)
    call_command("rebuild_worklist")
    assert worklist.is_current(case)
    assert capsys.readouterr().out.splitlines()[-1] == "不符 1 件，重建 1 件。"


def test_rebuilding_all_changes_no_answer(in_every_state: dict[State, Application]) -> None:
    call_command("rebuild_worklist", all=True)
    assert all(worklist.is_current(case) for case in Case.objects.all())
