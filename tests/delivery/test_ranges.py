"""Which bytes are sent: every form of a range (RFC 9110, 14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.ranges import NotSatisfiable, Span, span

WHOLE = Span(0, 99, False)


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("", WHOLE),
        ("bytes=0-", Span(0, 99, True)),
        ("bytes=10-19", Span(10, 19, True)),
        ("bytes=10-999", Span(10, 99, True)),
        ("bytes=99-", Span(99, 99, True)),
        ("bytes=-10", Span(90, 99, True)),
        ("bytes=-999", Span(0, 99, True)),
        ("bytes=19-10", WHOLE),
        ("bytes=0-1,5-6", WHOLE),
        ("bytes=-", WHOLE),
        ("lines=0-1", WHOLE),
        ("bytes=a-b", WHOLE),
        ("bytes=" + "9" * 40 + "-", WHOLE),
    ],
)
def test_what_is_asked_for_is_sent_or_the_whole(asked: str, sent: Span) -> None:
    assert span(100, asked) == sent


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_is_not_there_cannot_be_sent(asked: str) -> None:
    with pytest.raises(NotSatisfiable):
        span(100, asked)


def test_a_file_that_has_changed_is_sent_whole() -> None:
    assert span(100, "bytes=10-", only_if='"old"', etag='"new"') == WHOLE
    assert span(100, "bytes=10-", only_if='"new"', etag='"new"') == Span(10, 99, True)


@given(st.integers(1, 10_000), st.lists(st.integers(0, 10_000), max_size=6))
def test_pieces_taken_one_after_another_are_the_whole(size: int, places: list[int]) -> None:
    got, content = 0, bytes(range(256)) * 40
    for place in [*sorted(p for p in places if p < size), size - 1]:
        if got < size and place >= got:
            part = span(size, f"bytes={got}-{place}")
            assert content[part.first : part.last + 1] == content[got : place + 1]
            got += part.length
    assert got == size
