"""Every occasion on which a message is written: each entry of the law, in each state where it may happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from applications.passage import note
from notifications.models import Message
from tests.factories import PATHS, Life, a_dataset, a_life, the_cast
from workflow.lifecycle import LAW, NOTES
from workflow.states import State

# Nothing in a title may be taken for markup, and nothing of it lost.
TITLE = "道路&桥梁“健康监测”<2026>数据集"

OCCASIONS = [(name, state) for name, law in LAW.items() for state in law.sources] + [
    (note.name, state) for note in NOTES.values() for state in note.states
]


def life_in(state: State) -> Life:
    """A life that stands in `state`; its data set may be opened at once and has a title full of traps."""
    cast = the_cast()
    dataset = a_dataset(cast.provider, title=TITLE, fast_track=True, grade="general_1")
    life = a_life(cast=cast, dataset=dataset, requested_fields=["stop_id", "stop_name"])
    for verb in PATHS[state]:
        life.do(verb)
    return life


def happen(life: Life, name: str, **said: Any) -> list[Message]:
    """Do it, and give the messages it made."""
    if name in ("assign", "warn"):
        by_note(life, name)
    elif name == "claim":
        life.do(name)
        by_note(life, name)
    elif name == "collect":
        by_note(life, name)
    else:
        life.do(name, **said)
    case = life.application.case
    return list(Message.objects.filter(case=case, seq=case.seq).select_related("recipient").order_by("pk"))


def by_note(life: Life, name: str) -> None:
    """Entries whose action is still to come, or needs another actor than the factory's."""
    cast = life.cast
    actor = {"assign": cast.approver, "warn": None, "claim": cast.second_handler, "collect": cast.applicant}[name]
    with note(life.application, name, actor, now=life.moment) as step:
        former = step.case.handler_id
        if name in ("assign", "claim"):
            step.case.handler = cast.second_handler
            step.record = {"from": former, "to": cast.second_handler.pk, "to_name": cast.second_handler.name}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that one life serves many occasions."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
