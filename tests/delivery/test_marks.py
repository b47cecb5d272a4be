"""Does a copy that turned up elsewhere lead back to its grant, whatever was done to it?"""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from delivery.collect import collect
from delivery.copies import path_of
from delivery.marks import MOST, Marker, digest
from delivery.models import Canary, Copy, Format, Source
from delivery.tracing import rows_of_file
from tests.delivery.lives import a_delivered_life
from tests.delivery.tables import a_table, rows
from tests.factories import Life

MANY = 1_700
Table = list[list[str]]


def a_copy(life: Life, wanted: Format = Format.CSV) -> Copy:
    copy = collect(application=life.application, actor=life.applicant, address=None, now=life.moment, wanted=wanted)
    life.moment += life.step
    return copy


@pytest.fixture
def two_lives(db: None) -> tuple[Life, Life]:
    """Two applicants with the same columns of the same data set; both have taken a copy."""
    dataset = a_table(MANY)
    lives = tuple(a_delivered_life(dataset=dataset, fields=("stop_id", "stop_name", "passengers")) for _ in range(2))
    for life in lives:
        a_copy(life)
    return lives  # type: ignore[return-value]


def traced(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    call_command("trace_copy", str(path))
    return capsys.readouterr().out.splitlines()


def changed(copy: Copy, folder: Path, how: Callable[[Table], Table]) -> Path:
    """The copy as somebody else would pass it on: its rows changed, without its name and header."""
    with path_of(copy.file).open(encoding="utf-8", newline="") as text:
        table = how(list(csv.reader(text))[1:])
    path = folder / "found.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(table)
    return path


def reordered(table: Table) -> Table:
    return random.Random(7).sample(table, len(table))


def sixty_percent(table: Table) -> Table:
    return random.Random(7).sample(table, len(table) * 6 // 10)


def columns_turned(table: Table) -> Table:
    return [row[::-1] for row in table]


@pytest.mark.parametrize("how", [list, reordered, sixty_percent, columns_turned])
def test_a_copy_leads_to_its_grant(
    two_lives: tuple[Life, Life], tmp_path: Path, capsys: pytest.CaptureFixture[str], how: Callable[[Table], Table]
) -> None:
    for life in two_lives:
        copy = Copy.objects.get(grant__application=life.pk)
        (line,) = traced(changed(copy, tmp_path, how), capsys)
        assert life.application.number in line
        assert life.application.agreement.number in line
        assert "沪桥智行科技有限公司，沈知远" in line


def test_the_file_as_it_was_handed_over_is_told_by_its_digest(
    two_lives: tuple[Life, Life], capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Copy.objects.get(grant__application=two_lives[1].pk)
    assert "文件与副本完全一致" in traced(path_of(copy.file), capsys)[0]


@pytest.mark.parametrize("wanted", list(Format))
def test_every_format_bears_the_marks(
    db: None, wanted: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = a_delivered_life(dataset=a_table(MANY), fields=("stop_id", "passengers"))
    copy = a_copy(life, wanted)
    found = list(rows_of_file(path_of(copy.file)))
    again = tmp_path / "found.csv"
    with again.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(sixty_percent(found))
    (line,) = traced(again, capsys)
    assert life.application.number in line


def test_a_sheet_says_in_its_first_line_whose_copy_it_is(db: None) -> None:
    life = a_delivered_life()
    sheet = load_workbook(path_of(a_copy(life, Format.XLSX).file)).worksheets[0]
    said = list(sheet.iter_rows(values_only=True))
    assert "沪桥智行科技有限公司" in said[0][0]
    assert life.application.agreement.number in said[0][0]
    assert said[1:3] == [("stop_name", "stop_id"), ("人民广场", "S001")]


def test_a_csv_has_its_line_where_the_department_wants_it(db: None) -> None:
    life = a_delivered_life()
    Source.objects.create(dataset=life.application.dataset, csv_line=True)
    first, second = path_of(a_copy(life).file).read_text().splitlines()[:2]
    assert first.startswith("# 本副本仅供沪桥智行科技有限公司按协议")
    assert second == "stop_name,stop_id"


def test_a_department_that_counts_exactly_gets_no_marking_rows(db: None) -> None:
    life = a_delivered_life(dataset=a_table(MANY))
    Source.objects.create(dataset=life.application.dataset, marks_rows=False)
    a_copy(life)
    assert not Canary.objects.exists()


def test_json_has_numbers_where_nothing_is_lost_by_it(db: None) -> None:
    life = a_delivered_life(fields=("stop_id", "passengers"))
    said = json.loads(path_of(a_copy(life, Format.JSON).file).read_bytes())
    assert said[0] == {"stop_id": "S001", "passengers": 412}


def test_a_foreign_file_leads_nowhere(db: None, tmp_path: Path) -> None:
    path = tmp_path / "foreign.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="没有发现标记"):
        call_command("trace_copy", str(path))


def test_a_mark_is_never_a_row_of_the_data() -> None:
    for seed in range(20):
        table = [list(row) for row in rows(400)] + [["a", "b", "c", str(n % 3)] for n in range(100)]
        marker = Marker(len(table), random.Random(seed))
        marked = list(marker(iter(table)))
        extra = [row for row in marked if row not in table]
        assert [row for row in marked if row in table] == table
        assert sorted(marker.digests) == sorted(digest(row) for row in extra)
        assert len(extra) <= 5


def test_there_are_sixteen_marks_at_most_and_none_in_a_small_table() -> None:
    assert len(list(Marker(5_000)(map(list, rows(5_000))))) == 5_000 + MOST
    assert len(list(Marker(99)(map(list, rows(99))))) == 99


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.lists(cells, min_size=1, max_size=5), st.randoms())
def test_a_digest_does_not_depend_on_the_order_of_columns(row: list[str], chance: random.Random) -> None:
    assert digest(chance.sample(row, len(row))) == digest(row)


@pytest.mark.parametrize(("one", "other"), [("007", "7"), ("7.50", "7.5"), (" x ", "x"), ("100", "100.0")])
def test_a_digest_does_not_depend_on_how_a_spreadsheet_writes(one: str, other: str) -> None:
    assert digest([one]) == digest([other])


def test_a_file_in_the_encoding_of_an_old_spreadsheet_can_be_read(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows([["站点", "人数"], ["人民广场", "1"]])
    (tmp_path / "x.csv").write_bytes(text.getvalue().encode("gb18030"))
    assert list(rows_of_file(tmp_path / "x.csv")) == [["站点", "人数"], ["人民广场", "1"]]
