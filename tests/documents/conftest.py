"""Documents that many tests read, each made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from applications.documents.engine import render_agreement
from applications.documents.press import Press

from . import samples


@pytest.fixture(scope="session")
def unsealed_pdf() -> bytes:
    return render_agreement(samples.agreement())


@pytest.fixture(scope="session")
def signed_pdf() -> bytes:
    return render_agreement(samples.signed())


@pytest.fixture(scope="session")
def bare_pdf() -> bytes:
    """A natural person's agreement without any optional clause."""
    return render_agreement(samples.agreement(party_b=samples.PERSON, **samples.BARE))


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """A typesetting process that a test may harm: the next document starts another."""
    shared = Press()
    yield shared
    shared.close()


@pytest.fixture
def fresh_press() -> Iterator[Press]:
    """A typesetting process that starts in the environment which the test has made."""
    own = Press()
    yield own
    own.close()


@pytest.fixture
def fonts_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Makes fontconfig see only the fonts of one folder in processes started from now on."""

    def only(folder: Path) -> None:
        settings = tmp_path / "fonts.conf"
        settings.write_text(
            f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>'
        )
        monkeypatch.setenv("FONTCONFIG_FILE", str(settings))

    return only
