"""Both readers of a finished file get the same from it; where they differ, the second has the last word."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from applications.documents import readback, selfcheck
from applications.documents.engine import render_agreement
from applications.documents.readback import Read, by_pdfium, by_pypdf

from . import samples
from .reading import squeezed

# Line ends at hyphens, ligatures, characters outside the BMP, Latin beside Chinese.
ODD = "SH-JT-2026-0017-" * 12 + "，office ﬁle α–β，𬭎䶮㛃镕喆堃𠮷，“引号”——破折号……（一）"


def test_both_readers_get_the_same_text_and_the_same_attachments(signed_pdf: bytes) -> None:
    quick, slow = by_pdfium(signed_pdf), by_pypdf(signed_pdf)
    assert [squeezed(page) for page in quick.pages] == [squeezed(page) for page in slow.pages]
    assert quick.attached == slow.attached == {"agreement.json": [samples.signed().to_json().encode()]}


def test_odd_texts_are_read_back_as_they_are_printed() -> None:
    assert render_agreement(samples.agreement(purpose=ODD)).startswith(b"%PDF")


@pytest.mark.parametrize(("quick_is_right", "slow_is_right"), [(True, False), (False, True)])
def test_a_file_is_whole_where_one_of_the_readers_finds_it_whole(
    monkeypatch: pytest.MonkeyPatch, signed_pdf: bytes, quick_is_right: bool, slow_is_right: bool
) -> None:
    whole = by_pdfium(signed_pdf)
    readers = tuple(_reader(whole if right else replace(whole, pages=[])) for right in (quick_is_right, slow_is_right))
    monkeypatch.setattr(selfcheck, "READERS", readers)
    assert selfcheck.check(signed_pdf, "", [samples.COMPANY.name], None) == []


def test_a_file_in_which_both_find_a_fault_is_not_whole(monkeypatch: pytest.MonkeyPatch, signed_pdf: bytes) -> None:
    monkeypatch.setattr(selfcheck, "READERS", (_reader(Read([], {})), _reader(Read(["x"], {}))))
    assert selfcheck.check(signed_pdf, "", [samples.COMPANY.name], None) == [("fact", samples.COMPANY.name)]
    assert list(readback.READERS) == [by_pdfium, by_pypdf]


def _reader(said: Read) -> Callable[[bytes], Read]:
    return lambda pdf: said
