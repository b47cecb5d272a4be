"""Who has to do what now, as a viewflow flow. It holds no decisions: the hub reads the case's state.

A gateway leaves no row of its own: `Hub` hands a finished task straight to the node that serves the state. So a move
costs one UPDATE (the task that ends) and one INSERT (the task that begins); see docs/adr/0003.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import PROCESS, STATUS, Activation, flow
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes.view import ViewActivation

from .locks import CaseLock
from .states import TURN, Capacity, State


class WorkActivation(ViewActivation):
    """A task of one of our people; its page is an ordinary Django view of ours."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> "WorkActivation":
        """One INSERT: owner, permission and body are columns; the chain of tasks is the journal's business."""
        process = prev_activation.process
        case = process.artifact
        task = flow_task.flow_class.task_class(process=process, flow_task=flow_task, token=token, data=data or {})
        task.created = case.since
        task.owner_permission = f"workflow.{flow_task.capacity.value}"
        task.owner_permission_obj = flow_task.body_of(case, task.data)
        if flow_task.capacity == Capacity.APPLICANT and case.body_id is None:
            task.owner, task.status, task.assigned = case.applicant, STATUS.ASSIGNED, case.since
        task.save(force_insert=True)
        return cls(task)

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.DONE)
    def finish(self, actor: Any, now: Any) -> None:
        """The person did it: one UPDATE."""
        self.task.owner = actor
        self.task.started = self.task.started or now
        self.task.finished = now
        self.task.save(update_fields=["owner", "started", "finished", "status"])

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Activation]:
        yield from self.flow_task._next.tasks_for(self)


class Work(flow.View):
    """A human task for a capacity in a body."""

    activation_class = WorkActivation

    def __init__(self, state: State) -> None:
        super().__init__(view=None)
        self.state = state
        self.capacity = TURN[state]
        self.task_title = str(state.label)

    def body_of(self, case: Any, data: dict[str, Any]) -> Any:
        """The organisation whose people may take the task."""
        if self.capacity == Capacity.CONSULTED:
            return next(c.department for c in case.open_consultations if c.department_id == data["department"])
        return case.body if self.capacity == Capacity.APPLICANT else case.provider


class Hub(Node):
    """Exclusive gateway over the state; parallel over the departments that are asked. Leaves no row."""

    task_type = "SWITCH"
    activation_class = Activation
    bpmn_element = "exclusiveGateway"
    shape = flow.Switch.shape

    def __init__(self) -> None:
        super().__init__()
        self._cases: list[tuple[Any, State]] = []
        self._default: Any = None

    def Case(self, node: Any, state: State) -> "Hub":
        self._cases.append((node, state))
        return self

    def Default(self, node: Any) -> "Hub":
        self._default = node
        return self

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self._cases = [(this.resolve(instance, node), state) for node, state in self._cases]
        self._default = this.resolve(instance, self._default)

    def _outgoing(self) -> Iterator[Edge]:
        for node, state in self._cases:
            yield Edge(src=self, dst=node, edge_class="cond_true", label=str(state.label))
        yield Edge(src=self, dst=self._default, edge_class="default")

    def node_for(self, state: State) -> Any:
        """The one node that serves a state; the end for the states that nobody works on."""
        return next((node for node, served in self._cases if served == state), self._default)

    def tasks_for(self, activation: Activation) -> Iterator[Activation]:
        """Begin the work of the state the case is in now."""
        case = activation.process.artifact
        node = self.node_for(State(case.state))
        yield from (
            node.begin(activation) if hasattr(node, "begin") else [node._create(activation, activation.task.token)]
        )


class Each(flow.Split):
    """One task of its node for every department that is asked and has not answered. Leaves no row."""

    def begin(self, activation: Activation) -> Iterator[Activation]:
        [(node, _condition, _data)] = self._activate_next
        for consultation in activation.process.artifact.open_consultations:
            yield node._create(activation, activation.task.token, data={"department": consultation.department_id})


class Finish(flow.End):
    """The case has ended: close the process. Leaves no row."""

    def begin(self, activation: Activation) -> Iterator[Activation]:
        process = activation.process
        process.status, process.finished = PROCESS.DONE, process.artifact.since
        process.save(update_fields=["status", "finished"])
        return iter(())


class Opening(flow.StartHandle):
    """Where a work list begins: at submission, and wherever it is begun anew."""

    class activation_class(flow.StartHandle.activation_class):
        @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
        def complete(self) -> None:
            """The beginning is the case's submission, which the journal holds: no row."""

        @Activation.status.transition(source=STATUS.DONE)
        def create_next(self) -> Iterator[Activation]:
            yield from self.flow_task._next.tasks_for(self)


class CaseFlow(flow.Flow):
    """公共数据有条件开放申请"""

    process_title = _("有条件开放申请")
    lock_impl = CaseLock()

    start = Opening(this.opened).Next(this.hub)
    hub = (
        Hub()
        .Case(this.submitted, State.SUBMITTED)
        .Case(this.supplement, State.SUPPLEMENT)
        .Case(this.assessing, State.ASSESSING)
        .Case(this.consulting, State.CONSULTING)
        .Case(this.deciding, State.DECIDING)
        .Case(this.agreement, State.AGREEMENT)
        .Case(this.sealing, State.SEALING)
        .Case(this.delivering, State.DELIVERING)
        .Case(this.in_use, State.IN_USE)
        .Case(this.suspended, State.SUSPENDED)
        .Case(this.reviewing, State.REVIEWING)
        .Default(this.end)
    )
    submitted = Work(State.SUBMITTED).Next(this.hub)
    supplement = Work(State.SUPPLEMENT).Next(this.hub)
    assessing = Work(State.ASSESSING).Next(this.hub)
    consulting = Each().Next(this.opinion)
    opinion = Work(State.CONSULTING).Next(this.hub)
    deciding = Work(State.DECIDING).Next(this.hub)
    agreement = Work(State.AGREEMENT).Next(this.hub)
    sealing = Work(State.SEALING).Next(this.hub)
    delivering = Work(State.DELIVERING).Next(this.hub)
    in_use = Work(State.IN_USE).Next(this.hub)
    suspended = Work(State.SUSPENDED).Next(this.hub)
    reviewing = Work(State.REVIEWING).Next(this.hub)
    end = Finish()

    def opened(self, activation: Activation, case: Any) -> Any:
        activation.process.artifact = case
        return activation.process
