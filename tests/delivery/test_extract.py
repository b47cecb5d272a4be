"""Does the file hold the granted columns, exactly, and is a damaged source told from a good one?"""

import csv
import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.models import Dataset
from delivery.extract import Extract, extract
from delivery.refusals import DataUnavailable


def stored(content: bytes, name: str = "datasets/x.csv") -> FieldFile:
    """A data file with this content, as a data set refers to it."""
    return Dataset(data_file=default_storage.save(name, ContentFile(content))).data_file


def named(name: str) -> FieldFile:
    return Dataset(data_file=name).data_file


def content(made: Extract) -> bytes:
    with made.file as file:
        return file.read()


TABLE = b"a,b,c\n1,2,3\n4,5,6\n"


def test_the_granted_columns_stand_in_the_granted_order() -> None:
    made = extract(stored(TABLE), ["c", "a"])
    assert content(made) == b"c,a\r\n3,1\r\n6,4\r\n"
    assert made.fields == ("c", "a")
    assert made.left_out == ("b",)


def test_rows_size_and_digest_are_those_of_the_file() -> None:
    made = extract(stored(TABLE), ["a"])
    body = content(made)
    assert (made.rows, made.size, made.sha256) == (2, len(body), hashlib.sha256(body).hexdigest())


def test_a_single_column_keeps_its_empty_cells() -> None:
    body = content(extract(stored(b"a,b\n,1\nx,2\n"), ["a"]))
    assert list(csv.reader(io.StringIO(body.decode()))) == [["a"], [""], ["x"]]


def test_the_mark_at_the_beginning_of_a_file_from_excel_is_no_part_of_a_name() -> None:
    assert (
        content(extract(stored("\ufeff站点,人数\n人民广场,1\n".encode()), ["站点"])).decode() == "站点\r\n人民广场\r\n"
    )


def test_what_looks_like_a_formula_is_left_as_it_is() -> None:
    assert content(extract(stored(b"a\n=1+1\n-5\n+86\n@x\n"), ["a"])) == b"a\r\n=1+1\r\n-5\r\n+86\r\n@x\r\n"


def test_empty_lines_are_no_rows() -> None:
    assert extract(stored(b"a,b\n\n1,2\n\n"), ["a"]).rows == 1


def test_a_table_without_rows_is_delivered_as_one() -> None:
    assert content(extract(stored(b"a,b\n"), ["b"])) == b"b\r\n"


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(cells, cells, cells), max_size=8))
def test_every_cell_arrives_as_it_was(table: list[tuple[str, str, str]]) -> None:
    source = io.StringIO()
    csv.writer(source).writerows([("a", "b", "c"), *table])
    body = content(extract(stored(source.getvalue().encode()), ["b", "a"])).decode()
    assert list(csv.reader(io.StringIO(body, newline=""))) == [["b", "a"], *[[b, a] for a, b, _c in table]]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\n\n",
        b"a,b\n1\n",
        b"a,b\n1,2,3\n",
        b"a,a\n1,2\n",
        b"x,y\n1,2\n",
        b'a,b\n"1,2\n',
        b'a,b\n"1"x,2\n',
        "a,b\n人,2\n".encode("gb18030"),
        b"PK\x03\x04\xff\xfe",
    ],
)
def test_a_damaged_file_is_refused_and_never_half_delivered(damaged: bytes) -> None:
    with pytest.raises(DataUnavailable):
        extract(stored(damaged), ["a"])


@pytest.mark.parametrize(
    "name", ["", "datasets/gone.csv", "datasets/", "../outside.csv", "datasets/../../outside.csv", "/etc/passwd"]
)
def test_a_file_that_is_missing_or_outside_the_store_is_refused(name: str) -> None:
    Path(default_storage.path("x")).parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataUnavailable):
        extract(named(name), ["a"])


def test_a_link_that_leads_nowhere_is_refused() -> None:
    link = Path(default_storage.path("datasets/link.csv"))
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to("nowhere.csv")
    with pytest.raises(DataUnavailable):
        extract(named("datasets/link.csv"), ["a"])


def test_no_granted_column_is_no_file() -> None:
    with pytest.raises(DataUnavailable):
        extract(stored(TABLE), [])


def test_the_cause_stands_in_the_log_for_those_who_mend_it(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DataUnavailable):
        extract(stored(b"a,b\n1\n"), ["a"])
    assert "row 1 has 1 cells, the header 2" in caplog.text


def test_nothing_is_left_on_the_disk() -> None:
    folder = Path(default_storage.path("x")).parent
    source = stored(TABLE)
    before = sorted(folder.iterdir())
    extract(source, ["a"]).file.close()
    with pytest.raises(DataUnavailable):
        extract(source, ["missing"])
    assert sorted(folder.iterdir()) == before


def peak_of(rows: int) -> int:
    """The most memory that an extract of so many rows held at once, in bytes."""
    source = stored(b"a,b,c\n" + b"1234567890,abcdefghij,0987654321\n" * rows)
    tracemalloc.start()
    extract(source, ["a", "c"]).file.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_ten_times_the_rows_take_no_more_memory() -> None:
    peak_of(10)
    assert peak_of(30_000) < peak_of(3_000) + 100_000
