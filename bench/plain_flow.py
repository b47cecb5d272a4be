"""The same eleven moves as a flow of viewflow alone: its own nodes, gateways and lock, and nothing of ours."""

from typing import Any

from django.db import transaction
from viewflow import this
from viewflow.workflow import STATUS, flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process, Task

# Who acts is known from the start, which spares viewflow the queries of its permissions.
ACTOR: dict[str, Any] = {"user": None}
# The task of each move, and what its person decides; the first move begins the process.
MOVES = (
    ("check", "supplement"),
    ("supplement", ""),
    ("check", "accept"),
    ("assess", "consult"),
    ("opinion", ""),
    ("decide", "approve"),
    ("sign", ""),
    ("seal", ""),
    ("deliver", ""),
    ("use", ""),
)


def _person(activation: Any) -> Any:
    return ACTOR["user"]


def _said(wanted: str) -> Any:
    return lambda activation: activation.process.data.get("said") == wanted


class PlainFlow(flow.Flow):
    """Decisions are read from the process's own data, as viewflow's examples do."""

    process_class = Process
    task_class = Task
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.opened).Next(this.check)
    check = flow.View(None).Assign(_person).Next(this.after_check)
    after_check = flow.Switch().Case(this.supplement, _said("supplement")).Default(this.assess)
    supplement = flow.View(None).Assign(_person).Next(this.check)
    assess = flow.View(None).Assign(_person).Next(this.after_assessment)
    after_assessment = flow.Switch().Case(this.ask, _said("consult")).Default(this.decide)
    ask = flow.Split().Next(this.opinion)
    opinion = flow.View(None).Assign(_person).Next(this.asked)
    asked = flow.Join().Next(this.decide)
    decide = flow.View(None).Assign(_person).Next(this.after_decision)
    after_decision = flow.If(_said("approve")).Then(this.sign).Else(this.end)
    sign = flow.View(None).Assign(_person).Next(this.seal)
    seal = flow.View(None).Assign(_person).Next(this.deliver)
    deliver = flow.View(None).Assign(_person).Next(this.use)
    use = flow.View(None).Assign(_person).Next(this.end)
    end = flow.End()

    def opened(self, activation: Any) -> Any:
        """The process as it begins."""
        return activation.process


def live_plainly(user: Any) -> None:
    """One life: eleven moves, each in a transaction of its own."""
    ACTOR["user"] = user
    with transaction.atomic():
        process = PlainFlow.start.run()
    for name, said in MOVES:
        with transaction.atomic(), PlainFlow.lock(process.pk):
            _take(process.pk, name, said)
    assert Process.objects.get(pk=process.pk).status == STATUS.DONE


def _take(process: int, name: str, said: str) -> None:
    tasks = Task.objects.filter(process=process, status=STATUS.ASSIGNED).select_related("process")
    task = tasks.get(flow_task=getattr(PlainFlow, name))
    activation = task.flow_task.activation_class(task)
    activation.start(None)
    if said:
        activation.process.data["said"] = said
        activation.process.save(update_fields=["data"])
    activation.execute()
