"""The agreements of which approved pictures are kept: with everything, and a person's with nothing optional, sealed."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from applications.documents.engine import render_agreement
from applications.documents.facts import AgreementFacts
from applications.seals.authority import Authority
from applications.seals.local import LocalSeals
from applications.seals.order import Side
from tests.seals.conftest import order

from . import samples


@cache
def sealed(facts: AgreementFacts) -> bytes:
    """With the seals of both sides, by an authority made for the purpose."""
    with tempfile.TemporaryDirectory() as folder:
        seals, pdf = LocalSeals(Authority(Path(folder) / "keys", "pictures")), render_agreement(facts)
        for side in Side:
            pdf = seals.affix(pdf, order(side, facts))
    return pdf


PICTURED: dict[str, Callable[[], bytes]] = {
    "unsealed": lambda: render_agreement(samples.agreement()),
    "sealed": lambda: sealed(samples.signed()),
    "person": lambda: sealed(samples.signed(party_b=samples.PERSON, **samples.BARE)),
}
