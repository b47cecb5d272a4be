"""Files harmed in every way that one can think of do not hold, even for whoever could also change the record.

Each is judged by its seals alone, as if its digest were on record. 24 in `make test`, 200 in `make prove`.
"""

import os
import random
import re

import pytest

from applications.seals.reading import QuickReader
from applications.seals.signing import root_of

from .conftest import Stages
from .test_seals import holds

MUTATIONS = int(os.environ.get("WURI_MUTATIONS", "24"))
KINDS = ("flip", "zero", "cut", "append", "swap", "drop", "double", "digit")


def harmed(pdf: bytes, kind: str, chance: random.Random) -> bytes:
    """The file with one harm done somewhere in it."""
    one, other = sorted(chance.sample(range(9, len(pdf) - 64), 2))
    length = chance.randrange(1, 64)
    match kind:
        case "flip":
            return pdf[:one] + bytes([pdf[one] ^ 1 << chance.randrange(8)]) + pdf[one + 1 :]
        case "zero":
            return pdf[:one] + b"\0" * length + pdf[one + length :]
        case "cut":
            return pdf[: chance.choice([one, *(found.end() for found in re.finditer(rb"%%EOF\n?", pdf[:-8]))])]
        case "append":
            return pdf + chance.choice([b" ", b"\n", b"%%EOF\n", chance.randbytes(length)])
        case "swap":
            middle = pdf[one + 32 : other] if other > one + 32 else b""
            return pdf[:one] + pdf[other : other + 32] + middle + pdf[one : one + 32] + pdf[other + 32 :]
        case "drop":
            return pdf[:one] + pdf[one + length :]
        case "double":
            return pdf[:one] + pdf[one : one + length] + pdf[one:]
        case _:
            # Another digit somewhere in the structure: offsets, lengths, ranges of bytes, numbers of objects.
            place = chance.choice([found.start() for found in re.finditer(rb"[1-9](?=[0-9 ])", pdf)])
            return pdf[:place] + bytes([pdf[place] - 1]) + pdf[place + 1 :]


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_no_harmed_file_holds(stages: Stages, roots: list[bytes], seed: int) -> None:
    chance = random.Random(seed)
    pdf = harmed(stages.sealed, KINDS[seed % len(KINDS)], chance)
    assert pdf != stages.sealed
    assert not holds(pdf, roots)


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_no_bit_of_the_last_stamp_itself_can_be_another(stages: Stages, roots: list[bytes], seed: int) -> None:
    """It covers the whole file but its own place, where much is signed by nobody."""
    stamp = list(QuickReader(stages.sealed).embedded_signatures)[-1]
    chance, pdf = random.Random(seed), bytearray(stages.sealed)
    pdf[chance.randrange(stamp.byte_range[1], stamp.byte_range[2])] ^= 1 << chance.randrange(8)
    assert not holds(bytes(pdf), roots)


def test_the_hole_that_two_hundred_harms_found_is_closed(stages: Stages, roots: list[bytes]) -> None:
    """A certificate beside the stamp that no signature needs: the root's own copy."""
    root = root_of(roots[0]).dump().hex().upper()
    place = stages.sealed.rindex(root[-600:].encode()) + 40
    other = b"0" if stages.sealed[place : place + 1] != b"0" else b"1"
    assert not holds(stages.sealed[:place] + other + stages.sealed[place + 1 :], roots)
