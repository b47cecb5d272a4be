"""Whom does `make test` ask for at an address? Every role is asked for at every address by `make sweep`.

In Chinese all who are shown the page, but of two of the same post one, by turns, and of pages for everybody FEW; of
those who are told nothing A_FEW for each kind of refusal. In English one of those who are shown the page. So each
address is shown and refused, and each role sees and is refused many.
"""

from collections.abc import Iterator, Sequence

from tests.journeys.addresses import Address
from tests.journeys.roles import EVERYONE, SIGNED_IN

CHINESE, ENGLISH = "zh-hans", "en"
TWINS = (("applicant", "colleague"), ("handler", "second_handler"))
FEW, A_FEW = 5, 3


def asked_at(address: Address, place: int, language: str) -> frozenset[str]:
    """The roles, at the address in this place of the list."""
    answers: dict[int, list[str]] = {}
    for part in sorted(EVERYONE):
        answers.setdefault(address.answer_to(part), []).append(part)
    chosen = {status: _one_of_twins(parts, place) for status, parts in answers.items()}
    readers = chosen.pop(200, [])
    for_all = address.readers in (EVERYONE, SIGNED_IN)
    few = 1 if language == ENGLISH else FEW if for_all else len(readers)
    refused = [part for parts in chosen.values() for part in _by_turns(parts, place, A_FEW)]
    return frozenset([*_by_turns(readers, place, few), *refused])


def _one_of_twins(parts: Sequence[str], place: int) -> list[str]:
    left_out = {pair[place % 2] for pair in TWINS if set(pair) <= set(parts)}
    return [part for part in parts if part not in left_out]


def _by_turns(parts: Sequence[str], place: int, number: int) -> Iterator[str]:
    for step in range(min(number, len(parts))):
        yield parts[(place * number + step) % len(parts)]
