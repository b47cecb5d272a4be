"""viewflow's lock is the case row, the same row the door locks: one order of locks, no deadlock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from .models import Case

held: ContextVar[int | None] = ContextVar("workflow_case_held", default=None)


class CaseLock:
    """Takes the row of the process's case, unless the door, which called, holds it already."""

    @contextmanager
    def __call__(self, flow_class: Any, process_pk: int) -> Iterator[None]:
        if held.get() is not None:
            yield
            return
        with transaction.atomic():
            processes = flow_class.process_class._default_manager
            case_id = processes.values_list("artifact_object_id", flat=True).get(pk=process_pk)
            Case.objects.select_for_update().only("pk").get(pk=case_id)
            yield


@contextmanager
def holding(case_id: int) -> Iterator[None]:
    """Say that the caller's transaction has locked this case's row."""
    token = held.set(case_id)
    try:
        yield
    finally:
        held.reset(token)
