"""Two people decide at the same moment: one wins, the other is told so. Real threads, a real PostgreSQL."""

import os
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections

from accounts.models import User
from accounts.roles import Role
from applications.actions.approve import approve
from applications.actions.refuse import refuse
from applications.actions.withdraw import withdraw
from applications.conditions import Conditions
from applications.models import Application
from tests.factories import MORNING, a_life, the_cast
from workflow import worklist
from workflow.journal import first_break
from workflow.models import Case
from workflow.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
# Some whose luck differs; `make prove` goes on for longer.
ROUNDS = int(os.environ.get("WURI_ROUNDS", "10"))
# Entries that both pages showed: submit, accept, assess.
SEEN = 3
NOON = MORNING.replace(hour=12)


def a_second_approver() -> User:
    cast = the_cast()
    second = User.objects.create_user("second.approver@wuri.example", name="郑签")
    second.memberships.create(organisation=cast.provider, role=Role.APPROVER, since="2020-01-01")
    return second


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread of its own, all let go together; "done" or the name of what was raised."""
    gate, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
            outcomes[place] = "done"
        except Refused as refused:
            outcomes[place] = refused.code
        except Exception as error:
            outcomes[place] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def case_to_decide() -> Application:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    return life.application


def read(pk: int) -> Application:
    return Application.objects.select_related("case", "dataset__provider").get(pk=pk)


def test_of_two_approvers_one_decides_and_the_other_is_refused_clearly() -> None:
    first, second = the_cast().approver, a_second_approver()
    conditions = Conditions(("stop_id",), "download", 12)
    seen: Counter[tuple[str, ...]] = Counter()
    for _round in range(ROUNDS):
        pk = case_to_decide().pk
        outcomes = at_once(
            lambda pk=pk: approve(application=read(pk), actor=first, conditions=conditions, seen=SEEN, now=NOON),
            lambda pk=pk: refuse(application=read(pk), actor=second, reasons="理由", ground="据", seen=SEEN, now=NOON),
        )
        seen[tuple(sorted(outcomes))] += 1
        case = Case.objects.get(pk=pk)
        assert first_break(pk, case.state, case.seq, case.head, iter(case.events.all())) is None
        assert worklist.is_current(case)
    assert seen == {("done", "stale_view"): ROUNDS}


def test_a_withdrawal_against_a_decision_leaves_one_of_them() -> None:
    cast = the_cast()
    seen: Counter[tuple[str, ...]] = Counter()
    for _round in range(ROUNDS):
        pk = case_to_decide().pk
        outcomes = at_once(
            lambda pk=pk: refuse(application=read(pk), actor=cast.approver, reasons="理由", ground="依据", now=NOON),
            lambda pk=pk: withdraw(application=read(pk), actor=cast.applicant, now=NOON),
        )
        seen[tuple(sorted(outcomes))] += 1
        assert worklist.is_current(Case.objects.get(pk=pk))
    assert seen == {("done", "wrong_state"): ROUNDS}
