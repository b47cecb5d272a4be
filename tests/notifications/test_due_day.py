"""Does a message carry the limit that runs when it is written, at no cost to the move?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from tests.factories import a_life, case_in, shanghai
from workflow.models import Deadline
from workflow.states import State

from .occasions import happen, life_in

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def limits(messages: list[Message]) -> set[tuple[str, str]]:
    return {(message.clock, str(message.due_on or "")) for message in messages}


@pytest.mark.parametrize(
    ("state", "verb", "clock"),
    [
        (State.DRAFT, "submit", "valid_reply"),
        (State.SUBMITTED, "request_supplement", "supplement"),
        (State.SUPPLEMENT, "resubmit", "valid_reply"),
        (State.SUBMITTED, "accept", "valid_reply"),
        (State.SUBMITTED, "fast_track", "signing"),
        (State.ASSESSING, "assess", "valid_reply"),
        (State.ASSESSING, "consult", "valid_reply"),
        (State.DECIDING, "approve", "signing"),
        (State.AGREEMENT, "sign", "sealing"),
        (State.SEALING, "seal", "delivery"),
    ],
)
def test_the_limit_is_that_of_the_one_whose_turn_it_has_become(state: State, verb: str, clock: str) -> None:
    life = life_in(state)
    messages = happen(life, verb)
    running = Deadline.objects.get(case=life.pk, status="running")
    assert limits(messages) == {(clock, str(running.due_on))}


@pytest.mark.parametrize(("state", "verb"), [(State.DECIDING, "refuse"), (State.DELIVERING, "deliver")])
def test_where_no_clock_runs_no_limit_is_told(state: State, verb: str) -> None:
    messages = happen(life_in(state), verb)
    assert limits(messages) == {("", "")}


def test_a_limit_in_a_year_without_its_notice_is_told_as_provisional() -> None:
    application = case_in("submitted", starts_at=shanghai("2026-12-30 09:00"))
    assert not Deadline.objects.get(case=application.pk).firm
    assert set(Message.objects.filter(case=application.pk).values_list("due_firm", flat=True)) == {False}


def test_telling_costs_one_statement_for_the_messages_and_one_for_the_mails() -> None:
    life = a_life()
    life.do("submit")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        life.do("accept")
    written = [q["sql"] for q in captured if "notifications_message" in q["sql"] or "jobs_job" in q["sql"]]
    assert [sql.split('"')[1] for sql in written] == ["notifications_message", "jobs_job"]
    assert not [q["sql"] for q in captured if q["sql"].startswith('SELECT "workflow_deadline"')]
