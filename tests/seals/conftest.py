"""One agreement, typeset and sealed once for all tests; what a test harms is a copy of its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.test import override_settings

from applications.documents.engine import render_agreement
from applications.documents.facts import AgreementFacts
from applications.seals.authority import Authority
from applications.seals.local import LocalSeals
from applications.seals.order import SealOrder, Side
from jobs import clock
from jobs.clock import Journey
from tests.documents import samples
from tests.factories import MORNING, Cast, the_cast

# Long after the applicant's one-time certificate has run out.
SEALED_AT = samples.SIGNED.at + timedelta(days=20)
NOW = SEALED_AT + timedelta(days=400)
AFTERNOON = MORNING + timedelta(hours=6)


@dataclass(frozen=True)
class Stages:
    """The text to sign, with the applicant's seal, with both."""

    text: bytes
    signed: bytes
    sealed: bytes


def order(side: Side, facts: AgreementFacts | None = None, at: datetime | None = None) -> SealOrder:
    facts = facts or samples.signed()
    first = side == Side.DATA_USER
    party = facts.party_b if first else facts.party_a
    return SealOrder(
        agreement=facts.number,
        side=side,
        party=party.name,
        credit_code=party.credit_code,
        is_person=party.is_person,
        signer="张䶮" if first else "王𬭎",
        at=at or (samples.SIGNED.at if first else SEALED_AT),
    )


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("seals") / "keys", "passphrase of the tests")


@pytest.fixture(scope="session")
def seals(authority: Authority) -> LocalSeals:
    return LocalSeals(authority)


@pytest.fixture(scope="session")
def stages(seals: LocalSeals) -> Stages:
    text = render_agreement(samples.signed())
    signed = seals.affix(text, order(Side.DATA_USER))
    return Stages(text, signed, seals.affix(signed, order(Side.DATA_PROVIDER)))


@pytest.fixture(scope="session")
def roots(seals: LocalSeals) -> list[bytes]:
    return seals.trusted()


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of a module go with it."""
    folder = {"location": str(tmp_path_factory.mktemp("media"))}
    own = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}}
    with override_settings(STORAGES=django_settings.STORAGES | own):
        yield


@pytest.fixture(autouse=True)
def own_media(media: None) -> None:
    """No test leaves a file behind."""


@pytest.fixture
def now() -> Iterator[Journey]:
    """It is 10 September 2026, 15:00 in Shanghai, until the test moves on."""
    with clock.travel(AFTERNOON) as journey:
        yield journey


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()
