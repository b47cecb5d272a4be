"""The matrix: every address for every role, as the site answers it in one language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from tests.factories import Cast
from tests.journeys.addresses import FILES, Address, Scene, addresses
from tests.journeys.roles import EVERYONE, VISITOR
from workflow.states import State

from .turns import CHINESE, ENGLISH, asked_at

__all__ = ["CHINESE", "ENGLISH", "POLICY", "SIGN_IN", "Cell", "cells", "everything", "twins"]
SIGN_IN = "/accounts/login/"
# Being sent to sign in.
SENT_AWAY = 401
POLICY = "Content-Security-Policy"


@dataclass(frozen=True)
class Cell:
    """What one role is shown at one address. `status` is the last one; `markup` is empty for what is no page."""

    part: str
    address: Address
    status: int
    markup: str = ""
    policy: str = ""

    @property
    def expected(self) -> int:
        return self.address.answer_to(self.part)

    def __str__(self) -> str:
        return f"{self.part} at {self.address.path}"


def everything(part: str, path: str) -> bool:
    """Every role at every address."""
    return True


def cells(
    scene: Scene,
    cast: Cast,
    language: str,
    wanted: Callable[[str, str], bool] = everything,
    *,
    in_turn: bool = False,
) -> Iterator[Cell]:
    """The roles and addresses that are wanted; `in_turn` those of them that turns.py chooses. In English a role is
    refused once for each kind of refusal: the page of a refusal holds nothing of the address, and whether one is
    refused does not depend on the language."""
    listed = list(addresses(scene, tuple(State)))
    chosen = [asked_at(one, place, language) if in_turn else EVERYONE for place, one in enumerate(listed)]
    for part in sorted(EVERYONE):
        client = _client(cast, part, language)
        refused: set[int] = set()
        for address, parts in zip(listed, chosen, strict=True):
            expected = address.answer_to(part)
            if part not in parts or not wanted(part, address.path):
                continue
            if expected != 200 and language == ENGLISH and expected in refused:
                continue
            refused.add(expected)
            yield _asked(client, part, address)


def twins(shown: Iterable[Cell], cast: Cast, language: str) -> Iterator[Cell]:
    """The same cells in another language."""
    clients: dict[str, Client] = {}
    for cell in shown:
        client = clients.setdefault(cell.part, _client(cast, cell.part, language))
        yield _asked(client, cell.part, cell.address)


def _client(cast: Cast, part: str, language: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if part != VISITOR:
        client.force_login(cast.people[part])
    return client


def _asked(client: Client, part: str, address: Address) -> Cell:
    response: Any = client.get(address.path, follow=True)
    led = response.redirect_chain
    status = SENT_AWAY if led and urlsplit(led[-1][0]).path == SIGN_IN else response.status_code
    if address.name in FILES and status == 200:
        return Cell(part, address, status)
    return Cell(part, address, status, response.content.decode(), response.headers[POLICY])
