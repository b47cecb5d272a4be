"""What the tests of the ladder ask of a case."""

from collections.abc import Callable
from typing import Any

import pytest

from applications.models import Application
from notifications.models import Message
from tests.factories import Cast, shanghai, the_cast
from workflow.models import FiredRung
from workflow.sweep import sweep_rungs


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def sweep() -> Callable[[str], int]:
    """sweep("2026-08-10 09:00"): one round at that moment; how many rungs fired."""
    return lambda text: sweep_rungs(shanghai(text))


@pytest.fixture
def fired() -> Callable[[Application], list[str]]:
    """The rungs of a case in the order in which they fired."""
    return lambda application: list(
        FiredRung.objects.filter(deadline__case=application.pk).order_by("pk").values_list("rung", flat=True)
    )


@pytest.fixture
def told() -> Callable[..., set[str]]:
    """told(application, "warn"): the names of those who were told by the last entry of that name."""

    def names(application: Application, kind: str) -> set[str]:
        last = application.case.events.filter(name=kind).order_by("seq").last()
        assert last is not None
        found: Any = Message.objects.filter(case=application.pk, seq=last.seq)
        return set(found.values_list("recipient__name", flat=True))

    return names
