"""The quicker reader reads what pyHanko's reads, and leaves to it whatever is unusual."""

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from applications.seals.reading import QuickReader, _places, embedded_file
from tests.documents import samples

from .conftest import Stages


def test_every_object_is_read_as_pyhanko_reads_it(stages: Stages) -> None:
    quick, slow = QuickReader(stages.sealed), PdfFileReader(io.BytesIO(stages.sealed))
    numbers = {held.idnum for held in quick.xrefs.explicit_refs_in_revision(0)}
    assert len(numbers) > 200
    for number in numbers:
        one, other = (reader.get_object(generic.Reference(number, 0, reader)) for reader in (quick, slow))
        assert one == other and type(one) is type(other)
    assert quick._opened


@pytest.mark.parametrize(
    ("head", "count", "found"),
    [
        (b"7 0 9 4 ", 2, [(7, 8), (9, 12)]),
        (b"7 0 7 4 ", 2, []),  # a number twice
        (b"7 0 9 4 ", 3, []),  # too few
        (b"7 0 9 %4", 2, []),  # a comment
        (b"7 0 9 -4", 2, []),
        (b"7 0\x009 4", 2, []),
    ],
)
def test_only_a_plain_list_of_places_is_used(head: bytes, count: int, found: list[tuple[int, int]]) -> None:
    assert _places(head + b"(a) (b)", count, len(head)) == found


def test_the_facts_are_read_from_the_file_that_was_judged(stages: Stages) -> None:
    assert embedded_file(QuickReader(stages.sealed), "agreement.json").decode() == samples.signed().to_json()
    with pytest.raises(ValueError):
        embedded_file(QuickReader(stages.sealed), "other.json")
