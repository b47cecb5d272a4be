"""The journal explains each state, and shows where it was touched."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from applications.models import Application
from tests.factories import case_in
from workflow import triggers
from workflow.journal import digest, first_break
from workflow.models import Case, Event
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def broken(application: Application) -> Any:
    case = Case.objects.get(pk=application.pk)
    return first_break(case.pk, case.state, case.seq, case.head, iter(case.events.all()))


def tamper(application: Application, seq: int, **changes: Any) -> None:
    """What someone with the keys of the database could do: take the guards away, write, put them back."""
    with transaction.atomic():
        triggers.remove(connection)
        Event.objects.filter(case=application.pk, seq=seq).update(**changes)
        triggers.install(connection)


@pytest.mark.parametrize("state", State)
def test_the_journal_of_every_state_verifies(in_every_state: dict[State, Application], state: State) -> None:
    assert broken(in_every_state[state]) is None


def test_the_command_counts_what_it_verified(
    in_every_state: dict[State, Application], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_journal")
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last == f"核对无误：{Case.objects.count()} 件，{Event.objects.count()} 条记录。"


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"reasons": "另一个理由"}},
        {"at": "2026-01-01T00:00:00Z"},
        {"capacity": "approver"},
        {"hash": "0" * 64},
        {"prev_hash": "0" * 64},
        {"actor": None},
    ],
)
def test_an_altered_entry_is_named(change: dict[str, Any]) -> None:
    application = case_in("deciding")
    tamper(application, 2, **change)
    assert broken(application).seq == 2
    with pytest.raises(CommandError, match=f"{application.number} 第 2 条"):
        call_command("verify_journal")


def test_an_altered_entry_with_a_new_digest_breaks_the_chain_behind_it() -> None:
    application = case_in("deciding")
    entry = Event.objects.get(case=application.pk, seq=2)
    entry.facts = {"reasons": "改写"}
    tamper(application, 2, facts=entry.facts, hash=digest(entry))
    assert broken(application).seq == 3


def test_a_removed_entry_is_missed() -> None:
    application = case_in("deciding")
    with transaction.atomic():
        triggers.remove(connection)
        Event.objects.filter(case=application.pk, seq=2).delete()
        triggers.install(connection)
    assert broken(application).reason == "entry 2 is missing"


def test_a_removed_last_entry_is_missed() -> None:
    application = case_in("deciding")
    with transaction.atomic():
        triggers.remove(connection)
        Event.objects.filter(case=application.pk, seq=3).delete()
        triggers.install(connection)
    assert broken(application) is not None


def test_a_state_that_the_journal_does_not_lead_to_is_named() -> None:
    application = case_in("deciding")
    with transaction.atomic():
        triggers.remove(connection)
        Case.objects.filter(pk=application.pk).update(state=State.CLOSED)
        triggers.install(connection)
    assert broken(application).reason == "the case is closed, the journal leads to deciding"


def test_one_case_can_be_verified_alone(capsys: pytest.CaptureFixture[str]) -> None:
    whole, touched = case_in("submitted"), case_in("deciding")
    tamper(touched, 1, facts={})
    call_command("verify_journal", case=whole.pk)
    assert capsys.readouterr().out.strip() == "核对无误：1 件，1 条记录。"
