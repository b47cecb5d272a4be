"""The most that can be typed into an agreement is printed in five seconds of computing; more is refused when typed."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from applications.documents.engine import render_agreement
from applications.documents.press import Press
from applications.models import Application

from . import samples

TYPED = ("purpose", "security_measures", "contact_name", "contact_address", "contact_phone")
LONGEST = 2000


@pytest.fixture(scope="module")
def within_five_seconds() -> Iterator[None]:
    """Every document of these tests has five seconds of computing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WURI_DOCUMENT_CPU_SECONDS", "5")
        press = Press()
        patch.setattr("applications.documents.engine.press", press)
        yield
        press.close()


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("typed", ["a" * 100_000, "字" * 10_000], ids=["a word", "a text"])
def test_more_is_refused_when_typed(name: str, typed: str) -> None:
    field = Application._meta.get_field(name).formfield()
    assert field.max_length and field.max_length <= LONGEST
    with pytest.raises(ValidationError):
        field.clean(typed)


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "利用协议数据开展研究" * 1000},
        {"purpose": "a" * 5_000},
        {"security_measures": ("a" * LONGEST,), "conditions": ("b" * LONGEST,)},
        {"security_measures": ("\n".join("一" * (LONGEST // 2)),)},
    ],
    ids=["10,000 characters", "a word of 5,000 letters", "two words of 2,000", "a thousand lines"],
)
@pytest.mark.usefixtures("within_five_seconds")
def test_the_most_is_printed_in_time(changes: dict[str, object]) -> None:
    assert render_agreement(samples.agreement(**changes)).startswith(b"%PDF")
