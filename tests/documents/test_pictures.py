"""The pages look as they were approved, within a tolerance that a shifted line or a lost seal exceeds."""

import pytest
from PIL import ImageChops

from .approved import SHARE, approved, difference, drawn
from .pictured import PICTURED


@pytest.mark.parametrize("name", PICTURED)
def test_every_page_is_as_approved(name: str) -> None:
    pages, wanted = drawn(PICTURED[name]()), approved(name)
    assert len(pages) == len(wanted)
    assert [round(difference(page, other), 4) for page, other in zip(pages, wanted, strict=True)] == pytest.approx(
        [0] * len(pages), abs=SHARE
    )


def test_a_shifted_line_or_a_lost_seal_would_be_noticed() -> None:
    sealed, unsealed = approved("sealed"), approved("unsealed")
    assert difference(sealed[-1], unsealed[-1]) > SHARE
    shifted = ImageChops.offset(sealed[1], 0, 4)
    assert difference(sealed[1], shifted) > SHARE
