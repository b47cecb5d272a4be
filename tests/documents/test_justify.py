"""Justification touches private parts of WeasyPrint only where they are as known."""

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.layout import inline

from applications.documents import justify


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    yield
    inline.justify_line = justify.stock_justify_line


def test_the_pinned_weasyprint_is_known() -> None:
    assert justify.install()
    assert inline.justify_line is justify.justify_line


def test_another_signature_leaves_weasyprint_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def create_layout(text: str, style: Any) -> None: ...

    monkeypatch.setattr(inline, "create_layout", create_layout)
    assert not justify.install()
    assert inline.justify_line is justify.stock_justify_line


def test_a_missing_function_leaves_weasyprint_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(inline, "justify_line")
    assert not justify.install()
