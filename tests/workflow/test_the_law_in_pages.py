"""Every transition x every person x every state (the_table.near): the pages let through exactly what the door does.

The door and the guards of the database are tried on both databases (test_the_law.py); what a page makes of them does
not depend on the database."""

from datetime import timedelta

import pytest
from django.test import Client

from applications.models import Application
from jobs import clock
from tests.factories import MORNING, the_cast
from workflow.lifecycle import LAW
from workflow.models import Case
from workflow.states import State

from .attempts import answers_of, through_the_page
from .the_table import PARTS, allowed, near

pytestmark = pytest.mark.django_db
# Renewals and amendments only, which these applications are not: tests/delivery/test_renewal.py has them.
NOT_OF_THESE = {"keep_assessment"}
InEveryState = dict[State, Application]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("part", [part for part in PARTS if part != "system"])
def test_the_pages_let_through_exactly_what_the_table_allows(
    in_every_state: InEveryState, client: Client, part: str, state: State
) -> None:
    application = in_every_state[state]
    answers = answers_of(application, [the_cast().consulted.pk])
    with clock.travel(MORNING + timedelta(hours=12)):  # a review is asked for within its limit
        client.force_login(the_cast().people[part])
        outcomes = {
            name: through_the_page(client, application, name, answers.get(name, {})) for name in near(part, state)
        }
    done = {name for name, outcome in outcomes.items() if outcome == "done"}
    assert done == allowed(part, state) - NOT_OF_THESE
    assert Case.objects.get(pk=application.pk).state == state


@pytest.mark.parametrize("state", State)
def test_nobody_who_is_not_signed_in_moves_anything(in_every_state: InEveryState, client: Client, state: State) -> None:
    for name in LAW:
        response = client.post(f"/cases/{in_every_state[state].pk}/{name}/", {})
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")
    assert Case.objects.get(pk=in_every_state[state].pk).state == state
