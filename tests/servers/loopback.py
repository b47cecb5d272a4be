"""No test leaves this machine: a connection to anything but loopback fails the test that tries it."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class LeftTheMachine(AssertionError):
    """A test tried to reach another machine."""


def is_loopback(host: str) -> bool:
    """True for localhost and for the addresses of loopback; a name is never looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_elsewhere(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
        raise LeftTheMachine(f"A test tried to connect to {address[0]}, port {address[1]}.")


@pytest.fixture(autouse=True, scope="session")
def nothing_leaves_this_machine() -> Iterator[None]:
    """Watches Python's own connections; the browser has rules of its own (browser.py)."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


def guarded(connect: Any) -> Any:
    def connect_on_loopback(self: socket.socket, address: Any) -> Any:
        refuse_elsewhere(self, address)
        return connect(self, address)

    return connect_on_loopback
