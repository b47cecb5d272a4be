"""The contract for checking from outside: manage.py due answers as every deadline is computed."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DATA = Path(__file__).parents[1] / "data"


def answer(capsys: pytest.CaptureFixture[str], *asked: str, **options: Any) -> list[str]:
    call_command("due", *asked, **options)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", ["deadline_cases.csv", "deadline_pause_cases.csv"])
def test_a_file_of_cases_is_answered_line_by_line(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        expected = [f"{row['expected_due_date']} firm" for row in csv.DictReader(file)]
    assert answer(capsys, csv=DATA / name) == expected


@pytest.mark.parametrize(
    ("asked", "options", "expected"),
    [
        (("2026-12-23", "5"), {}, "2026-12-30 provisional"),
        (("2020-01-20T10:00:00+08:00", "5"), {"as_of": "2020-01-20"}, "2020-02-01 firm"),
        (("2020-01-20T10:00:00+08:00", "5"), {}, "2020-02-04 firm"),
        (("2018-10-31", "5"), {"scope": "CN-SH"}, "2018-11-08 firm"),
        (("2018-10-31", "5"), {}, "2018-11-07 firm"),
        (("2023-02-02T17:00:00+00:00", "1"), {}, "2023-02-06 firm"),
        (("2024-03-11", "5"), {"pauses": "2024-03-13/"}, "paused"),
        (("2024-03-11", "20"), {"pauses": "2024-03-15/2024-03-15", "mode": "restart"}, "2024-04-15 firm"),
    ],
)
def test_one_question_gets_one_line(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, str], options: dict[str, str], expected: str
) -> None:
    assert answer(capsys, *asked, **options) == [expected]


def test_an_explanation_stands_above_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    lines = answer(capsys, "2026-09-24", "5", explain=True)
    assert lines[0].startswith("2026-09-24 Thu   - receipt")
    assert "2026-09-25 Fri   - holiday 中秋节 国办发明电〔2025〕7号" in lines
    assert lines[-2:] == ["2026-10-09 Fri   5 counted due", "2026-10-09 firm"]


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        (("2026-09-28T10:00", "5"), {}),
        (("gestern", "5"), {}),
        (("2026-09-28", "0"), {}),
        (("2026-09-28", "fünf"), {}),
        (("2026-09-28", "5"), {"mode": "anders"}),
        (("2026-09-28", "5"), {"scope": "CN-BJ"}),
        (("2026-09-28", "5"), {"pauses": "2026-09-27/2026-09-29"}),
        (("2026-09-28", "5"), {"pauses": "2026-09-30/2026-09-29"}),
        (("2026-09-28", "5"), {"pauses": "2026-09-30"}),
        (("2031-01-01", "5"), {}),
        (("2026-09-28", "5"), {"as_of": "2016-01-01"}),
        ((), {}),
    ],
)
def test_what_cannot_be_answered_is_said_with_status_two(asked: tuple[str, ...], options: dict[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", *asked, **options)
    assert refused.value.returncode == 2


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("received_at,working_days\n2026-09-28,5\n2026-13-01,5\n", encoding="utf-8")
    with pytest.raises(CommandError, match="2026-13-01"):
        call_command("due", csv=path)
