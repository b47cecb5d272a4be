"""Whatever is sent, the answer is a known file or a refusal in words: never another error, never the wrong kind."""

import io
import re
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from applications.packages import ACTIVE_PART, end_record
from applications.upload_refusals import UploadRefused
from applications.uploads import EXCEL, JPEG, KINDS, OFD, PDF, PNG, WORD, Examined, examine

from . import files

GAP = re.compile(r"%\(\w+\)s")
HONEST = {
    PDF: files.PDF,
    WORD: files.word(),
    EXCEL: files.excel(),
    OFD: files.ofd(),
    PNG: files.png(),
    JPEG: files.jpeg(),
}
honest = st.sampled_from(list(HONEST.values()))
hostile = st.sampled_from([files.EXE, files.HTML, files.SVG, files.OLD_WORD, files.package({"a.class": b"x"})])
part_names = st.one_of(
    st.sampled_from([*files.WORD_PARTS, "OFD.xml", "word/vbaProject.bin", "../x", "xl/macrosheets/a.xml", "a.exe"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20),
)


def look_at(content: bytes, name: str = "") -> Examined | None:
    """The file, or None where it was refused in words."""
    try:
        return examine(io.BytesIO(content), name, len(content))
    except UploadRefused as refused:
        assert str(refused).endswith("。")
        # What looks like a gap that nothing filled may only be part of the file's own name.
        assert set(GAP.findall(str(refused))) <= set(GAP.findall(name))
        return None


@given(st.binary(max_size=300), st.text(max_size=30))
def test_bytes_at_random_are_no_file(content: bytes, name: str) -> None:
    assert look_at(content, name) is None


@given(honest, st.data())
@settings(max_examples=300)
def test_a_file_with_changed_bytes_is_what_it_was_or_nothing(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    places = st.integers(0, len(content) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        changed[place] = byte
    found = look_at(bytes(changed))
    assert found is None or HONEST[found.kind] == content


@given(honest, st.data())
def test_a_file_that_is_cut_off_is_refused(content: bytes, data: st.DataObject) -> None:
    found = look_at(content[: data.draw(st.integers(0, len(content) - 8))])
    assert found is None


@given(hostile, honest, st.binary(max_size=40))
def test_a_hostile_file_in_front_of_an_honest_one_is_refused(bad: bytes, good: bytes, between: bytes) -> None:
    assert look_at(bad + between + good) is None


@given(honest, st.sampled_from([files.package({"a.class": b"x"}), files.word(), files.excel()]), st.binary(max_size=40))
def test_an_archive_behind_an_honest_file_is_refused(good: bytes, bad: bytes, between: bytes) -> None:
    assert look_at(good + between + bad) is None


@given(st.dictionaries(part_names, st.binary(max_size=200), max_size=6), st.booleans())
@settings(max_examples=200)
def test_a_package_that_is_taken_holds_nothing_active_and_nothing_outside(parts: dict[str, bytes], whole: bool) -> None:
    found = look_at(files.package({**files.WORD_PARTS, **parts} if whole else parts))
    assert found is None or found.kind in (WORD, EXCEL, OFD)
    if found:
        names = zipfile.ZipFile(io.BytesIO(found.content)).namelist()
        assert not any(ACTIVE_PART.search(name) or ".." in name.split("/") for name in names)


@given(st.integers(0, 3 << 20), st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_what_is_taken_unpacks_to_a_bearable_size(size: int, copies: int) -> None:
    parts = {f"word/media/image{n}.png": bytes(size) for n in range(copies)}
    found = look_at(files.word(parts))
    assert found is None or size * copies <= (8 << 20) + 100 * found.size


@given(st.sampled_from(["exe", "docm", "html", "svg", "js", "zip", "pdf", "docx"]), st.sampled_from(KINDS))
def test_no_name_makes_a_file_something_else(suffix: str, kind: object) -> None:
    for honest_kind, content in HONEST.items():
        found = look_at(content, f"说明.{suffix}")
        assert found is None or (found.kind is honest_kind and f".{suffix}" in honest_kind.suffixes)


@given(st.binary(max_size=80))
def test_an_end_record_is_only_one_that_reaches_the_end(tail: bytes) -> None:
    content = files.package({"a": b"x"})
    assert end_record(content) is not None
    if tail:
        assert end_record(content + b"\0" + tail) is None or b"PK\x05\x06" in tail
