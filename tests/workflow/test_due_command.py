"""The contract for checking from outside: manage.py due answers as every deadline is computed."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.either]
ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"


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
        # An open pause that begins after the due day comes too late.
        (("2024-03-11", "5"), {"pauses": "2024-03-19/"}, "2024-03-18 firm"),
        # Two that overlap act as one from the first day to the last.
        (("2024-03-11", "5"), {"pauses": "2024-03-14/2024-03-20;2024-03-12/2024-03-15"}, "2024-03-26 firm"),
        (("2024-03-11", "5"), {"pauses": "2024-03-12/2024-03-20"}, "2024-03-26 firm"),
        (("2024-03-11T23:59:59+08:00", "5"), {}, "2024-03-18 firm"),
        (("2024-03-11T16:00:00Z", "5"), {}, "2024-03-19 firm"),
        (("2024-03-11 09:00+08:00", " 5 "), {}, "2024-03-18 firm"),
        (("2024-03-11", "5"), {"pauses": "2024-03-12T23:00:00+08:00/2024-03-13T17:00:00Z"}, "2024-03-20 firm"),
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
        (("2026-09-28",), {}),
        (("2026-09-28", "-3"), {}),
        (("2026-09-28", "5.0"), {}),
        (("2026-09-28", "５"), {}),
        (("2026-09-28", "1_0"), {}),
        (("2026-09-28", "9" * 5000), {}),
        (("2026-09-28", "999999999"), {}),
        (("2026-02-30", "5"), {}),
        (("2026-09-28T25:00:00+08:00", "5"), {}),
        (("0001-01-01T00:00:00+14:00", "5"), {}),
        (("9999-12-31T23:00:00-12:00", "5"), {}),
        (("2017-12-31", "5"), {}),
        (("2027-12-20", "30"), {}),
        (("2026-09-28", "5"), {"pauses": "2026-09-29/2029-01-01"}),
        (("2026-09-28", "5"), {"pauses": "/2026-09-30"}),
        (("2026-09-28", "5"), {"pauses": "2026-09-29T10:00/2026-09-30"}),
        (("2026-09-28", "5"), {"as_of": "neulich"}),
        # While a pause is open there is no due day: the contract has no line that says so.
        (("2024-03-11", "5"), {"pauses": "2024-03-13/"}),
        (("2024-03-11", "5"), {"pauses": "2024-03-18/", "mode": "restart"}),
        (("2026-09-28", "5"), {"csv": DATA / "deadline_cases.csv"}),
        ((), {"csv": DATA / "deadline_cases.csv", "pauses": "2026-09-29/"}),
        ((), {"csv": DATA / "none.csv"}),
        ((), {"csv": DATA}),
    ],
)
def test_what_cannot_be_answered_is_said_with_status_two(asked: tuple[str, ...], options: dict[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", *asked, **options)
    assert refused.value.returncode == 2


def table(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "cases.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_every_bad_row_is_named_and_nothing_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, "received_at,working_days,pauses\n2026-09-28,5,\n2026-13-01,5,\n2024-03-11,5,2024-03-13/\n")
    with pytest.raises(CommandError) as refused:
        call_command("due", csv=path)
    first, second = str(refused.value).splitlines()
    assert "line 3: '2026-13-01'" in first and "line 4: paused since 2024-03-13" in second
    assert capsys.readouterr().out == ""


def test_a_day_before_the_first_notice_is_told_as_such() -> None:
    with pytest.raises(CommandError, match="by 2017-11-29 no notice had been published"):
        call_command("due", "2018-01-02", "5", as_of="2017-11-29")


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffreceived_at,working_days\n2024-03-11,5\n2026-12-23,5\n",
        "received_at,working_days\r\n2024-03-11,5\r\n2026-12-23,5\r\n",
        '"received_at","working_days","note"\n"2024-03-11","5","a, ""b""\nc"\n2026-12-23,5,\n',
        "received_at,working_days\n\n2024-03-11,5\n , \n2026-12-23,5\n\n\n",
        " working_days , received_at\n5, 2024-03-11\n5,2026-12-23",
        "received_at,working_days,pauses,mode,scope,as_of\n2024-03-11,5\n2026-12-23,5,,,,,more\n",
    ],
)
def test_a_file_is_read_as_programs_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    assert answer(capsys, csv=table(tmp_path, content)) == ["2024-03-18 firm", "2026-12-30 provisional"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "received_at\n2024-03-11\n",
        "received_on,days\n2024-03-11,5\n",
        "日期,工作日\n".encode("gbk"),
        b"\x00\x01\xff",
        "received_at,working_days\n,5\n",
        "received_at,working_days\n2024-03-11,\n",
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", csv=table(tmp_path, content))
    assert refused.value.returncode == 2


def test_a_row_says_its_own_scope_and_day_and_the_options_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "2018-10-31,5,CN-SH,\n2018-10-31,5,CN,\n2020-01-20,5,,2020-01-20\n2020-01-20,5,,\n"
    path = table(tmp_path, "received_at,working_days,scope,as_of\n" + rows)
    expected = ["2018-11-08 firm", "2018-11-07 firm", "2020-02-01 firm", "2020-02-04 firm"]
    assert answer(capsys, csv=path) == expected
    restarted = table(tmp_path, "received_at,working_days,pauses\n2024-03-11,20,2024-03-15/2024-03-15\n")
    assert answer(capsys, csv=restarted, mode="restart") == ["2024-04-15 firm"]


def test_a_file_can_be_explained_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, "received_at,working_days\n2024-03-11,1\n2024-03-12,1\n")
    lines = answer(capsys, csv=path, explain=True)
    assert lines[2] == "2024-03-12 firm" and lines[5] == "2024-03-13 firm" and len(lines) == 6


@pytest.mark.parametrize(
    ("asked", "status", "out", "said"),
    [
        (["2024-03-11", "5"], 0, "2024-03-18 firm\n", ""),
        (["2024-03-11", "-5"], 2, "", "at least 1"),
        (["2024-03-11"], 2, "", "RECEIVED_AT"),
        (["2024-03-11", "5", "--scope", "CN-BJ"], 2, "", "scope"),
        (["2024-03-11", "5", "--anders"], 2, "", "--anders"),
        (["2031-01-01", "5"], 2, "", "outside the calendar"),
    ],
)
def test_a_shell_gets_answers_on_one_stream_and_refusals_on_the_other(
    tmp_path: Path, asked: list[str], status: int, out: str, said: str
) -> None:
    """As a process of its own, on a machine whose database has not been made."""
    surroundings = os.environ | {"WURI_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    done = subprocess.run(
        [sys.executable, "manage.py", "due", *asked], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (status, out)
    assert said in done.stderr and bool(done.stderr) == bool(said)
