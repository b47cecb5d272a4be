"""The work list: viewflow as a projection of the state. It can be thrown away and made again at any time."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from viewflow.workflow import STATUS
from viewflow.workflow.models import Process, Task

from accounts.models import Membership, Organisation, Substitution, User

from .flows import CaseFlow
from .lifecycle import Transition
from .locks import holding
from .models import Case
from .people import People, open_consultations
from .states import TERMINAL, TURN, Capacity, State

OPEN = (STATUS.NEW, STATUS.ASSIGNED)


def open_tasks(case: Case) -> list[Task]:
    """The tasks that are to be done now, with their process, oldest first; one query."""
    tasks = Task.objects.select_related("process").filter(
        process__artifact_content_type=ContentType.objects.get_for_model(Case),
        process__artifact_object_id=case.pk,
        process__finished__isnull=True,
        status__in=OPEN,
    )
    found = list(tasks.order_by("pk"))
    for task in found:
        task.process.artifact = case  # the hub must see this very object
    return found


def follow(case: Case, law: Transition, actor: User | None, people: People, now: datetime) -> None:
    """Bring the work list after a move: end the task that was done, begin the one the new state asks for."""
    with holding(case.pk):
        if law.name == "submit":
            CaseFlow.start.run(case=case)
            return
        tasks = open_tasks(case)
        done = _done_by(tasks, law, actor, people)
        if done is None:
            _begin_anew(case, tasks)
            return
        activation = done.flow_task.activation_class(done)
        activation.finish(actor, now)
        if case.state != State.CONSULTING or law.name == "consult":
            activation.activate_next()


def _done_by(tasks: list[Task], law: Transition, actor: User | None, people: People) -> Task | None:
    """The task that this move completes; None when the move cuts across the work (withdraw, revoke, lapse ...)."""
    if actor is None or law.name in ("withdraw", "revoke", "suspend"):
        return None
    if law.name == "give_opinion":
        mine = {str(post.organisation_id) for post in people.posts if post.user_id == actor.pk}
        tasks = [task for task in tasks if task.owner_permission_obj_pk in mine]
        return tasks[0] if tasks else None
    return tasks[0] if len(tasks) == 1 else None


def _begin_anew(case: Case, tasks: Iterable[Task]) -> None:
    """Cancel what is open and, where anything is left to do, begin again at the hub."""
    processes = {task.process_id: task.process for task in tasks} or _processes(case)
    for process in processes.values():
        CaseFlow.instance.cancel(process)
    if case.state not in TERMINAL and case.state != State.DRAFT:
        CaseFlow.start.run(case=case)


def _processes(case: Case) -> dict[int, Process]:
    living = Process.objects.filter(
        artifact_content_type=ContentType.objects.get_for_model(Case),
        artifact_object_id=case.pk,
        finished__isnull=True,
    )
    return {process.pk: process for process in living}


def rebuild(case: Case) -> None:
    """Make the work list of a locked case from its state alone."""
    with holding(case.pk):
        case.open_consultations = open_consultations(case)
        _begin_anew(case, open_tasks(case))


def expected(case: Case) -> list[tuple[str, str]]:
    """f(state): the (node, body key) pairs that ought to be open; the measure of `open_tasks`."""
    state = State(case.state)
    if state not in TURN:
        return []
    if state == State.CONSULTING:
        return sorted(("opinion", str(c.department_id)) for c in open_consultations(case))
    body = case.body_id if TURN[state] == Capacity.APPLICANT else case.provider_id
    return [(state.value, str(body) if body else "")]


def is_current(case: Case) -> bool:
    """Whether the work list says what the state says."""
    found = sorted((t.flow_task.name, t.owner_permission_obj_pk or "") for t in open_tasks(case))
    return found == expected(case)


def reassign(case: Case, to: User, now: datetime, capacity: Capacity = Capacity.HANDLER) -> list[int | None]:
    """Give the open tasks of a capacity to one person; returns the keys of the former owners.

    What is another's to do, as the applicant's supplement, stays where it is.
    """
    former = []
    for task in open_tasks(case):
        if task.flow_task.capacity != capacity:
            continue
        former.append(task.owner_id)
        task.owner, task.status, task.assigned = to, STATUS.ASSIGNED, now
        task.save(update_fields=["owner", "status", "assigned"])
    return former


def tasks_for(user: User, memberships: Iterable[Membership], day: date | None = None) -> QuerySet[Task]:
    """Open tasks that the person may do: his own, and those of his capacities in his bodies.

    On `day` also those of the people whose substitute he is; doing them still takes the role.
    """
    mine = Q(owner=user)
    if day is not None:
        mine |= Q(owner__in=Substitution.objects.on(day).filter(substitute=user).values("user"))
    for membership in memberships:
        capacities = [membership.role]
        if membership.role == "handler":
            capacities.append(Capacity.CONSULTED.value)
        mine |= Q(
            owner_permission__in=[f"workflow.{capacity}" for capacity in capacities],
            owner_permission_content_type=ContentType.objects.get_for_model(Organisation),
            owner_permission_obj_pk=str(membership.organisation_id),
        )
    return Task.objects.filter(mine, status__in=OPEN, process__finished__isnull=True)


def case_ids_owned_by(users: Iterable[int]) -> QuerySet[Task, Any]:
    """Keys of the cases in which these people have an open task of their own, as a subquery."""
    tasks = Task.objects.filter(owner__in=list(users), status__in=OPEN, process__finished__isnull=True)
    return tasks.values_list("process__artifact_object_id", flat=True)


def case_ids_for(user: User, memberships: Iterable[Membership], day: date | None = None) -> QuerySet[Task, Any]:
    """Keys of the cases on the person's work list, as a subquery."""
    return tasks_for(user, memberships, day).values_list("process__artifact_object_id", flat=True)
