"""A case that nobody has is given to an officer by the head of the office or the deputy leader."""

from collections.abc import Callable

import pytest

from applications.actions.assign import assign
from applications.refusals import AlreadyAssigned
from tests.factories import Cast, a_life, case_in, shanghai
from workflow import worklist
from workflow.refusals import NotYours

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START, NOW = shanghai("2026-08-03 08:00"), shanghai("2026-08-04 10:00")


@pytest.mark.parametrize("part", ["approver", "deputy_leader"])
def test_the_officer_has_the_case_and_its_task_and_is_told(
    cast: Cast, told: Callable[..., set[str]], part: str
) -> None:
    application = case_in("submitted", starts_at=START)
    assign(application=application, actor=cast.people[part], to=cast.second_handler, now=NOW)
    [task] = worklist.open_tasks(application.case)
    assert (application.case.handler, task.owner) == (cast.second_handler, cast.second_handler)
    assert told(application, "assign") == {cast.second_handler.name}


def test_a_case_that_somebody_has_is_not_assigned_again(cast: Cast) -> None:
    life = a_life(starts_at=START)
    for verb in ("submit", "claim"):
        life.do(verb)
    with pytest.raises(AlreadyAssigned):
        assign(application=life.application, actor=cast.approver, to=cast.second_handler, now=NOW)


def test_only_a_handler_of_the_department_can_get_it(cast: Cast) -> None:
    for stranger in (cast.assessor, cast.consulted_handler):
        with pytest.raises(NotYours):
            assign(application=case_in("submitted", starts_at=START), actor=cast.approver, to=stranger, now=NOW)


@pytest.mark.parametrize("part", ["handler", "supervisor", "assessor"])
def test_nobody_else_may(cast: Cast, part: str) -> None:
    with pytest.raises(NotYours):
        assign(
            application=case_in("submitted", starts_at=START), actor=cast.people[part], to=cast.second_handler, now=NOW
        )
