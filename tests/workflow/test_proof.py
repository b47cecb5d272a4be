"""Every deadline can be recomputed from the journal, and one that cannot is named."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from applications.models import Application
from tests.factories import case_in
from workflow.models import Deadline
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_deadlines_of_every_state_agree_with_their_journals(
    in_every_state: dict[State, Application], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("prove_deadlines")
    submitted = len(in_every_state) - 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"时限核对一致：{submitted} 件，{Deadline.objects.count()} 个时限。"


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": date(2026, 12, 31)},
        {"budget": 6},
        {"received_on": date(2026, 9, 11)},
        {"extension": 3},
        {"mode": "restart"},
        {"pauses": [["2026-09-10", "2026-09-30", "request_supplement"]]},
        {"status": "met", "finished_on": date(2026, 9, 14)},
    ],
)
def test_a_deadline_that_was_changed_by_hand_is_named(
    change: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    application = case_in("deciding")
    Deadline.objects.filter(case=application.pk, clock="valid_reply").update(**change)
    with pytest.raises(CommandError):
        call_command("prove_deadlines")
    assert f"{application.number}: valid_reply 1: " in capsys.readouterr().out


def test_a_missing_deadline_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    application = case_in("supplement")
    Deadline.objects.filter(case=application.pk, clock="supplement").delete()
    with pytest.raises(CommandError):
        call_command("prove_deadlines")
    assert "supplement 1: not on record" in capsys.readouterr().out
