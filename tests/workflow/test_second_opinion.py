"""The clock against a walk over days that shares no code with it: 20,000 random questions (WURI_QUESTIONS: as many),
and the command too."""

import csv
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.calendars import day_walk
from tests.calendars.day_walk import Case

from .questions import cases, differing, many, said_by_the_clock

BATCH = 100
QUESTIONS = int(os.environ.get("WURI_QUESTIONS", "20000"))


@settings(
    max_examples=QUESTIONS // BATCH,
    deadline=None,
    database=None,
    # A batch is drawn by its seed: nothing to make smaller. test_what_one_says_the_other_says does that.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**63))
def test_thousands_of_questions_have_the_same_answer(seed: int) -> None:
    assert differing(many(seed, BATCH)) == []


@settings(max_examples=500, deadline=None)
@given(case=cases())
def test_what_one_says_the_other_says(case: Case) -> None:
    assert said_by_the_clock(case) == day_walk.answer(case)


def test_the_questions_are_of_every_kind() -> None:
    """Or the agreement would say little."""
    asked = list(many(1, 3000))
    said = [day_walk.answer(case) for case in asked]
    assert {word for one in said for word in one.split()[:2] if word.isalpha()} == {
        "firm", "provisional", "paused", "refused",
    }  # fmt: skip
    assert said.count("refused") < 300 and said.count("paused") > 20
    restarting = sum(any(again for _since, _until, again in case.pauses) for case in asked)
    several = sum(len(case.pauses) > 1 for case in asked)
    assert restarting > 500 and several > 500
    assert sum(case.as_of is not None for case in asked) > 1000


# ---- the command ----------------------------------------------------------------------------------------


def written(case: Case) -> dict[str, str]:
    """The case as the command is asked."""
    pauses = ";".join(f"{since}/{until or ''}" for since, until, _again in case.pauses)
    mode = "restart" if any(again for _since, _until, again in case.pauses) else "suspend"
    as_of = case.as_of.isoformat() if case.as_of else ""
    return {
        "received_at": case.received_at.isoformat(), "working_days": str(case.budget), "pauses": pauses,
        "mode": mode, "scope": case.scope, "as_of": as_of,
    }  # fmt: skip


def of_one_mode(seed: int, n: int) -> list[Case]:
    """The command knows one mode for all pauses of a question."""
    return [case for case in many(seed, n) if len({again for _since, _until, again in case.pauses}) < 2]


def refused(case: Case) -> bool:
    """By the command, which has no line for a clock that stands still."""
    return day_walk.answer(case) in ("refused", "paused")


def answerable(n: int) -> list[Case]:
    return [case for case in of_one_mode(2026, 10 * n) if not refused(case)][:n]


def line(case: Case) -> str:
    return " ".join(day_walk.answer(case).split()[:2])


@pytest.mark.django_db
def test_the_command_answers_a_file_of_questions_as_the_walk_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answerable(1000)
    path = tmp_path / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(written(asked[0])))
        table.writeheader()
        table.writerows(map(written, asked))
    call_command("due", csv=path)
    assert capsys.readouterr().out.splitlines() == [line(case) for case in asked]


@pytest.mark.django_db
@pytest.mark.parametrize("case", answerable(25), ids=str)
def test_the_command_answers_one_question_as_the_walk_does(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    said = written(case)
    options = [
        f"--{name.replace('_', '-')}={said[name]}" for name in ("pauses", "mode", "scope", "as_of") if said[name]
    ]
    call_command("due", said["received_at"], said["working_days"], *options)
    assert capsys.readouterr().out.splitlines() == [line(case)]


@pytest.mark.django_db
def test_what_the_walk_refuses_the_command_refuses() -> None:
    asked = [case for case in of_one_mode(7, 3000) if refused(case)][:20]
    assert len(asked) == 20
    for case in asked:
        said = written(case)
        with pytest.raises(CommandError) as error:
            call_command("due", said.pop("received_at"), said.pop("working_days"), **said)
        assert error.value.returncode == 2
